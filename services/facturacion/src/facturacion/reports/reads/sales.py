"""Sales of a span of days by day, month, treatment, professional, category or method, and the lines of each row."""

from common.clock import clinic_today
from facturacion.reports.queries import sales as queries
from facturacion.reports.rules import sales as rules
from facturacion.reports.rules import spans


def sales(db, by, first, last):
    """One row for each day, treatment… and their total. The rows of a view come to the total to the cent."""
    first, last = spans.sales_span(first, last, clinic_today())
    if by in ("day", "month"):
        rows = queries.by_time(db, by, first, last)
    elif by == "method":
        rows = queries.by_method(db, first, last)
    else:
        rows = queries.by_item(db, by, first, last)
    rows = [rules.whole(row) for row in rows]
    return {"from": first, "to": last, "by": by, "rows": rows, "total": rules.added(rows)}


def lines(db, wanted):
    """A page of the lines that make one row."""
    first, last = spans.sales_span(wanted.first, wanted.last, clinic_today())
    if wanted.method:
        return queries.PAYMENTS.page(db, wanted, first=first, last=last, method=wanted.method)
    about = wanted.model_dump(include={"kind", "reference_id", "doctor_id", "category", "without"})
    return queries.LINES.page(db, wanted, first=first, last=last, **about)
