"""Reports and dashboard figures, put together from aggregate queries."""

from common.clock import clinic_today
from common.store.sql import only
from facturacion.reports.queries import dashboard as queries
from facturacion.reports.rules import spans as rules

FIGURES = ("income", "expenses", "cost", "commission", "losses", "profit", "collected")


def report(db, first, last):
    first, last = rules.report_span(first, last, clinic_today())
    figures = queries.figures(db, [(first, last)])[0]
    days = queries.figures(db, rules.days_of(first, last))
    return {
        "from": first,
        "to": last,
        **only(figures, *FIGURES, "invoices"),
        "receivable": queries.receivable(db, first, last),
        "average_ticket": rules.average(figures["income"], figures["invoices"]),
        "by_method": [only(row, "method", "total") for row in queries.collected_by_method(db, first, last)],
        "by_day": [{"date": day["first"], **only(day, "income", "expenses", "collected")} for day in days],
        "top_treatments": queries.top_treatments(db, first, last),
    }


def stats(db):
    today = clinic_today()
    previous, current = rules.months_until(today, 2)
    day, month, before = queries.figures(db, [(today, today), current, previous])
    return {
        "today": {**only(day, "income", "collected", "invoices"), "drafts": queries.drafts(db)},
        "month": only(month, *FIGURES),
        "receivable": queries.receivable(db),
        "previous_month": only(before, *FIGURES),
    }


def monthly(db, months):
    spans = rules.months_until(clinic_today(), months)
    rows = queries.figures(db, spans)
    return {"data": [{"month": f"{row['first']:%Y-%m}", **only(row, *FIGURES, "invoices")} for row in rows]}
