"""Where and when an appointment may be: slots, lengths, overbooking, ranges."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil

from dateutil.relativedelta import relativedelta

from citas.openings import ANYTIME, attended, known_or
from common.fields import LARGEST_LINE
from common.permissions import words
from common.problems import Conflict, Forbidden, Invalid

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=12)
SHORTEST_PROPOSED = timedelta(minutes=15)
# What happened yesterday may still be entered today.
LATEST_ENTRY = timedelta(hours=24)
# Every clinic books so far ahead: no need to ask how far this one does (migration 0141).
ALWAYS_BOOKED = timedelta(days=28)
PAST = "La cita no puede empezar hace más de 24 horas."
LONGEST_PAGE, LONGEST_RANGE = 100, timedelta(days=31)

PLACE = ("doctor_id", "room_id", "start_time", "end_time")
OVERBOOKING = ("overbooked", "overbook_reason", "overbook_room")
OCCUPIES = ("preparation_minutes", "cleaning_minutes", "equipment_ids")
HELD = "Otra persona está reservando esa hora: espere unos minutos o elija otra."
OVERLAPS = {
    "appointments_doctor_no_overlap": "El profesional ya tiene una cita en ese horario.",
    "appointments_room_no_overlap": "El consultorio ya está ocupado en ese horario.",
    "appointments_room_turnover": "El consultorio está en preparación o limpieza en ese horario.",
    "appointments_equipment_no_overlap": "El equipo que necesita el tratamiento está ocupado en ese horario.",
    "appointments_patient_no_overlap": "El paciente ya tiene una cita en ese horario.",
    "appointments_doctor_cap": "El profesional ya tiene en ese horario todos los sobrecupos que permite la clínica.",
    "holds_doctor_no_overlap": HELD,
    "holds_room_no_overlap": HELD,
}
# What stands in the way, for programs: `obstacle` of the answer 409.
OBSTACLES = {
    "appointments_doctor_no_overlap": "DOCTOR",
    "appointments_room_no_overlap": "ROOM",
    "appointments_room_turnover": "ROOM",
    "appointments_equipment_no_overlap": "EQUIPMENT",
    "appointments_patient_no_overlap": "PATIENT",
    "appointments_doctor_cap": "CAP",
    "holds_doctor_no_overlap": "HELD",
    "holds_room_no_overlap": "HELD",
}
UNATTENDED = "HOURS"


@dataclass(frozen=True)
class Slot:
    """Who and what is wished, and when. `exclude_id` is the appointment that moves, which is not in its own way; neither is
    what `holder_id` holds. Room and equipment are taken for the minutes of preparation and cleaning too."""

    doctor_id: int
    room_id: int | None
    patient_id: int | None
    start_time: datetime
    end_time: datetime
    exclude_id: int | None = None
    holder_id: str | None = None
    preparation_minutes: int = 0
    cleaning_minutes: int = 0
    equipment_ids: tuple | list = ()

    @property
    def duration(self):
        return self.end_time - self.start_time

    @property
    def occupied(self):
        """From when to when it takes its room and its equipment."""
        before, after = (timedelta(minutes=n) for n in (self.preparation_minutes, self.cleaning_minutes))
        return self.start_time - before, self.end_time + after


class SlotTaken(Conflict):
    """That hour cannot be; whoever answers adds what clashes and the next free ones."""

    def __init__(self, sentence, slot, obstacle):
        super().__init__(sentence)
        self.slot, self.obstacle = slot, obstacle


def must_be_allowed_to_overbook(may_override, reason, field="overbook_reason"):
    if not may_override:
        raise Forbidden(
            "Su rol no puede agendar sobre otra cita ni fuera de horario: "
            f"le falta el permiso {words('appointments:override')}."
        )
    if not reason:
        raise Invalid.field(field, "Escriba por qué se agenda como sobrecupo.")


def must_be_overbooked_for_its_room(overbooked, overbook_room):
    if overbook_room and not overbooked:
        raise Invalid.field(
            "overbook_room", "Compartir el consultorio es parte de un sobrecupo: márquelo también."
        )


def must_last_sensibly(start_time, end_time):
    if not SHORTEST <= end_time - start_time <= LONGEST:
        raise Invalid.field("end_time", "La cita debe durar entre 5 minutos y 12 horas.")


def is_past(start_time, now):
    return start_time < now - LATEST_ENTRY


def must_not_be_past(start_time, now):
    if is_past(start_time, now):
        raise Invalid.field("start_time", PAST)


def last_day(today, months):
    """The last day on which the clinic books, a month ahead at least."""
    return today + relativedelta(months=months)


def why_too_far(start_time, last, zone):
    """The sentence for a visit that begins after the `last` day on which the clinic books, or None."""
    if start_time.astimezone(zone).date() > last:
        return f"La clínica agenda hasta el {last:%d/%m/%Y}: revise el año, o busque una fecha más cercana."
    return None


def must_be_within_reach(start_time, last, zone, field="start_time"):
    sentence = why_too_far(start_time, last, zone)
    if sentence:
        raise Invalid.field(field, sentence)


def must_be_of_an_outage(covered):
    """What began longer ago is entered only where the clinic worked on paper then."""
    if not covered:
        raise Invalid.field("start_time", f"{PAST[:-1]}, salvo dentro de un apagón registrado.")


def must_be_a_range(first, last, at_most):
    """Days, both included. Raises Invalid for an inverted or too long range."""
    if not 1 <= (last - first).days + 1 <= at_most:
        raise Invalid.field("to", f"El rango debe tener entre 1 y {at_most} días.")


def must_be_a_short_range(start_time, end_time):
    if not timedelta() < end_time - start_time <= LONGEST_RANGE:
        raise Invalid.field("to", f"El rango debe tener entre 1 y {LONGEST_RANGE.days} días.")


def wished_doctors(practitioners, ids):
    """{id: name} of those asked for, or of all who attend."""
    if ids and not set(ids) <= set(practitioners):
        raise Invalid.field("doctor_ids", "No existe ese profesional o ya no atiende.")
    return {id: name for id, name in practitioners.items() if not ids or id in ids}


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
    must_be_overbooked_for_its_room(after["overbooked"], changes.get("overbook_room"))
    if not after["overbooked"]:
        after["overbook_reason"], after["overbook_room"] = None, False
    elif not after["overbook_reason"]:
        raise Invalid.field("overbook_reason", "Escriba por qué se agenda como sobrecupo.")
    return after


def why_not_attended(slot, hours, time_off, closed, zone):
    """The sentence for a slot in which nobody or this doctor does not attend, or None.

    `time_off` holds what overlaps it, `closed` its days on which the clinic is closed.
    """
    if closed:
        return f"La clínica no atiende el {closed[0]['date']:%d/%m/%Y}: {closed[0]['name']}."
    if time_off:
        return "El profesional no atiende en ese horario: tiene un permiso o ausencia."
    if not attended(known_or(hours, ANYTIME), slot.start_time, slot.end_time, zone):
        return "Está fuera del horario de atención del profesional."
    return None


def differ(before, after, names):
    return any(before[name] != after[name] for name in names)


def must_be_plannable(field, line, found, patient_id):
    """Raise Invalid where a line's item of a plan is not the patient's, not accepted, or of another treatment."""
    item = found.get(line.plan_item_id)
    if item is None or item["patient_id"] != patient_id:
        raise Invalid.field(field, "Ese ítem no es de un plan de este paciente.")
    if item["treatment_id"] != line.treatment_id:
        raise Invalid.field(field, "Ese ítem del plan es de otro tratamiento.")
    if item["status"] != "ACCEPTED":
        raise Invalid.field(field, "Ese ítem del plan no está aceptado, o ya está realizado.")
