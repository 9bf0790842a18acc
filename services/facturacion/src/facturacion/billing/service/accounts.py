"""Money on account: deposited, applied to invoices, released from one, given back. All that it may not be the database says."""

from common.clock import clinic_today
from common.money import money
from common.problems import Conflict, Invalid
from common.web.auth import me
from common.web.http import found
from facturacion.billing import events, reads
from facturacion.billing.queries import accounts as queries
from facturacion.billing.queries import invoices
from facturacion.cash import service as cash
from facturacion.commissions import service as commissions
from facturacion.days import must_be_recent

TILL = {"DEPOSIT": ("PAYMENT", 1), "REFUND": ("REFUND", -1), "RETURNED": ("REFUND", -1)}
TILL_WORDS = {
    "DEPOSIT": "Abono a cuenta",
    "REFUND": "Devolución de saldo a favor",
    "RETURNED": "Devolución de una factura",
}


def deposit(tx, patient, new):
    """Money of a patient without an invoice."""
    day = new.received_on or clinic_today()
    must_be_recent(day, clinic_today(), "received_on")
    movement = record(
        tx,
        "DEPOSIT",
        new.amount,
        patient["id"],
        day=day,
        patient_name=patient["full_name"],
        **new.model_dump(include={"method", "reference", "reason", "bank", "due_on"}),
    )
    events.deposited(tx, movement, patient["full_name"])
    return movement


def refund(tx, patient, new):
    """Give back what is in the patient's favour: but not yet what a cheque that is still held is to bring."""
    queries.lock(tx, patient["id"])
    must_have(tx, patient["id"], new.amount, "amount")
    must_have_come(tx, patient["id"], new.amount)
    movement = record(
        tx,
        "REFUND",
        new.amount,
        patient["id"],
        patient_name=patient["full_name"],
        **new.model_dump(include={"method", "reference", "reason"}),
    )
    events.refunded(tx, movement, patient["full_name"])
    return movement


def apply(tx, patient_id, parts):
    """Pay invoices of the patient with what is in their favour; all of them or none."""
    must_have(tx, patient_id, sum(part.amount for part in parts), "invoices")
    # In the order in which everybody locks them.
    numbers = queries.numbers_of(tx, patient_id)
    places = sorted(range(len(parts)), key=lambda place: parts[place].invoice_id)
    done = []
    for place in places:
        part = parts[place]
        invoice = invoices.lock(tx, part.invoice_id)
        must_be_of(invoice, numbers, f"invoices.{place}.invoice_id")
        must_owe(invoice, part.amount, f"invoices.{place}.amount")
        done.append(applied(tx, invoice, part.amount))
    return {"data": done}


def pay(tx, invoice, amount, field):
    """Pay part of one locked invoice with what its patient has in their favour."""
    must_be_of(invoice, [invoice["patient_id"]], field)
    must_have(tx, invoice["patient_id"], amount, field)
    must_owe(invoice, amount, field)
    return applied(tx, invoice, amount)


def applied(tx, invoice, amount):
    movement = record(tx, "APPLIED", amount, invoice["patient_id"], invoice_id=invoice["id"])
    events.applied(tx, invoice, movement)
    return movement


def transfer(tx, invoice_id, new):
    """Take what was paid of an invoice to another of the same patient, or leave it in their favour."""
    ids = sorted({invoice_id, new.to_invoice_id} - {None})
    if new.to_invoice_id == invoice_id:
        raise Invalid.field("to_invoice_id", "Elija otra factura.")
    locked = {id: invoices.lock(tx, id) for id in ids}
    source = found(locked[invoice_id], reads.NOT_FOUND)
    if source["patient_id"] is None:
        raise Conflict("La factura no es de un paciente: su dinero no tiene a dónde pasar.")
    if new.amount > source["paid"]:
        raise Invalid.field("amount", f"De esta factura están pagados {money(source['paid'])}.")
    done = [
        record(tx, "RELEASED", new.amount, source["patient_id"], invoice_id=invoice_id, reason=new.reason)
    ]
    target = new.to_invoice_id and locked[new.to_invoice_id]
    if new.to_invoice_id:
        must_be_of(target, queries.numbers_of(tx, source["patient_id"]), "to_invoice_id")
        must_owe(target, new.amount, "amount")
        done.append(
            record(
                tx, "APPLIED", new.amount, source["patient_id"], invoice_id=target["id"], reason=new.reason
            )
        )
    events.transferred(tx, source, target, done[0])
    return {"data": done}


