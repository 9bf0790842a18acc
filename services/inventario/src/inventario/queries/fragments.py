"""Pieces of SQL that more than one noun uses."""

# What may be used today of product `p`, and what it costs. Aggregates without GROUP BY: always exactly one row.
USABLE = """
     CROSS JOIN LATERAL (
           SELECT coalesce(sum(l.quantity), 0.000) AS quantity,
                  coalesce(sum(l.quantity * l.unit_cost) / sum(l.quantity), p.last_cost) AS cost,
                  min(l.expiry_date) AS next_expiry
             FROM inventario.lots l
            WHERE l.product_id = p.id AND l.quantity > 0 AND NOT l.recalled
              AND (l.expiry_date IS NULL OR l.expiry_date >= %(today)s)) usable"""
