"""What commissions compute for their pages."""

from decimal import Decimal

from facturacion.commissions import queries

SUMS = {"count": 0, "amount": Decimal("0.00"), "settled": Decimal("0.00"), "pending": Decimal("0.00")}


def earned(db, by, span, today, doctor_id=None):
    """What came of each `by` (see EARNED_BY) in a span, by default the month so far, with its total."""
    last = span.last or today
    rows = queries.earned(db, by, span.first or last.replace(day=1), last, doctor_id)
    return {
        "data": rows,
        "total": {name: sum((row[name] for row in rows), start) for name, start in SUMS.items()},
    }


def own_settlement(db, id, doctor_id):
    """A settlement of the professional who asks; None of others."""
    settlement = queries.get_settlement(db, id)
    return settlement if settlement and settlement["doctor_id"] == doctor_id else None
