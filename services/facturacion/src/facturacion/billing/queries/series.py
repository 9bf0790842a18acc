"""Series and the rates of IVA."""

from common.store.sql import assignments, names, values

# Establishment and emission point never change.
EDITED = ("name", "active", "next_sequential")
FIELDS = ("establishment", "emission_point", *EDITED)
SERIES = f"id, {names(FIELDS)}, version, created_at, updated_at"


def all_series(db):
    return db.all(f"SELECT {SERIES} FROM facturacion.series ORDER BY establishment, emission_point")


def insert(tx, **row):
    """`row` holds FIELDS."""
    return tx.one(
        f"INSERT INTO facturacion.series ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING {SERIES}",
        **row,
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


def update(tx, id, **row):
    """`row` holds EDITED."""
    return tx.one(
        f"UPDATE facturacion.series SET {assignments(EDITED)} WHERE id = %(id)s RETURNING {SERIES}",
        id=id,
        **row,
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
