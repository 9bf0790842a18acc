"""What the clinic decided about schedules. Neither HTTP nor SQL: values in, a value or a Problem out."""

from datetime import date, timedelta

from common.problems import Conflict, Invalid, NotFound

LONGEST_TIME_OFF = timedelta(days=366)
LONGEST_CALENDAR = timedelta(days=732)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)


def must_be_a_period(start_time, end_time):
    if not timedelta() < end_time - start_time <= LONGEST_TIME_OFF:
        raise Invalid.field("end_time", "Debe terminar después de empezar, y como máximo un año más tarde.")


def day(text):
    """The date of an address, "2026-12-06"."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text or not FIRST_DAY <= found <= LAST_DAY:
        raise NotFound("No existe esa fecha.")
    return found


def must_be_a_range(first, last):
    if not timedelta() <= last - first <= LONGEST_CALENDAR:
        raise Invalid.field("to", "El rango debe tener entre un día y dos años.")


def must_be_a_holiday(closed, origin):
    if not closed and origin != "NATIONAL":
        raise Invalid.field(
            "closed", "Ese día no es feriado nacional: si la clínica atiende, quítelo de la lista."
        )


def must_be_a_timetable(valid_from, items, today):
    """Hours that begin on a day. None at all would read as hours that nobody entered."""
    if not today <= valid_from <= today + LONGEST_CALENDAR:
        raise Invalid.field("valid_from", "Debe ser hoy o un día de los próximos dos años.")
    if not items:
        raise Invalid.field(
            "items", "Ponga al menos un turno. Si desde ese día ya no atiende, registre una ausencia."
        )


def must_not_have_begun(valid_from, today):
    if valid_from < today:
        raise Conflict("Ese horario ya empezó: cambie el horario en vigor.")


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
