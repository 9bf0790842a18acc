"""The ATS of a month (anexo transaccional): what it is made of, under the codes that it uses."""

from common.clock import clinic_today
from common.web.sheets import MOST_ROWS
from facturacion.reports.queries import ats as queries
from facturacion.reports.queries import iva
from facturacion.reports.rules import spans

# The codes of the ATS for a document of purchase; of what is not here the accountant says.
KINDS = {"INVOICE": "01", "SALE_NOTE": "02", "LIQUIDATION": "03"}


def ats(db, month):
    first, last = spans.month_of(month, clinic_today())
    days = {"first": first, "last": last}
    return {
        "month": f"{first:%Y-%m}",
        "sales": [sale(row) for row in queries.sales(db, **days, limit=MOST_ROWS)],
        "establishments": queries.establishments(db, **days),
        "annulled": [cancelled(row) for row in queries.annulled(db, **days, limit=MOST_ROWS)],
        "purchases": [purchase(row) for row in iva.purchases(db, **days, limit=MOST_ROWS)],
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
    return row | {
        "kind": KINDS.get(row["document_type"]),
        "supplier_type": "01" if row["supplier_ruc"] else None,
        "establishment": establishment,
        "emission_point": point,
        "sequential": sequential,
    }
