"""Reports, put together from the aggregates. They only read."""

from facturacion import clock, rules
from facturacion.queries import reports as queries

FIGURES = ("income", "expenses", "cost", "profit", "collected")


def pick(row, *names):
    return {name: row[name] for name in names}


def report(db, first, last):
    first, last = rules.report_span(first, last, clock.today())
    zone = clock.zone().key
    figures = queries.figures(db, [(first, last)], zone)[0]
    days = queries.figures(db, rules.days_of(first, last), zone)
    return {
        "from": first,
        "to": last,
        **pick(figures, *FIGURES, "invoices"),
        "receivable": queries.receivable(db, first, last),
        "average_ticket": rules.average(figures["income"], figures["invoices"]),
        "by_method": queries.collected_by_method(db, first, last, zone),
        "by_day": [{"date": day["first"], **pick(day, "income", "expenses", "collected")} for day in days],
        "top_treatments": queries.top_treatments(db, first, last),
    }


def stats(db):
    today = clock.today()
    previous, current = rules.months_until(today, 2)
    day, month, before = queries.figures(db, [(today, today), current, previous], clock.zone().key)
    return {
        "today": {**pick(day, "income", "collected", "invoices"), "drafts": queries.drafts(db)},
        "month": pick(month, *FIGURES),
        "receivable": queries.receivable(db),
        "previous_month": pick(before, *FIGURES),
    }


def monthly(db, months):
    spans = rules.months_until(clock.today(), months)
    rows = queries.figures(db, spans, clock.zone().key)
    return {"data": [{"month": f"{row['first']:%Y-%m}", **pick(row, *FIGURES, "invoices")} for row in rows]}
