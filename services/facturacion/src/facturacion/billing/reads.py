"""An invoice put together with what hangs from it."""

from datetime import date, timedelta
from decimal import Decimal

from pydantic import ValidationError

from common.clock import clinic_today, clinic_zone
from common.problems import Invalid
from common.store.sql import only
from common.web.auth import me
from common.web.errors import field_of, message_of
from common.web.http import found
from facturacion.billing.queries import (
    accounts,
    aesthetics,
    annulments,
    credit_notes,
    discounts,
    instalments,
    invoices,
    payments,
    series,
)
from facturacion.billing.rules import aesthetics as aesthetic_rules
from facturacion.billing.rules import discounts as discounting
from facturacion.billing.rules import instalments as planning
from facturacion.billing.rules import invoices as rules
from facturacion.billing.rules.credit_notes import annulled_until
from facturacion.billing.schemas.invoices import NewInvoice
from facturacion.billing.schemas.lines import NewLine
from facturacion.packages.queries import packages

NOT_FOUND = "No existe esa factura."
STATUSES = ("DRAFT", "ISSUED", "ANNULLED", "DISCARDED")
USUAL_SPAN = timedelta(days=365)
ENDED = ("agreed_at", "agreed_by", "ended_at", "ended_by", "end_reason")


def detail(db, id, sound=False):
    """An invoice with its lines, taxes and payments, and what must be mended in it before it is issued.

    `sound` is a draft of which it was just worked out that nothing must.
    """
    invoice = found(invoices.get(db, id), NOT_FOUND)
    lines = invoices.lines(db, id)
    draft = invoice["status"] == "DRAFT"
    mending = draft and not sound
    told = discounts_of(db, invoice)
    parts = {
        "lines": lines,
        "discounts": told,
        "approval": approval_of(db, invoice, lines, told) if draft else None,
        "to_mend": (
            to_mend(invoice, lines, told, series.rates_on(db, clinic_today()), undiagnosed(db, id, lines))
            if mending
            else []
        ),
        "aesthetics": aesthetics_of(db, invoice, lines),
        "taxes": rules.taxes_of(lines),
        "payments": [] if draft else payments.of_invoice(db, id),  # the database lets nobody pay a draft
        "movements": [] if draft else accounts.of_invoice(db, id),
        "credit_notes": credit_notes.of_invoice(db, id) if invoice["credited"] else [],
        **plans_of(db, invoice),
        "annulment": annulment_of(db, invoice),
        "annulled_until": annulled_until(invoice["issue_date"]) if invoice["issue_date"] else None,
    }
    return invoice | parts


def annulment_of(db, invoice):
    """The annulment that an issued invoice waits for."""
    row = annulments.waiting(db, invoice["id"]) if invoice["status"] == "ISSUED" else None
    return row and only(row, "reason", "asked_at") | {
        "asked_by": {"id": row["asked_by_id"], "name": row["asked_by_name"]}
    }


def discounts_of(db, invoice):
    """The discounts of an invoice, with their reasons; most have none, and nothing is asked for them."""
    return discounts.of_invoice(db, invoice["id"]) if invoice["discount"] else []


def plans_of(db, invoice):
    """The instalments in force of an invoice, and what was agreed before."""
    plans = [] if invoice["status"] == "DRAFT" else instalments.of_invoice(db, invoice["id"])
    now = [plan for plan in plans if plan["ended_at"] is None]
    return {
        "plan": plan_standing(db, invoice, now[0]) if now and invoice["status"] == "ISSUED" else None,
        "ended_plans": [only(plan, *ENDED) for plan in plans if plan["ended_at"]],
    }


def plan_standing(db, invoice, plan):
    parts = instalments.parts_of(db, plan["id"])
    return only(plan, "total", "agreed_at", "agreed_by") | {
        "overdue": planning.overdue(parts, invoice["balance"], clinic_today()),
        "instalments": planning.standing(parts, invoice["balance"], clinic_today()),
    }


def discount_limit(db):
    """The percent that the caller's role gives without asking."""
    limit = discounts.limit_of(db, me().role)
    return discounting.DEFAULT_LIMIT if limit is None else limit


def approval_of(db, invoice, lines, told):
    """Whether what a draft takes off needs a second person, for who asks, and who said yes; None without a discount."""
    if not told:
        return None
    limit = discount_limit(db)
    mark = discounting.fingerprint(invoice, lines, told)
    by = discounts.approved_by(db, invoice["id"], mark)
    over = discounting.exceeds(lines, told, limit) and not me().may(discounting.APPROVE)
    return {
        "about": discounting.about(invoice["id"], mark),
        "percent": discounting.share_of(lines, told),
        "limit": limit,
        "needed": over and by is None,
        "approved_by": by,
    }


