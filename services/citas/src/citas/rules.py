"""What the clinic decided about its agenda. Neither HTTP nor SQL: values in, a value or a Problem out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil

from citas.openings import openings
from common.fields import LARGEST_LINE
from common.problems import Conflict, Forbidden, Invalid

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=12)
SHORTEST_PROPOSED = timedelta(minutes=15)
# What happened yesterday may still be entered today.
LATEST_ENTRY = timedelta(hours=24)
LONGEST_TIME_OFF = timedelta(days=366)
LONGEST_PAGE, LONGEST_RANGE = 100, timedelta(days=31)

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
PLACE = ("doctor_id", "room_id", "start_time", "end_time")
OVERBOOKING = ("overbooked", "overbook_reason")
EDITABLE = (
    "doctor_id",
    "doctor_name",
    "room_id",
    "start_time",
    "end_time",
    "reason",
    "overbooked",
    "overbook_reason",
)
OVERLAPS = {
    "appointments_doctor_no_overlap": "El profesional ya tiene una cita en ese horario.",
    "appointments_room_no_overlap": "El consultorio ya está ocupado en ese horario.",
    "appointments_patient_no_overlap": "El paciente ya tiene una cita en ese horario.",
}


@dataclass(frozen=True)
class Slot:
    """Who and what is wished, and when. `exclude_id` is the appointment that moves, which is not in its own way."""

    doctor_id: int
    room_id: int | None
    patient_id: int | None
    start_time: datetime
    end_time: datetime
    exclude_id: int | None = None

    @property
    def duration(self):
        return self.end_time - self.start_time


class SlotTaken(Conflict):
    """That hour cannot be; whoever answers adds what clashes and the next free ones."""

    def __init__(self, sentence, slot):
        super().__init__(sentence)
        self.slot = slot


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


def must_be_allowed_to_overbook(may_override, reason):
    if not may_override:
        raise Forbidden(
            "Su rol no puede agendar sobre otra cita ni fuera de horario (appointments:override)."
        )
    if not reason:
        raise Invalid.field("overbook_reason", "Escriba por qué se agenda como sobrecupo.")


def must_last_sensibly(start_time, end_time):
    if not SHORTEST <= end_time - start_time <= LONGEST:
        raise Invalid.field("end_time", "La cita debe durar entre 5 minutos y 12 horas.")


def must_not_be_past(start_time, now):
    if start_time < now - LATEST_ENTRY:
        raise Invalid.field("start_time", "La cita no puede empezar hace más de 24 horas.")


def must_be_a_period(start_time, end_time):
    if not timedelta() < end_time - start_time <= LONGEST_TIME_OFF:
        raise Invalid.field("end_time", "Debe terminar después de empezar, y como máximo un año más tarde.")


def must_be_a_range(first, last, at_most):
    """Days, both included. Raises Invalid for an inverted or too long range."""
    if not 1 <= (last - first).days + 1 <= at_most:
        raise Invalid.field("to", f"El rango debe tener entre 1 y {at_most} días.")


def must_be_a_page(limit, start_time, end_time):
    """An agenda reads all that it draws at once, so a range of days may be one page; other lists have the usual pages."""
    if limit > LONGEST_PAGE and not (start_time and end_time and end_time - start_time <= LONGEST_RANGE):
        raise Invalid.field(
            "limit",
            f"Más de {LONGEST_PAGE} citas a la vez solo con «from» y «to», en un rango de {LONGEST_RANGE.days} días a lo sumo.",
        )


def must_fit_money(lines):
    """What an invoice could not hold must not be booked."""
    if any(Decimal(line["quantity"]) * Decimal(line["unit_price"]) > LARGEST_LINE for line in lines):
        raise Invalid("El total de la cita es demasiado grande.")


def end_of(start_time, treatments):
    """When an appointment ends that nobody gave an end: the durations of its treatments, in whole minutes."""
    minutes = sum(line["duration_minutes"] * line["quantity"] for line in treatments)
    # Above the longest appointment the exact number no longer matters, and it might not fit a timedelta.
    whole = min(ceil(minutes), LONGEST // timedelta(minutes=1) + 1)
    return start_time + max(SHORTEST_PROPOSED, timedelta(minutes=whole))


def after_changes(before, changes, doctor):
    """The row with the wished changes. A new start without an end keeps the duration."""
    after = {**before, **changes}
    if "start_time" in changes and "end_time" not in changes:
        after["end_time"] = changes["start_time"] + (before["end_time"] - before["start_time"])
    if doctor:
        after["doctor_name"] = doctor["name"]
    after["reason"] = after["reason"] or None
    if not after["overbooked"]:
        after["overbook_reason"] = None
    elif not after["overbook_reason"]:
        raise Invalid.field("overbook_reason", "Escriba por qué se agenda como sobrecupo.")
    return after


def why_not_attended(slot, hours, time_off, zone):
    """The sentence for a slot in which the doctor does not attend, or None. `time_off` holds what overlaps it."""
    if time_off:
        return "El profesional no atiende en ese horario: tiene un permiso o ausencia."
    first, last = (moment.astimezone(zone).date() for moment in (slot.start_time, slot.end_time))
    inside = any(
        opens <= slot.start_time and slot.end_time <= closes
        for opens, closes in openings(hours, first - timedelta(days=1), last + timedelta(days=1), zone)
    )
    if hours and not inside:
        return "Está fuera del horario de atención del profesional."
    return None


def differ(before, after, names):
    return any(before[name] != after[name] for name in names)


def must_not_cross(items):
    """Hours of one weekday that end before they begin, or overlap, name the line that is wrong."""
    for position, item in enumerate(items):
        if item["end_time"] <= item["start_time"]:
            raise Invalid.field(f"items.{position}.end_time", "Debe terminar después de empezar.")
        for other in items[:position]:
            same_day = item["weekday"] == other["weekday"]
            if same_day and item["start_time"] < other["end_time"] and other["start_time"] < item["end_time"]:
                raise Invalid.field(
                    f"items.{position}.start_time", "Se cruza con otro horario del mismo día."
                )
