"""What is printed of the record, and since when. Pure."""

from datetime import timedelta

from common.problems import Conflict, Invalid

# An evolution without dates is of the last months; one request prints no more notes than these.
USUAL = timedelta(days=180)
MOST_NOTES = 120


def must_be_signed(note):
    if note["status"] != "SIGNED":
        raise Conflict("La nota es un borrador: se imprime cuando está firmada.")


def span(wanted, today):
    """(first, last) day of an evolution."""
    last = wanted.until or today
    first = wanted.since or last - USUAL
    if first > last:
        raise Invalid.field("to", "El período termina desde que empieza.")
    return first, last
