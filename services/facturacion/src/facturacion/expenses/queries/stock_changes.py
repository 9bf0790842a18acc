"""SQL of what left the stock without a visit, as inventario tells it."""

from common.store.sql import names, values

# What inventario tells of a movement.
TOLD = (
    "id", "kind", "cause", "day", "product_id", "product_name", "unit", "lot_number", "quantity", "unit_cost", "cost", "reason",
)  # fmt: skip


def keep(tx, undone_reason=None, **change):
    """Keep a movement, or that it was undone: told twice is done once, and what was undone stays so."""
    tx.run(
        f"""
        INSERT INTO facturacion.stock_changes ({names(TOLD)}, undone_at, undone_reason)
             VALUES ({values(TOLD)}, CASE WHEN %(undone_reason)s::text IS NOT NULL THEN now() END, %(undone_reason)s)
        ON CONFLICT (id) DO UPDATE SET undone_at = excluded.undone_at, undone_reason = excluded.undone_reason
              WHERE stock_changes.undone_at IS NULL AND excluded.undone_at IS NOT NULL
        """,
        undone_reason=undone_reason,
        **change,
    )
