"""The ATS of a month (anexo transaccional): what it is made of, under the codes that it uses."""

from common.clock import clinic_today
from common.web.sheets import MOST_ROWS
from facturacion.reports.queries import ats as queries
from facturacion.reports.rules import ats as rules
from facturacion.reports.rules import spans


def ats(db, month):
    first, last = spans.month_of(month, clinic_today())
    days = {"first": first, "last": last}
    return {
        "month": f"{first:%Y-%m}",
        "sales": [sale(row) for row in queries.sales(db, **days, limit=MOST_ROWS)],
        "establishments": queries.establishments(db, **days),
        "annulled": [cancelled(row) for row in queries.annulled(db, **days, limit=MOST_ROWS)],
        "purchases": [purchase(row) for row in queries.purchases(db, **days, limit=MOST_ROWS)],
        "informant": queries.informant(db),
        "paid_by": {
            (row["id_type"], row["document"], row["electronic"]): row["methods"]
            for row in queries.paid_by(db, **days)
        },
    }


def readiness(db, month):
    """What the XML of a month would hold, and what it lacks."""
    told = ats(db, month)
    declared = [row for row in told["purchases"] if row["kind"]]
    return {
        "month": told["month"],
        "sales": len(told["sales"]),
        "purchases": len(declared),
        "annulled": len(rules.authorised(told["annulled"])),
        "annulled_on_paper": len(told["annulled"]) - len(rules.authorised(told["annulled"])),
        "left_out": len(told["purchases"]) - len(declared),
        "lacking": rules.lacking(told),
    }


def sale(row):
    return row | {"emission": "E" if row["electronic"] else "F"}


def cancelled(row):
    """The ATS tells ranges; each of ours is a range of one."""
    return row | {"last": row["sequential"]}


def purchase(row):
    """Its number in three parts, where it is written as the SRI writes it."""
    parts = (row["document_number"] or "").split("-")
    establishment, point, sequential = parts if len(parts) == 3 else (None, None, row["document_number"])
    zero, taxed = rules.bases_of(row)
    return row | {
        "zero": zero,
        "taxed": taxed,
        "kind": rules.KINDS.get(row["document_type"]),
        "supplier_type": "01" if row["supplier_ruc"] else None,
        "establishment": establishment,
        "emission_point": point,
        "sequential": sequential,
    }
