"""The day of an appointment: its statuses, what may follow what, and what each step is called."""

from common.problems import Conflict, Invalid

MOVES = {
    "PENDING": {"CONFIRMED", "ARRIVED", "CANCELLED", "NO_SHOW"},
    "CONFIRMED": {"ARRIVED", "IN_PROGRESS", "CANCELLED", "NO_SHOW"},
    "ARRIVED": {"IN_PROGRESS", "CANCELLED", "NO_SHOW"},
    "IN_PROGRESS": {"COMPLETED", "ARRIVED"},
    "NO_SHOW": {"ARRIVED"},
    "COMPLETED": set(),
    "CANCELLED": set(),
}
EVENTS = {
    "CONFIRMED": "confirmed",
    "ARRIVED": "arrived",
    "IN_PROGRESS": "started",
    "COMPLETED": "completed",
    "CANCELLED": "cancelled",
    "NO_SHOW": "missed",
}
# How a person calls an appointment of each status.
WORDS = {
    "PENDING": "pendiente",
    "CONFIRMED": "confirmada",
    "ARRIVED": "en espera",
    "IN_PROGRESS": "en atención",
    "COMPLETED": "atendida",
    "CANCELLED": "cancelada",
    "NO_SHOW": "marcada como inasistencia",
}
FINAL = {"COMPLETED", "CANCELLED"}
RESCHEDULABLE = {"PENDING", "CONFIRMED", "ARRIVED"}


def event_of_move(before, after):
    """What the move is called. Raises Conflict for one that the clinic does not know."""
    if after not in MOVES[before]:
        raise Conflict(f"La cita está {WORDS[before]}: no puede pasar a {WORDS[after]}.")
    return "returned" if (before, after) == ("IN_PROGRESS", "ARRIVED") else EVENTS[after]


def must_be_open(status):
    if status in FINAL:
        raise Conflict(f"La cita está {WORDS[status]}: ya no se puede cambiar.")


def must_be_reschedulable(status):
    if status not in RESCHEDULABLE:
        raise Conflict(f"La cita está {WORDS[status]}: ya no se puede reprogramar.")


def must_have_reason(status, reason):
    if status == "CANCELLED" and not reason:
        raise Invalid.field("reason", "Escriba por qué se cancela la cita.")
