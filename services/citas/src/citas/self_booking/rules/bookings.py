"""What may be booked online, and what may be changed of it."""

from datetime import timedelta

from common.problems import Conflict, Gone, Invalid, NotFound

MANAGE = "self_booking:manage"
CLOSED = "La clínica no recibe reservas en línea."
TRIES, LETTERS = 5, 5
CODE_LIVES = timedelta(hours=1)
OVER = "Esa reserva ya no está. Vuelva a elegir la hora."
HOLDING = ("HELD", "CODE")
STANDING = ("REQUESTED", "BOOKED")
# How many days a page asks for at once.
LONGEST_SPAN = 14


def must_be_open(settings):
    if not settings["enabled"]:
        raise NotFound(CLOSED)


def must_offer(settings, treatment_id):
    if treatment_id not in settings["treatment_ids"]:
        raise Invalid.field("treatment_id", "Ese tratamiento no se reserva en línea.")


def chosen_doctor(doctors, needs, id):
    """{id, name} of one of `doctors` ({id: name}) who does what is wished."""
    if id not in doctors or not needs.allows(id):
        raise Invalid.field("doctor_id", "Con esa persona no se reserva en línea.")
    return {"id": id, "name": doctors[id]}


def must_be_bookable(settings, start_time, now, today, zone):
    """Raise Invalid for an hour that is nearer than the notice or beyond the horizon."""
    if start_time < now + timedelta(minutes=settings["notice_minutes"]):
        raise Invalid.field("start_time", "Esa hora está demasiado cerca. Elija otra o llame a la clínica.")
    if start_time.astimezone(zone).date() > today + timedelta(days=settings["horizon_days"]):
        raise Invalid.field("start_time", "Todavía no se puede reservar ese día.")


def span(settings, first, last, today):
    """The days to look through, of those that were asked for. Raises Invalid for too many."""
    if not 1 <= (last - first).days + 1 <= LONGEST_SPAN:
        raise Invalid.field("to", f"El rango debe tener entre 1 y {LONGEST_SPAN} días.")
    return max(first, today), min(last, today + timedelta(days=settings["horizon_days"]))


def must_hold(row, *states):
    """Raise Gone unless the booking is in one of these states; its hour may have been given up meanwhile."""
    if row is None or row["state"] not in states:
        raise Gone(OVER)


def must_be_in_time(sent_at, now):
    """Raise Gone for a code of a letter that is too old."""
    if now >= sent_at + CODE_LIVES:
        raise Gone("Ese código venció. Vuelva a elegir la hora.")


def must_have_letters_left(row):
    if row["codes_sent"] >= LETTERS:
        raise Gone("Ya enviamos varios códigos. Vuelva a elegir la hora, o llame a la clínica.")


def must_have_room(standing, settings):
    """Raise Conflict for a mail that has as many bookings to come as a person may have: whoever reads it owns the mail."""
    if standing >= settings["per_person"]:
        raise Conflict(
            f"Con este correo ya hay {standing} {'reserva' if standing == 1 else 'reservas'} por venir. "
            "Cancele una o llame a la clínica."
        )


def doubt(settings, known, busy, misses, standing):
    """Why somebody of the clinic looks at it first, or None. The visitor is told the same in any case."""
    if settings["mode"] == "REQUEST":
        return "MODE"
    if not known:
        return "UNKNOWN"
    if busy:
        return "BUSY"
    if misses:
        return "MISSED"
    return "MANY" if standing >= settings["per_person"] else None


def until(settings, row, now):
    """Until when the hour of a request is kept."""
    return min(now + timedelta(hours=settings["request_hours"]), row["start_time"])


def must_be_theirs(state):
    """Raise Gone for an hour that is not to be put into a calendar; `state` is what its visitor reads of it."""
    if state == "REQUESTED":
        raise Gone("La clínica todavía no aprueba esa hora.")
    if state != "BOOKED":
        raise Gone("Esa reserva ya no está en pie.")


def is_changeable(row, settings, now):
    try:
        must_be_changeable(row, settings, now)
    except Gone:
        return False
    return True


def must_be_changeable(row, settings, now):
    if row["state"] not in STANDING or row["status"] in ("CANCELLED", "NO_SHOW", "COMPLETED"):
        raise Gone("Esa reserva ya no está en pie.")
    if row["start_time"] - now < timedelta(minutes=settings["cancel_minutes"]):
        raise Gone("Falta muy poco para su cita: para cambiarla o cancelarla, llame a la clínica.")