def aesthetics_of(db, invoice, lines):
    """The treatments of an invoice that are done for looks, each with the diagnosis for which it has no IVA.

    Of what was issued only those that had one.
    """
    linked = {row["treatment_id"]: row for row in aesthetics.links(db, invoice["id"])}
    inside = packages_in(db, lines)
    shown = set(linked)
    if invoice["status"] == "DRAFT":
        shown = flagged_among(db, aesthetic_rules.charged(lines, inside))
    told = ("sha256", "signed_on", "linked_at", "linked_by")
    return [
        {
            "treatment_id": id,
            "positions": [
                line["position"] for line in lines if id in aesthetic_rules.charged_by(line, inside)
            ],
            "diagnosis": only(linked[id], *told) if id in linked else None,
        }
        for id in sorted(shown)
    ]


def packages_in(db, lines):
    """The treatments of each package that these lines sell."""
    ids = {line["reference_id"] for line in lines if line["kind"] == "PACKAGE"}
    return packages.treatments_in(db, ids) if ids else {}


def flagged_among(db, treatments):
    return set(aesthetics.flagged(db, treatments)) if treatments else set()


def undiagnosed(db, id, lines):
    """Of priced lines, the places of those that charge without IVA what is done for looks and has no diagnosis.

    `id` is the invoice's; None before it is written.
    """
    untaxed = aesthetic_rules.untaxed(lines)
    inside = packages_in(db, untaxed)
    flagged = flagged_among(db, aesthetic_rules.charged(untaxed, inside))
    if flagged and id is not None:
        flagged -= {row["treatment_id"] for row in aesthetics.links(db, id)}
    return {
        place
        for place, line in enumerate(lines)
        if line in untaxed and aesthetic_rules.charged_by(line, inside) & flagged
    }


def to_mend(invoice, lines, told, rates, undiagnosed=()):
    """What keeps a draft from being issued as it is, by field: an appointment may bring what no form would take.

    `undiagnosed` are the places of its lines that need a diagnosis and have none.
    """
    errors = [
        {"field": f"lines.{position}.unit_price", "message": line["mend"]}
        for position, line in enumerate(lines)
        if line.get("mend")
    ]
    errors += aesthetic_rules.undiagnosed(lines, undiagnosed)
    forms, whole = discounting.as_told(lines, told)
    written = {
        "buyer": invoice["buyer"],
        "lines": [{name: line[name] for name in NewLine.model_fields} for line in forms],
        "discount": whole,
        "notes": invoice["notes"],
    }
    try:
        NewInvoice.model_validate(written)
        rules.totals_of(rules.price_lines(lines, rates))
    except ValidationError as refusal:
        wrong = refusal.errors(include_url=False)
        return [{"field": field_of(item), "message": message_of(item)} for item in wrong] + errors
    except Invalid as refusal:
        return refusal.errors + errors
    return errors


def payments_of(db, id):
    """The payments of an invoice, voided ones too."""
    found(invoices.get(db, id), NOT_FOUND)
    return {"data": payments.of_invoice(db, id)}


def totals(db, first, last):
    """What was issued in the span, and how many invoices there are of each status.

    Without an end until today, without a start the year before the end.
    """
    last = last or max(clinic_today(), first or date.min)
    known = {row["status"]: row for row in invoices.totals(db, first or last - USUAL_SPAN, last)}
    nothing = dict.fromkeys(("subtotal", "iva", "total", "paid", "credited", "balance"), Decimal("0.00"))
    of = {status: known.get(status, nothing | {"count": 0}) for status in STATUSES}
    return only(of["ISSUED"], "count", *nothing) | {
        "by_status": [{"status": status} | only(row, "count", "total") for status, row in of.items()]
    }


def credit(db, patient_id):
    """What a patient has in their favour."""
    return accounts.credit_of(db, patient_id) or Decimal("0.00")


def account(db, patient_id):
    """What a patient owes and has in their favour, and every entry behind it."""
    owed, owing = accounts.owed_by(db, patient_id), accounts.owing(db, patient_id, clinic_today())
    in_favour = credit(db, patient_id)
    return {
        "patient_id": patient_id,
        "owed": owed,
        "credit": in_favour,
        "balance": owed - in_favour,
        "overdue": sum((invoice["overdue"] or 0 for invoice in owing), Decimal("0.00")),
        "invoices": owing,
        "entries": accounts.ledger(db, patient_id, clinic_zone().key),
    }


def agreed(db, patient_id):
    """The patient's invoices that are paid by instalments and not paid yet, with how each instalment stands."""
    owing = [row for row in accounts.owing(db, patient_id, clinic_today()) if row["overdue"] is not None]
    return {
        "data": [
            invoice | {"instalments": plans_of(db, invoice | {"status": "ISSUED"})["plan"]["instalments"]}
            for invoice in owing
        ]
    }


def creditable(db, id):
    """What is left of each line of an invoice for a credit note."""
    found(invoices.get(db, id), NOT_FOUND)
    return {
        "data": [
            line for line in credit_notes.left(db, id) if line["quantity"] > 0 and line["kind"] != "PACKAGE"
        ]
    }
