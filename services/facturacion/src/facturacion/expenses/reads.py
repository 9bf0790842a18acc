"""What is added up of the expenses."""

from decimal import Decimal

from facturacion.expenses.queries import expenses as queries


def totals(db, first, last):
    """The total of the span's expenses and that of each category, and what of them the results count."""
    by_category = queries.totals_by_category(db, first, last)
    total = sum((row["total"] for row in by_category), Decimal("0.00"))
    counted = sum((row["counted"] for row in by_category), Decimal("0.00"))
    return {"total": total, "counted": counted, "by_category": by_category}
