"""The days on which money may have moved."""

from datetime import timedelta

from common.problems import Invalid

# What was found later than that belongs to closed books.
LONGEST_AGO = timedelta(days=2 * 366)


def must_be_recent(day, today, field):
    """Raise Invalid for a day that has not come, or is more than two years ago: most likely a year mistyped."""
    if day > today:
        raise Invalid.field(field, "Esa fecha todavía no llega.")
    if day < today - LONGEST_AGO:
        raise Invalid.field(field, "Esa fecha es de hace más de dos años. Revise el año.")
