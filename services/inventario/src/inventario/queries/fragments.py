"""Pieces of SQL that more than one noun uses."""

import re

# What may be used today of product `p`, and what it costs. Aggregates without GROUP BY: always exactly one row.
USABLE = """
     CROSS JOIN LATERAL (
           SELECT coalesce(sum(l.quantity), 0.000) AS quantity,
                  coalesce(sum(l.quantity * l.unit_cost) / sum(l.quantity), p.last_cost) AS cost,
                  min(l.expiry_date) AS next_expiry
             FROM inventario.lots l
            WHERE l.product_id = p.id AND l.quantity > 0 AND NOT l.recalled
              AND (l.expiry_date IS NULL OR l.expiry_date >= %(today)s)) usable"""


def like(text):
    """The LIKE pattern that finds what somebody typed, None for nothing."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%" if text else None


def keyset(columns, sort):
    """The condition and the ORDER BY of a page sorted by `sort`, where `-` means descending.

    `columns` maps a sort to the expression of a row and to the same expression of the cursor. A cursor is what a
    caller sent: as text first, so that a value of the wrong kind is bad data and not a missing operator.
    """
    here, there = columns[sort.removeprefix("-")]
    way, direction = ("<", "DESC") if sort.startswith("-") else (">", "ASC")
    return (
        f"(%(after_id)s IS NULL OR ({here}, id) {way} ({there}, %(after_id)s::text::bigint))",
        f"{here} {direction}, id {direction}",
    )
