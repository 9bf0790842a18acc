"""The spans of days that reports are about. Pure."""

from datetime import date, timedelta
from decimal import Decimal

from common.problems import Invalid
from facturacion.money import cents

LONGEST_REPORT = timedelta(days=5 * 366)
LONGEST_SALES = timedelta(days=2 * 366)


def sales_span(first, last, today):
    """The same of the sales, which are listed row by row."""
    return report_span(first, last, today, LONGEST_SALES, "dos")


def report_span(first, last, today, longest=LONGEST_REPORT, years="cinco"):
    """The days of a report; by default, those of the month so far."""
    last = last or (max(today, first) if first else today)
    first = first or last.replace(day=1)
    if last < first:
        raise Invalid.field("from", "Debe ser igual o anterior a la fecha final.")
    if last - first > longest:
        raise Invalid.field("from", f"Elija un período de hasta {years} años.")
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


def month_of(month, today):
    """The first and last day of "2026-11"; by default the current month."""
    first = date.fromisoformat(f"{month}-01") if month else today.replace(day=1)
    return first, end_of_month(first)


def same_days_before(first, until):
    """The same days of the month before: to its end, where the month is whole or the one before is shorter."""
    last = first - timedelta(days=1)
    if until == end_of_month(first):
        return last.replace(day=1), last
    return last.replace(day=1), last.replace(day=min(until.day, last.day))


def months_of_year(year):
    firsts = [date(year, number, 1) for number in range(1, 13)]
    return [(first, end_of_month(first)) for first in firsts]


def running(today):
    """The days of the current month, a year ago."""
    first = today.replace(year=today.year - 1, day=1)
    return first, first.replace(day=min(today.day, end_of_month(first).day))
