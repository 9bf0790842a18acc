"""What the clinic says of a day: closed, or a national holiday on which it attends."""

from common.store.sql import assignments, names, values

FIELDS = ("name", "closed")
HOLIDAY = f"date, {names(FIELDS)}, version, updated_at"


def between(db, first, last):
    return db.all(
        f"SELECT {HOLIDAY} FROM citas.holidays WHERE date BETWEEN %(first)s AND %(last)s ORDER BY date",
        first=first,
        last=last,
    )


def insert(tx, **row):
    fields = ("date", *FIELDS)
    return tx.one(
        f"INSERT INTO citas.holidays ({names(fields)}) VALUES ({values(fields)}) RETURNING {HOLIDAY}", **row
    )


def update(tx, date, **row):
    return tx.one(
        f"UPDATE citas.holidays SET {assignments(FIELDS)} WHERE date = %(date)s RETURNING {HOLIDAY}",
        date=date,
        **row,
    )


def delete(tx, date):
    tx.run("DELETE FROM citas.holidays WHERE date = %(date)s", date=date)
