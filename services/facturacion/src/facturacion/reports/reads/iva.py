"""The books of IVA of a month, or of one of its days."""

from decimal import Decimal

from common.clock import clinic_today
from facturacion.reports.queries import iva as queries
from facturacion.reports.rules import spans

SOLD = ("base_zero", "base_taxed", "iva", "total")
BOUGHT = ("base", "iva", "total", "withheld_income", "withheld_iva")


def books(db, month, day, limit):
    """The first `limit` documents of each book, what each day comes to, and all of them together."""
    first, last = (day, day) if day else spans.month_of(month, clinic_today())
    sold, bought = queries.sold_by_day(db, first, last), queries.bought_by_day(db, first, last)
    sales, purchases = total(sold, SOLD), total(bought, BOUGHT)
    return {
        "month": f"{first:%Y-%m}",
        "days": by_day(sold, bought),
        "sales": {"rows": queries.sales(db, first, last, limit), "total": sales},
        "purchases": {"rows": queries.purchases(db, first, last, limit), "total": purchases},
        "balance": sales["iva"] - purchases["iva"],
    }


def total(days, sums):
    return {
        "count": sum(day["count"] for day in days),
        **{name: sum((day[name] for day in days), Decimal("0.00")) for name in sums},
    }


def by_day(sold, bought):
    """The days on which there was something, with what was sold and bought on each."""
    sales, purchases = ({row["day"]: row["total"] for row in rows} for rows in (sold, bought))
    nothing = Decimal("0.00")
    return [
        {"day": day, "sold": sales.get(day, nothing), "bought": purchases.get(day, nothing)}
        for day in sorted(sales.keys() | purchases.keys())
    ]
