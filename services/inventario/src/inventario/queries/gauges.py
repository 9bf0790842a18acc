"""What the operators' dashboards count."""


def low_stock(db):
    return db.all("SELECT count(*) AS value FROM inventario.products WHERE low_stock")


def open_shortages(db):
    return db.all("SELECT count(*) AS value FROM inventario.shortages WHERE resolved_at IS NULL")


def lots_that_expire(db, until):
    """Lots with stock that expire until then, or have expired."""
    return db.all(
        """
        SELECT count(*) AS value
          FROM inventario.lots
         WHERE quantity > 0 AND NOT recalled AND expiry_date <= %(until)s
        """,
        until=until,
    )
