"""Today's visits with when they came and went in, how long people waited, and the settings of the waiting room: one row."""

from common.store.sql import assignments, names

FIELDS = ("names", "amber_minutes", "red_minutes", "note")
SETTINGS = f"{names(FIELDS)}, version, updated_at"

# Whoever was sent back before arriving, or came in and went back to wait, counts from the last arrival. The wait ended with the
# first call after it.
STEPS = """
  LEFT JOIN LATERAL (SELECT max(c.changed_at) AS at FROM citas.appointment_changes c
                      WHERE c.appointment_id = a.id AND c.what = 'arrived') AS arrived ON true
  LEFT JOIN LATERAL (SELECT min(c.changed_at) AS first, max(c.changed_at) AS last FROM citas.appointment_changes c
                      WHERE c.appointment_id = a.id AND c.what = 'started'
                        AND c.changed_at >= coalesce(arrived.at, '-infinity')) AS started ON true"""
TODAY = """
       a.status <> 'CANCELLED'
   AND lower(a.during) >= %(start_time)s AND lower(a.during) < %(end_time)s
   AND (%(doctor_id)s IS NULL OR a.doctor_id = %(doctor_id)s)"""


def visits(db, start_time, end_time, doctor_id=None):
    """Of those who came today: when they did, and when they went in."""
    return db.all(
        f"""
        SELECT a.id, a.status, a.patient_name, a.doctor_id, a.doctor_name,
               (SELECT r.name FROM citas.rooms r WHERE r.id = a.room_id) AS room_name,
               lower(a.during) AS start_time, upper(a.during) AS end_time,
               arrived.at AS arrived_at, started.last AS started_at
          FROM citas.appointments a {STEPS}
         WHERE {TODAY} AND a.status IN ('ARRIVED', 'IN_PROGRESS', 'COMPLETED')
         ORDER BY lower(a.during), a.id
         LIMIT 2000
        """,
        start_time=start_time,
        end_time=end_time,
        doctor_id=doctor_id,
    )


def waits(db, start_time, end_time, doctor_id=None):
    """How long those who went in had waited: of all in the first row, then of each professional."""
    return db.all(
        f"""
        SELECT a.doctor_id, CASE WHEN grouping(a.doctor_id) = 0 THEN max(a.doctor_name) END AS doctor_name, count(*) AS waited,
               round(avg(extract(epoch FROM started.first - arrived.at) / 60))::int AS minutes
          FROM citas.appointments a {STEPS}
         WHERE {TODAY} AND arrived.at IS NOT NULL AND started.first IS NOT NULL
         GROUP BY GROUPING SETS ((), (a.doctor_id))
         ORDER BY a.doctor_id NULLS FIRST
        """,
        start_time=start_time,
        end_time=end_time,
        doctor_id=doctor_id,
    )


def settings(db):
    return db.one(f"SELECT {SETTINGS} FROM citas.waiting_room_settings")


def lock_settings(tx):
    return tx.one(f"SELECT {SETTINGS} FROM citas.waiting_room_settings FOR UPDATE")


def update_settings(tx, **row):
    """`row` holds FIELDS."""
    return tx.one(f"UPDATE citas.waiting_room_settings SET {assignments(FIELDS)} RETURNING {SETTINGS}", **row)
