"""Series and the rates of IVA."""

SERIES = "id, establishment, emission_point, name, active, next_sequential, version, created_at, updated_at"


def all_series(db):
    return db.all(f"SELECT {SERIES} FROM facturacion.series ORDER BY establishment, emission_point")


def insert(tx, **values):
    return tx.one(
        f"""
        INSERT INTO facturacion.series (establishment, emission_point, name, active, next_sequential)
             VALUES (%(establishment)s, %(emission_point)s, %(name)s, %(active)s, %(next_sequential)s)
          RETURNING {SERIES}
        """,
        **values,
    )


def lock(tx, id):
    return tx.one(f"SELECT {SERIES} FROM facturacion.series WHERE id = %(id)s FOR UPDATE", id=id)


def first_active(db):
    return db.value("""
        SELECT id
          FROM facturacion.series
         WHERE active
         ORDER BY establishment, emission_point
         LIMIT 1
        """)


def update(tx, id, name, active, next_sequential, **_):
    return tx.one(
        f"""
        UPDATE facturacion.series SET name = %(name)s, active = %(active)s, next_sequential = %(next_sequential)s
         WHERE id = %(id)s
        RETURNING {SERIES}
        """,
        id=id,
        name=name,
        active=active,
        next_sequential=next_sequential,
    )


def rates(db):
    return db.all(
        "SELECT code, rate, label, valid_from, valid_to FROM facturacion.iva_rates ORDER BY code, valid_from"
    )


def rates_on(db, day):
    """The rate of each code in force that day."""
    rows = db.all(
        """
        SELECT code, rate
          FROM facturacion.iva_rates
         WHERE valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s)
        """,
        day=day,
    )
    return {row["code"]: row["rate"] for row in rows}
