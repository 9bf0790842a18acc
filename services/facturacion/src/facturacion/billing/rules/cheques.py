"""What may happen to a cheque, by its state and the calendar. Pure."""

from common.problems import Conflict, Invalid

WORDS = {
    "HELD": "está por depositar",
    "DEPOSITED": "está depositado",
    "BOUNCED": "fue devuelto por el banco",
    "RETURNED": "se entregó al paciente",
    "VOIDED": "es de un pago anulado",
}


def must_be(cheque, *states):
    if cheque["status"] not in states:
        raise Conflict(f"Ese cheque {WORDS[cheque['status']]}.")


def must_be_of_a_deposit(cheque):
    if not cheque["movement_id"]:
        raise Conflict("Ese cheque paga una factura: anule su pago, y entréguelo.")


def must_be_good(cheque, day, today):
    """Whether it may have been deposited on `day`: from its own day on, and not later than today."""
    if day > today:
        raise Invalid.field("day", "Esa fecha todavía no llega.")
    if day < cheque["due_on"]:
        raise Invalid.field("day", f"Ese cheque se cobra desde el {cheque['due_on']:%d/%m/%Y}.")
