"""Credit notes: what is left of an invoice to credit, what a part of it comes to, and until when it is annulled instead."""

from datetime import timedelta
from decimal import ROUND_DOWN, Decimal

from common.money import money, plain
from common.problems import Conflict, Invalid
from facturacion.billing.rules.discounts import spread
from facturacion.money import cents

# An invoice is annulled in the SRI's portal until this day of the month after its issue; later it takes a credit note.
LAST_DAY_TO_ANNUL = 7
# The least quantity that a line has.
LEAST = Decimal("0.001")


def annulled_until(issue_date):
    """The last day on which an invoice of that day may be annulled."""
    return (issue_date.replace(day=28) + timedelta(days=4)).replace(day=LAST_DAY_TO_ANNUL)


def must_be_in_time_to_annul(issue_date, today):
    last = annulled_until(issue_date)
    if today > last:
        raise Conflict(f"Se podía anular hasta el {last:%d/%m/%Y}. Ahora corresponde una nota de crédito.")


def must_be_creditable(invoice, refused):
    """Of an issued invoice that the SRI knows, or may come to know; not of one that it `refused`."""
    if invoice["status"] != "ISSUED":
        raise Conflict(
            "Solo una factura emitida lleva nota de crédito. Un borrador se corrige o se descarta."
        )
    if invoice["buyer"]["id_type"] == "07":
        raise Conflict("Una factura a consumidor final no lleva nota de crédito ni se anula.")
    if refused:
        raise Conflict(
            "El SRI no aceptó esta factura: corríjala y envíela de nuevo, o anúlela. No se acredita lo que el SRI no tiene."
        )
    if invoice["credited"] >= invoice["total"]:
        raise Conflict("Esta factura ya está acreditada por completo.")


def credited_lines(left, wanted):
    """The lines of a note: all of what is `left`, or the `wanted` quantity of some ({line_id: quantity}).

    `left` is what remains of each line: its `quantity`, `subtotal` and, of the invoice's IVA, what its code has left in
    `iva_left` and `base_left`. The last piece of a line takes what rounding left of it, and that of a code the rest of its IVA.
    """
    by_id = {line["id"]: line for line in left}
    if wanted is None:
        wanted = {line["id"]: line["quantity"] for line in left if line["quantity"] > 0}
    lines = []
    for place, (id, quantity) in enumerate(wanted.items()):
        line = by_id.get(id)
        if line is None:
            raise Invalid.field(f"lines.{place}.line_id", "Ese concepto no es de esta factura.")
        if line["kind"] == "PACKAGE":
            raise Conflict(
                "Un paquete se devuelve por sus sesiones, desde los paquetes del paciente. Elija los otros conceptos."
            )
        if quantity > line["quantity"]:
            raise Invalid.field(
                f"lines.{place}.quantity",
                f"De este concepto queda por acreditar {plain(line['quantity'])}.",
            )
        lines.append(piece_of(line, quantity))
    return with_iva(lines, left)


def piece_of(line, quantity):
    rest = quantity == line["quantity"]
    subtotal = (
        line["subtotal"]
        if rest
        else min(cents(line["subtotal"] * quantity / line["quantity"]), line["subtotal"])
    )
    return {
        "invoice_line_id": line["id"],
        "position": line["position"],
        "quantity": quantity,
        "iva_code": line["iva_code"],
        "iva_rate": line["iva_rate"],
        "subtotal": subtotal,
    }


def part_of(line, subtotal):
    """The piece of what is left of a line that comes to `subtotal`; what is left of the line keeps some of its quantity."""
    if subtotal == line["subtotal"]:
        return piece_of(line, line["quantity"])
    share = (line["quantity"] * subtotal / line["subtotal"]).quantize(LEAST, ROUND_DOWN)
    quantity = min(max(share, LEAST), line["quantity"] - LEAST)
    return piece_of(line, quantity) | {"subtotal": subtotal}


def with_iva(lines, left):
    """`lines` with their share of the IVA, which is computed once on the base of each code, as in an invoice."""
    for code in {line["iva_code"] for line in lines}:
        mine = [line for line in lines if line["iva_code"] == code]
        known = next(line for line in left if line["iva_code"] == code)
        base = sum(line["subtotal"] for line in mine)
        iva = (
            known["iva_left"]
            if base == known["base_left"]
            else min(cents(base * known["iva_rate"] / 100), known["iva_left"])
        )
        bases = [line["subtotal"] for line in mine]
        shares = spread_iva(iva, bases)
        for line, share in zip(mine, shares, strict=True):
            line["iva"] = share
    return lines


def spread_iva(iva, bases):
    """Like a discount; of a rate above 100 % there is none, so that each share has room on its base."""
    return spread(iva, bases) if iva <= sum(bases) else [iva, *[Decimal(0)] * (len(bases) - 1)]


def totals_of(lines):
    subtotal, iva = sum(line["subtotal"] for line in lines), sum(line["iva"] for line in lines)
    total = subtotal + iva
    if total <= 0:
        raise Invalid.field("lines", "Elija al menos un concepto con valor.")
    return {"subtotal": subtotal, "iva": iva, "total": total}


def taxes_of(lines):
    """Base and IVA of each code of a note, whose IVA is shared out among its lines already."""
    taxes = {}
    for line in lines:
        tax = taxes.setdefault(
            line["iva_code"],
            {
                "iva_code": line["iva_code"],
                "iva_rate": line["iva_rate"],
                "base": Decimal(0),
                "iva": Decimal(0),
            },
        )
        tax["base"] += line["subtotal"]
        tax["iva"] += line["iva"]
    return list(taxes.values())


def must_say_where_it_goes(returned, settle, patient_id):
    """What was paid of what is credited goes back, or stays in the patient's favour: the caller says which."""
    if not returned:
        return
    if settle is None:
        raise Invalid.field(
            "settle",
            f"De esto ya se pagaron {money(returned)}. Diga si se devuelven o quedan a favor del paciente.",
        )
    if settle == "CREDIT" and patient_id is None:
        raise Invalid.field("settle", "La factura no es de un paciente: devuelva el dinero.")
