"""What was accepted in a quote is billed at its price, once, as its sessions are done."""

from facturacion.billing.queries import agreements as queries
from facturacion.billing.queries import discounts, invoices
from facturacion.billing.rules import agreements as rules
from facturacion.billing.rules import discounts as discounting
from facturacion.money import cents


def take(tx, patient_id, lines):
    """`lines` at the prices that the patient accepted, the discounts behind them, and what was taken of which quote."""
    items = [
        {"kind": line["kind"], "reference_id": line["reference_id"]} for line in lines if line["reference_id"]
    ]
    agreed = queries.lock_left(tx, patient_id, items) if items else []
    lines, told, taken = rules.apply(lines, agreed)
    by_id = {row["id"]: row for row in agreed}
    return lines, told, [one | {"of": by_id[one["quote_line_id"]]} for one in taken]


def bill(tx, id, told, taken):
    """Note on the draft what it has of quotes. A rebate that somebody approved there is approved here."""
    if not taken:
        return
    queries.bill(tx, id, [{k: v for k, v in one.items() if k != "of"} for one in merged(taken)])
    if not told:
        return
    discounts.insert(tx, id, told)
    approvers = [one["of"] for one in taken if one["discount"]]
    if all(row["approved_by_id"] for row in approvers):
        invoice, lines, known = invoices.get(tx, id), invoices.lines(tx, id), discounts.of_invoice(tx, id)
        by = approvers[0]
        discounts.approve(
            tx,
            invoice_id=id,
            fingerprint=discounting.fingerprint(invoice, lines, known),
            percent=discounting.share_of(lines, known),
            approval=None,
            approved_by_id=by["approved_by_id"],
            approved_by_name=by["approved_by_name"],
            asked_by_id=by["approved_by_id"],
            asked_by_name=by["approved_by_name"],
        )


def merged(taken):
    """One row for each quote line: two lines of a visit may take from the same."""
    rows = {}
    for one in taken:
        row = rows.setdefault(one["quote_line_id"], one | {"quantity": 0, "discount": 0})
        row["quantity"] += one["quantity"]
        row["discount"] += one["discount"]
    return list(rows.values())


def follow(tx, id, lines):
    """A corrected draft gives back what it no longer bills."""
    for billing, quantity in rules.kept(queries.standing(tx, id), lines):
        if quantity == billing["quantity"]:
            continue
        queries.release(tx, billing["id"])
        if quantity > 0:
            discount = cents(billing["discount"] * quantity / billing["quantity"])
            part = {
                "quote_line_id": billing["quote_line_id"],
                "quantity": quantity,
                "discount": discount,
            }
            queries.bill(tx, id, [part])
