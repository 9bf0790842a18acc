"""What the clinic says of a day: closed, or a national holiday on which it attends."""

from datetime import date

from common.store.sql import assignments, names, values

FIELDS = ("name", "closed")
HOLIDAY = f"date, {names(FIELDS)}, version, updated_at"


def between(db, first, last):
    return db.all(
        f"SELECT {HOLIDAY} FROM citas.holidays WHERE date BETWEEN %(first)s AND %(last)s ORDER BY date",
        first=first,
        last=last,
    )


def with_absences(db, first, last, doctor_id, start_time, end_time):
    """(whether the doctor is away, what the clinic says of these days), in one statement: every booking asks for both."""
    row = db.one(
        """
        SELECT EXISTS (SELECT FROM citas.time_off t
                        WHERE t.doctor_id = %(doctor_id)s AND t.cancelled_at IS NULL
                          AND t.during && tstzrange(%(start_time)s, %(end_time)s)) AS away,
               (SELECT coalesce(json_agg(json_build_array(h.date, h.name, h.closed)), '[]')
                  FROM citas.holidays h WHERE h.date BETWEEN %(first)s AND %(last)s) AS said
        """,
        doctor_id=doctor_id,
        start_time=start_time,
        end_time=end_time,
        first=first,
        last=last,
    )
    said = [
        {"date": date.fromisoformat(day), "name": name, "closed": closed} for day, name, closed in row["said"]
    ]
    return row["away"], said


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
