"""What the clinic decided about its expenses. Pure."""

from collections import Counter
from decimal import Decimal

from common.money import money
from common.problems import Conflict, Invalid
from facturacion.money import cents

DOCUMENT = ("supplier_name", "document_number")


def must_not_repeat(twin):
    """Raise Conflict where another expense has this document, for the person to confirm or correct."""
    if twin:
        raise Conflict(
            f"Ya se registró ese documento de ese proveedor: «{twin['description']}» del {twin['date']:%d/%m/%Y} "
            f"por {money(twin['amount'])}. Confirme si de verdad es otro gasto.",
            warning="repeated_document",
            confirm="confirm_repeated",
            existing=twin,
        )


def must_be_shown(media_type):
    """A receipt is looked at in the browser."""
    if media_type == "application/dicom":
        raise Invalid.field("file_id", "Use una foto JPEG, PNG o WebP, o un PDF.")


def must_be_of_today(expense, today):
    """Petty cash leaves the drawer now, in notes and coins."""
    if expense["from_till"] and expense["payment_method"] != "CASH":
        raise Invalid.field("payment_method", "De la caja solo sale efectivo.")
    if expense["from_till"] and expense["date"] != today:
        raise Invalid.field("date", "Lo que sale de la caja se registra el mismo día.")


def must_hold_its_parts(expense):
    """IVA and what was withheld are parts of the amount."""
    if expense["iva"] >= expense["amount"] and expense["iva"]:
        raise Invalid.field("iva", "El IVA es parte del valor: debe ser menor.")
    if expense.get("base_zero", 0) > expense["amount"] - expense["iva"]:
        raise Invalid.field("base_zero", "La parte sin IVA no pasa del valor menos su IVA.")
    if expense["withheld_iva"] > expense["iva"]:
        raise Invalid.field("withheld_iva", "No se retiene más IVA del que hay.")
    if expense["withheld_income"] + expense["withheld_iva"] >= expense["amount"]:
        raise Invalid.field("withheld_income", "Lo retenido debe ser menor que el valor.")


NOTE = "CREDIT_NOTE"
# What of an expense is negative where it is a credit note; a person writes them as the paper says.
SIGNED = ("amount", "iva", "base_zero")


def is_note(row):
    return row["document_type"] == NOTE


def as_written(row):
    """The row with its sums as its paper says them."""
    return row | {name: abs(row[name]) for name in SIGNED}


def taken_off(row):
    """The row of a credit note as it is kept."""
    return row | {name: -row[name] for name in SIGNED}


def must_say_what_it_modifies(row):
    """Raise Invalid where a credit note does not, or something else does; and for what no note has."""
    if not is_note(row):
        for field in ("modified_number", "modified_authorisation"):
            if row[field] is not None:
                raise Invalid.field(field, "Solo una nota de crédito modifica otro documento.")
        return
    if row["modified_number"] is None:
        raise Invalid.field("modified_number", "Escriba el número de la factura que modifica.")
    if row["supplier_name"] is None:
        raise Invalid.field("supplier_name", "Escriba de qué proveedor es la nota de crédito.")
    if row["from_till"]:
        raise Invalid.field("from_till", "Una nota de crédito no sale de la caja: devuelve.")
    if row["withheld_income"] or row["withheld_iva"]:
        field = "withheld_income" if row["withheld_income"] else "withheld_iva"
        raise Invalid.field(field, "De una nota de crédito no se retiene nada.")


def must_fit(row, bought, credited):
    """Notes take off no more than the purchase was; None is one that is not in the books."""
    if bought and credited + row["amount"] > bought["amount"]:
        before = f", y otras notas ya le restan {money(credited)}" if credited else ""
        raise Invalid.field("amount", f"El documento que modifica es de {money(bought['amount'])}{before}.")


def must_keep_its_notes(row, credited):
    """A purchase is not taken away, nor made less, from under its credit notes."""
    if credited and (not row["active"] or row["amount"] < credited):
        raise Conflict(
            f"Tiene notas de crédito por {money(credited)}: anúlelas primero.",
            errors=[{"field": "amount", "message": f"Sus notas de crédito suman {money(credited)}."}],
        )


def of_lots(row, bought):
    """How much of a note comes off what is in the lots: that is no expense yet, so neither is its part of the note."""
    return in_proportion(bought["stocked"], bought["amount"], row["amount"]) if bought else Decimal(0)


def must_pay_as_settled(current, row):
    """What pays a settlement of commissions keeps its amount."""
    if current["of_commissions"] and row["amount"] != current["amount"]:
        raise Invalid.field("amount", "Pagó una liquidación de comisiones: anúlelo y páguela de nuevo.")


# What the supplier's paper says of a purchase of materials: inventario holds it.
OF_RECEIPT = (
    "date", "description", "amount", "iva", "base_zero", "supplier_name", "supplier_ruc", "document_type", "document_number",
    "payment_method", "active",
)  # fmt: skip


def must_be_corrected_in_its_receipt(current, row):
    """Of the purchase of a receipt the accountant adds what it lacks; the rest is put right where the stock came in."""
    changed = [field for field in OF_RECEIPT if row[field] != current[field]]
    if current["stock_receipt_id"] is not None and changed:
        said = (
            f"Es la compra del ingreso {current['stock_receipt_id']} de inventario: se corrige o anula allí."
        )
        raise Conflict(said, errors=[{"field": changed[0], "message": said}])


def handed_over(expense):
    """What the supplier was given: the amount less what was withheld."""
    return expense["amount"] - expense["withheld_income"] - expense["withheld_iva"]


def sorted_out(rows, compared):
    """Which of `rows`, (number, expense), are new, which are there already, and which repeat the document of another.

    A day may have two taxis of $3: of rows that say the same, as many are already there as there are such expenses.
    `compared` says of each row what `queries.imports.compared` found.
    """
    ready, known, errors = [], [], []
    times, documents = Counter(), {}
    for (number, row), found in zip(rows, compared, strict=True):
        times[found["same_as"]] += 1
        if times[found["same_as"]] <= found["same"]:
            known.append(number)
        elif found["twin"] is not None:
            said = f"Ya se registró ese documento de ese proveedor: «{found['twin']}»."
            errors.append({"row": number, "field": "document_number", "message": said})
        elif found["document"] in documents:
            said = f"Repite el documento de la fila {documents[found['document']]}."
            errors.append({"row": number, "field": "document_number", "message": said})
        else:
            ready.append((number, row))
            if found["document"] is not None:
                documents[found["document"]] = number
    return ready, known, errors


# Of what comes back each month only IVA is known beforehand.
NOTHING_WITHHELD = {"withheld_income": Decimal(0), "withheld_iva": Decimal(0)}
# How far back a month may still be proposed.
MONTHS_BACK = 11


def proposed(today):
    """The first days of the first and the last month that are proposed: this one and the eleven before it."""
    months = today.year * 12 + today.month - 1 - MONTHS_BACK
    return today.replace(year=months // 12, month=months % 12 + 1, day=1), today.replace(day=1)


def in_proportion(part, whole, amount):
    """The part of another amount: of $115 with $15 of IVA, $230 have $30."""
    return part if amount == whole else cents(part * amount / whole)
