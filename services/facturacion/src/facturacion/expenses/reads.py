"""What is added up of the expenses."""

from decimal import Decimal

from facturacion.expenses.queries import expenses as queries


def totals(db, first, last):
    """The total of the span's expenses, and that of each category."""
    by_category = queries.totals_by_category(db, first, last)
    total = sum((row["total"] for row in by_category), Decimal("0.00"))
    return {"total": total, "by_category": by_category}
