"""The spans of days that reports are about. Pure."""

from datetime import timedelta
from decimal import Decimal

from common.problems import Invalid
from facturacion.money import cents

LONGEST_REPORT = timedelta(days=5 * 366)


def report_span(first, last, today):
    """The days of a report; by default, those of the month so far."""
    last = last or (max(today, first) if first else today)
    first = first or last.replace(day=1)
    if last < first:
        raise Invalid.field("from", "Debe ser igual o anterior a la fecha final.")
    if last - first > LONGEST_REPORT:
        raise Invalid.field("from", "Elija un período de hasta cinco años.")
    return first, last


def days_of(first, last):
    """Each day as a span of its own."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [(day, day) for day in days]


def months_until(today, count):
    """The last `count` months, from the oldest to the one of `today`, as spans."""
    spans, last = [], end_of_month(today)
    for _ in range(count):
        spans.append((last.replace(day=1), last))
        last = last.replace(day=1) - timedelta(days=1)
    return spans[::-1]


def end_of_month(day):
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def average(amount, count):
    return cents(amount / count) if count else Decimal("0.00")