def bounce(tx, cheque, reason):
    """A cheque that was deposited came back: what it brought leaves the patient's favour.

    What of it had paid invoices is taken back from them, the last that was paid first; then they are owed again.
    """
    patient_id, of_cheque = cheque["patient_id"], {"cheque_id": cheque["id"], "reason": reason}
    for id in sorted(row["invoice_id"] for row in queries.applied_of(tx, patient_id)):
        invoices.lock(tx, id)
    queries.lock(tx, patient_id)
    missing = cheque["amount"] - (queries.credit_of(tx, patient_id) or 0)
    for row in queries.applied_of(tx, patient_id):
        part = min(row["amount"], missing)
        if part > 0:
            record(tx, "RELEASED", part, patient_id, invoice_id=row["invoice_id"], **of_cheque)
            missing -= part
    if missing > 0:
        raise Conflict(
            f"Del dinero de ese cheque ya se devolvieron {money(missing)} al paciente: recíbalos otra vez como abono y "
            "después anote que el banco devolvió el cheque."
        )
    return record(tx, "BOUNCED", cheque["amount"], patient_id, method="CHECK", **of_cheque)


def deposit_again(tx, cheque):
    """It had not bounced: the cheque is in the patient's favour again, and pays again what still owes of what it paid.

    In no till: the bank has it.
    """
    before = queries.get(tx, cheque["movement_id"])
    known = {name: before[name] for name in queries.INSERTED} | {
        "day": clinic_today(),
        "due_on": cheque["due_on"],
        "cheque_id": cheque["id"],
        "recorded_by_id": me().id,
        "recorded_by_name": me().name,
    }
    released = queries.released_by(tx, cheque["id"])
    owing = [(invoices.lock(tx, row["invoice_id"]), row["amount"]) for row in released]
    again = queries.insert(tx, **known)
    for invoice, amount in owing:
        part = min(amount, invoice["balance"])
        if invoice["status"] == "ISSUED" and part > 0:
            of = {"invoice_id": invoice["id"], "cheque_id": cheque["id"]}
            record(tx, "APPLIED", part, invoice["patient_id"], **of)
    return again


def record(tx, kind, amount, patient_id, day=None, **row):
    """The one place where money that is not a payment of one invoice is written; what came or went is in the till too."""
    known = dict.fromkeys(queries.INSERTED) | row
    movement = queries.insert(
        tx,
        **known
        | {
            "kind": kind,
            "amount": amount,
            "patient_id": patient_id,
            "day": day or clinic_today(),
            "recorded_by_id": me().id,
            "recorded_by_name": me().name,
        },
    )
    if movement["invoice_id"] is not None:
        commissions.follow_invoice(tx, movement["invoice_id"])
    if kind in TILL:
        cash.land(tx, *till_of(movement), f"account_movement:{movement['id']}", TILL_WORDS[kind])
    return movement


def till_of(movement):
    """What a deposit or something given back is in the cashier's till: its kind, method and signed amount."""
    kind, sign = TILL[movement["kind"]]
    return kind, movement["method"], sign * movement["amount"]


def must_have(tx, patient_id, amount, field):
    """The account's row says so too, and is what holds where two spend at once."""
    credit = queries.credit_of(tx, patient_id) or 0
    if amount > credit:
        raise Invalid.field(field, f"El paciente tiene {money(credit)} a favor.")


def must_have_come(tx, patient_id, amount):
    """What is given back has to be there: the bank has not paid a cheque that is still in the drawer."""
    held = queries.held_of(tx, patient_id)
    if held and amount > queries.credit_of(tx, patient_id) - held:
        raise Invalid.field(
            "amount",
            f"De lo que tiene a favor, {money(held)} son de un cheque por depositar: entréguele el cheque en Cheques, o "
            "deposítelo antes.",
        )


def must_be_of(invoice, numbers, field):
    """`numbers` are all those of the patient: of a file that was merged too."""
    if invoice is None or invoice["patient_id"] not in numbers:
        raise Invalid.field(field, "No es una factura de este paciente.")
    if invoice["status"] != "ISSUED":
        raise Invalid.field(field, "Solo se cobra una factura emitida.")


def must_owe(invoice, amount, field):
    if amount > invoice["balance"]:
        raise Invalid.field(field, f"El saldo de la factura es de {money(invoice['balance'])}.")
