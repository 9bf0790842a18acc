"""What happened to each visit, step by step; and what follows of how patients keep their hours. Append-only."""

from datetime import timedelta

from common.web.paging import Listing

A_YEAR = timedelta(days=365)


def insert(tx, appointment, what, actor):
    """`appointment` as it is after it."""
    tx.later(
        """
        INSERT INTO citas.appointment_changes
                    (appointment_id, what, status, during, doctor_name, room_name, by_id, by_name, ip)
             VALUES (%(id)s, %(what)s, %(status)s, tstzrange(%(start_time)s, %(end_time)s), %(doctor)s, %(room)s, %(by_id)s,
                     %(by_name)s, %(ip)s)
        """,
        id=appointment["id"],
        what=what,
        status=appointment["status"],
        start_time=appointment["start_time"],
        end_time=appointment["end_time"],
        doctor=appointment["doctor"]["name"],
        room=appointment["room"] and appointment["room"]["name"],
        by_id=actor.get("id"),
        by_name=actor.get("name"),
        ip=actor.get("ip"),
    )


def of_appointment(db, appointment_id):
    """From the first to the last, each with what it was before."""
    return db.all(
        """
        SELECT id, what, status, lag(status) OVER steps AS from_status, lower(during) AS start_time,
               lag(lower(during)) OVER steps AS from_start_time, doctor_name, lag(doctor_name) OVER steps AS from_doctor_name,
               room_name, lag(room_name) OVER steps AS from_room_name, by_name, ip, changed_at
          FROM citas.appointment_changes
         WHERE appointment_id = %(appointment_id)s
        WINDOW steps AS (ORDER BY id)
         ORDER BY id
         LIMIT 200
        """,
        appointment_id=appointment_id,
    )


# How a visit was kept: attended, missed, called off within a day of it, or come late.
KEPT = """
       count(*) FILTER (WHERE kept.status = 'COMPLETED') AS attended,
       count(*) FILTER (WHERE kept.status = 'NO_SHOW') AS missed,
       count(*) FILTER (WHERE kept.called_off) AS called_off_late,
       count(*) FILTER (WHERE kept.late > rules.late_minutes) AS late,
       coalesce(round(avg(kept.late) FILTER (WHERE kept.late > rules.late_minutes)), 0)::int AS late_minutes"""
VISITS = """
       SELECT a.id, a.patient_id, a.patient_name, a.status, a.doctor_id, a.doctor_name, lower(a.during) AS start_time,
              a.status = 'CANCELLED' AND EXISTS (
                  SELECT FROM citas.appointment_changes c
                   WHERE c.appointment_id = a.id AND c.what = 'cancelled'
                     AND c.changed_at > lower(a.during) - interval '24 hours') AS called_off,
              (SELECT extract(epoch FROM max(c.changed_at) - lower(a.during)) / 60 FROM citas.appointment_changes c
                WHERE c.appointment_id = a.id AND c.what = 'arrived') AS late
         FROM citas.appointments a"""


# Those of some days that are over: of everybody, or of one professional's, or one patient's.
OF_DAYS = """
       lower(a.during) >= %(start_time)s AND lower(a.during) < %(end_time)s AND lower(a.during) < now()
   AND (%(doctor_id)s IS NULL OR a.doctor_id = %(doctor_id)s)
   AND (%(patient_id)s IS NULL OR a.patient_id = ANY (citas.patient_ids(%(patient_id)s)))"""
MOST_PATIENTS = 100
LISTED = Listing(
    """kept.id, kept.start_time, kept.status,
       json_build_object('id', citas.person(kept.patient_id), 'name', kept.patient_name) AS patient,
       json_build_object('id', kept.doctor_id, 'name', kept.doctor_name) AS doctor,
       kept.called_off AS called_off_late, CASE WHEN kept.late > rules.late_minutes THEN kept.late::int END AS late_minutes""",
    f"citas.booking_rules rules CROSS JOIN LATERAL ({VISITS} WHERE {OF_DAYS}) AS kept",
    """CASE %(what)s WHEN 'MISSED' THEN kept.status = 'NO_SHOW'
                 WHEN 'CALLED_OFF_LATE' THEN kept.called_off
                 WHEN 'LATE' THEN kept.late > rules.late_minutes
                 ELSE kept.status = 'COMPLETED' END""",
    {"start_time": ("kept.start_time", "%(after)s::text::timestamptz")},
    id="kept.id",
)


def of_patient(db, patient_id, now):
    """How a patient kept the hours of a year; whether the clinic asks for a deposit from who misses as many."""
    return db.one(
        f"""
        SELECT {KEPT}, max(kept.start_time) FILTER (WHERE kept.status = 'NO_SHOW') AS last_missed,
               rules.deposit_misses > 0 AND count(*) FILTER (WHERE kept.status = 'NO_SHOW') >= rules.deposit_misses AS ask_deposit
          FROM citas.booking_rules rules
          LEFT JOIN LATERAL ({VISITS}
                 WHERE a.patient_id = ANY (citas.patient_ids(%(patient_id)s))
                   AND lower(a.during) >= %(since)s AND lower(a.during) < %(now)s) AS kept ON true
         GROUP BY rules.deposit_misses
        """,
        patient_id=patient_id,
        since=now - A_YEAR,
        now=now,
    )


def of_clinic(db, start_time, end_time):
    """The same of each professional's visits of these days."""
    return db.all(
        f"""
        SELECT kept.doctor_id, max(kept.doctor_name) AS doctor_name, {KEPT}
          FROM citas.booking_rules rules
         CROSS JOIN LATERAL ({VISITS} WHERE {OF_DAYS}) AS kept
         GROUP BY kept.doctor_id
         ORDER BY missed DESC, doctor_name
         LIMIT 200
        """,
        start_time=start_time,
        end_time=end_time,
        doctor_id=None,
        patient_id=None,
    )


def of_patients(db, start_time, end_time, doctor_id):
    """The same of each patient who missed, called off late or came late; first who missed most."""
    return db.all(
        f"""
        SELECT one.*
          FROM (SELECT citas.person(kept.patient_id) AS patient_id,
                       (array_agg(kept.patient_name ORDER BY kept.start_time DESC))[1] AS patient_name, {KEPT}
                  FROM citas.booking_rules rules
                 CROSS JOIN LATERAL ({VISITS} WHERE {OF_DAYS}) AS kept
                 GROUP BY citas.person(kept.patient_id)) AS one
         WHERE one.missed + one.called_off_late + one.late > 0
         ORDER BY one.missed DESC, one.called_off_late DESC, one.late DESC, one.patient_name, one.patient_id
         LIMIT {MOST_PATIENTS}
        """,
        start_time=start_time,
        end_time=end_time,
        doctor_id=doctor_id,
        patient_id=None,
    )
