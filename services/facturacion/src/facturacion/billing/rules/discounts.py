"""Discounts: what they take off, how one on the whole is spread over the lines, and who may give how much."""

import hashlib
from decimal import ROUND_CEILING, Decimal

from pydantic_core import to_json

from common.money import money, plain
from common.problems import Conflict, Invalid
from facturacion.money import CENT, cents, spread

APPROVE = "invoices:approve-discount"
# Percent that a role gives without asking, where nobody set another.
DEFAULT_LIMIT = Decimal("10.00")
# What of a draft a person approves: another of these, and it must be asked for again.
SAID = ("kind", "reference_id", "description", "quantity", "unit_price", "discount", "iva_code")


def gross_of(line):
    return cents(line["quantity"] * line["unit_price"])


def taken_off(base, percent, amount):
    """What a discount takes off `base`: its percentage of it, or the amount that was said."""
    return amount if percent is None else cents(base * percent / 100)


def apply(lines, whole):
    """`lines` with everything that is taken off each, and the discounts behind it as they are stored.

    A line says its own as `discount` or `discount_percent`, with `discount_reason`; `whole` is of the invoice:
    {"percent", "amount", "reason"}, or None.
    """
    own = [own_discount(line, place) for place, line in enumerate(lines)]
    bases = [gross_of(line) - taken for line, taken in zip(lines, own, strict=True)]
    told = [
        {
            "position": place,
            "percent": line.get("discount_percent"),
            "amount": taken,
            "reason": line["discount_reason"],
        }
        for place, (line, taken) in enumerate(zip(lines, own, strict=True), 1)
        if taken and line.get("discount_reason")
    ]
    shares = [Decimal(0)] * len(lines)
    if whole:
        amount = taken_off(sum(bases), whole["percent"], whole["amount"])
        if amount > sum(bases):
            raise Invalid.field(
                "discount.amount", f"El descuento supera lo que se cobra, {money(sum(bases))}."
            )
        shares = spread(amount, bases, most=bases)
        if amount:
            told.append({"position": None, **whole, "amount": amount})
    priced = [
        line | {"discount": taken + share} for line, taken, share in zip(lines, own, shares, strict=True)
    ]
    return priced, told


def own_discount(line, place):
    gross = gross_of(line)
    taken = taken_off(gross, line.get("discount_percent"), line["discount"])
    if taken > gross:
        raise Invalid.field(f"lines.{place}.discount", "El descuento supera el valor de la línea.")
    return taken


def as_told(lines, discounts):
    """Stored lines and discounts, as a form would send them: the lines with their own discount, and that of the whole.

    A draft from before discounts had reasons has them in its lines alone.
    """
    by_place = {row["position"]: row for row in discounts}
    whole = by_place.get(None)
    told = []
    for line in lines:
        own = by_place.get(line["position"])
        if own:
            said = {"discount_percent": own["percent"], "discount_reason": own["reason"]}
            said["discount"] = own["amount"] if own["percent"] is None else Decimal(0)
        else:
            said = {"discount_percent": None, "discount_reason": None}
            said["discount"] = Decimal(0) if discounts else line["discount"]
        told.append(line | said)
    return told, whole and {
        "percent": whole["percent"],
        "amount": whole["amount"] if whole["percent"] is None else None,
        "reason": whole["reason"],
    }


def share_of(lines, discounts):
    """The largest percentage taken off: of one line by its own discount, or off the invoice in all."""
    own = {row["position"]: row["amount"] for row in discounts if row["position"]}
    parts = [(own.get(line["position"], Decimal(0)), gross_of(line)) for line in lines]
    parts.append((sum(line["discount"] for line in lines), sum(gross for _, gross in parts)))
    return max((cents(taken * 100 / gross) for taken, gross in parts if gross), default=Decimal("0.00"))


def exceeds(lines, discounts, limit):
    """Whether more is taken off than `limit` percent, rounded up to the cent: of a line, or of the invoice in all."""
    own = {row["position"]: row["amount"] for row in discounts if row["position"]}
    parts = [(own.get(line["position"], Decimal(0)), gross_of(line)) for line in lines]
    parts.append((sum(line["discount"] for line in lines), sum(gross for _, gross in parts)))
    return any(taken > (gross * limit / 100).quantize(CENT, ROUND_CEILING) for taken, gross in parts)


def fingerprint(invoice, lines, discounts):
    """What is approved, in 64 letters: the draft, whom it is made out to, its lines and what is taken off them."""
    said = {
        "invoice": invoice["id"],
        "patient": invoice["patient_id"],
        "buyer": invoice["buyer"]["document"],
        "lines": [{name: line[name] for name in SAID} for line in lines],
        "discounts": [{name: row[name] for name in ("position", "percent", "amount")} for row in discounts],
    }
    return hashlib.sha256(to_json(said)).hexdigest()


def about(invoice_id, fingerprint):
    """How an approval names what it is for."""
    return f"invoice:{invoice_id}:{fingerprint}"


def must_be_approved(approval):
    """Raise Conflict for a draft that takes off more than the caller's role may, and nobody else said yes to it."""
    if approval and approval["needed"]:
        raise Conflict(
            f"La rebaja de {percent(approval['percent'])} supera el {percent(approval['limit'])} de su rol. "
            "Pida que la apruebe quien puede, aquí mismo con su contraseña.",
            approval=approval,
        )


def percent(value):
    """«10 %», «12,5 %»."""
    return f"{plain(value)} %"
