"""The day of an appointment: its statuses, what may follow what and when, and what each step is called."""

from common.problems import Conflict, Invalid

MOVES = {
    "PENDING": {"CONFIRMED", "ARRIVED", "CANCELLED", "NO_SHOW"},
    "CONFIRMED": {"PENDING", "ARRIVED", "IN_PROGRESS", "CANCELLED", "NO_SHOW"},
    "ARRIVED": {"CONFIRMED", "IN_PROGRESS", "CANCELLED", "NO_SHOW"},
    "IN_PROGRESS": {"COMPLETED", "ARRIVED"},
    "NO_SHOW": {"PENDING", "ARRIVED", "CANCELLED"},
    "COMPLETED": set(),
    "CANCELLED": set(),
}
# Ways back from a wrong click: each is kept with its reason.
CORRECTIONS = {("CONFIRMED", "PENDING"), ("ARRIVED", "CONFIRMED"), ("NO_SHOW", "PENDING")}
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
# Steps that only take place on the visit's day.
OF_ITS_DAY = {"ARRIVED", "IN_PROGRESS", "COMPLETED"}


def event_of_move(before, after):
    """What the move is called. Raises Conflict for one that the clinic does not know."""
    if after not in MOVES[before]:
        raise Conflict(f"La cita está {WORDS[before]}: no puede pasar a {WORDS[after]}.")
    if (before, after) in CORRECTIONS:
        return "corrected"
    return "returned" if (before, after) == ("IN_PROGRESS", "ARRIVED") else EVENTS[after]


def must_be_open(status):
    if status in FINAL:
        raise Conflict(f"La cita está {WORDS[status]}: ya no se puede cambiar.")


def must_be_reschedulable(status):
    if status not in RESCHEDULABLE:
        raise Conflict(f"La cita está {WORDS[status]}: ya no se puede reprogramar.")


def must_have_reason(before, after, reason):
    if after == "CANCELLED" and not reason:
        raise Invalid.field("reason", "Escriba por qué se cancela la cita.")
    if (before, after) in CORRECTIONS and not reason:
        raise Invalid.field("reason", "Escriba por qué se corrige el estado.")


def must_be_its_time(before, after, start_time, now, zone):
    """Raise Conflict where a step comes before its time, which takes a confirmation; a step back never does."""
    today, day = now.astimezone(zone).date(), start_time.astimezone(zone).date()
    returns = (before, after) == ("IN_PROGRESS", "ARRIVED")
    if after in OF_ITS_DAY and not returns and today < day:
        raise Conflict(
            f"La cita es del {day:%d/%m/%Y} y todavía no es ese día. Si aun así pasa a {WORDS[after]}, confírmelo.",
            needs_confirmation="BEFORE_DAY",
        )
    if after == "NO_SHOW" and now < start_time:
        raise Conflict(
            "La hora de la cita todavía no llega. Si aun así la marca como inasistencia, confírmelo.",
            needs_confirmation="BEFORE_START",
        )


def must_be_late(before, after):
    """Only whoever missed the hour is received as overbooked; any other visit is overbooked by changing it."""
    if not (before == "NO_SHOW" and after in ("PENDING", "ARRIVED")):
        raise Invalid.field("overbooked", "Solo quien no vino a su hora se recibe como sobrecupo.")


def must_be_reopenable(status, completed_at, today, zone):
    """A completion is undone on the clinic's day on which it was made; later it is what happened."""
    if status != "COMPLETED":
        raise Conflict(f"La cita está {WORDS[status]}: solo se reabre una cita atendida.")
    if completed_at.astimezone(zone).date() != today:
        raise Conflict("La cita se terminó otro día: solo se reabre el mismo día.")


def must_be_enterable(status):
    """May what a sheet of paper says of this visit be entered?"""
    if status in FINAL or status == "NO_SHOW":
        raise Conflict(f"La cita está {WORDS[status]}: no se ingresa desde una hoja.")


def must_have_consents(missing):
    """Raise Conflict naming what is to be signed before these treatments are recorded as done."""
    if missing:
        named = ", ".join(f"«{consent['name']}» ({', '.join(consent['treatments'])})" for consent in missing)
        raise Conflict(
            f"Falta el consentimiento {named}. Hágalo firmar en la ficha del paciente, o registre allí que lo rechazó o por "
            "qué fue una emergencia.",
            code="consent_needed",
            missing=missing,
        )
