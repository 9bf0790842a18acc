"""What was lost of the stock in a month, and what was bought for it less what went back to its suppliers."""

from decimal import Decimal

from common.clock import clinic_today
from common.web.sheets import MOST_ROWS
from facturacion.reports.queries import losses as queries
from facturacion.reports.rules import spans


def losses(db, month):
    first, last = spans.month_of(month, clinic_today())
    rows = queries.by_cause(db, first, last)
    returned = sum((row["cost"] for row in rows if row["about"] == "RETURN"), Decimal("0.00"))
    lost = [row for row in rows if row["about"] != "RETURN"]
    bought = queries.bought(db, first, last)
    return {
        "month": f"{first:%Y-%m}",
        "total": sum((row["cost"] for row in lost), Decimal("0.00")),
        "by_cause": lost,
        "bought": bought,
        "returned": returned,
        "purchases": bought - returned,
    }


def sheet(db, month):
    """The same, and every movement."""
    first, last = spans.month_of(month, clinic_today())
    return losses(db, month) | {"rows": queries.lines(db, first, last, MOST_ROWS)}


def lines(db, wanted):
    first, last = spans.month_of(wanted.month, clinic_today())
    return queries.LINES.page(db, wanted, first=first, last=last, about=wanted.about)
