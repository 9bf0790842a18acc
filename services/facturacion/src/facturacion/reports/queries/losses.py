"""What left the stock of a month without a visit, and what came in with its document."""

from common.web.paging import Listing

# What a line is about: the cause of a write-off, a count, or a return to the supplier.
ABOUT = "coalesce(cause, CASE kind WHEN 'RETURN' THEN 'RETURN' ELSE 'COUNT' END)"
OF_MONTH = "undone_at IS NULL AND day BETWEEN %(first)s AND %(last)s"
LINE = f"id, day, {ABOUT} AS about, product_id, product_name, unit, lot_number, quantity, unit_cost, cost, reason"
LINES = Listing(
    LINE,
    "facturacion.stock_changes",
    f"{OF_MONTH} AND CASE WHEN %(about)s IS NULL THEN kind <> 'RETURN' ELSE {ABOUT} = %(about)s END",
    {"day": ("day", "%(after)s::text::date")},
)


def lines(db, first, last, limit):
    """All of them, for a sheet."""
    return db.all(
        f"SELECT {LINE} FROM facturacion.stock_changes WHERE {OF_MONTH} ORDER BY day, id LIMIT %(limit)s",
        first=first,
        last=last,
        limit=limit,
    )


def by_cause(db, first, last):
    return db.all(
        f"""
        SELECT {ABOUT} AS about, sum(cost) AS cost, count(*) AS count
          FROM facturacion.stock_changes
         WHERE {OF_MONTH}
         GROUP BY 1
         ORDER BY cost DESC, 1
        """,
        first=first,
        last=last,
    )


def bought(db, first, last):
    """What of the suppliers' documents of these days went into the lots."""
    return db.value(
        """
        SELECT coalesce(sum(stocked), 0.00)
          FROM facturacion.operational_expenses
         WHERE active AND stock_receipt_id IS NOT NULL AND date BETWEEN %(first)s AND %(last)s
        """,
        first=first,
        last=last,
    )
