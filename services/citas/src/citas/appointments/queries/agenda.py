"""What is taken: clashes and busy hours."""

from common.store.sql import only

# What keeps others away from a slot until then. No appointment is longer than 12 hours, so the indexes on the start
# answer for the overlap too.
TAKING = """
       a.status NOT IN ('CANCELLED', 'NO_SHOW')
   AND (a.doctor_id = %(doctor_id)s OR a.room_id = %(room_id)s OR a.patient_id = ANY (citas.patient_ids(%(patient_id)s)))
   AND lower(a.during) > %(start_time)s::timestamptz - interval '12 hours'
   AND lower(a.during) < %(until)s AND upper(a.during) > %(start_time)s
   AND (%(exclude_id)s IS NULL OR a.id <> %(exclude_id)s)"""


def taking(slot, until):
    """The parameters of TAKING."""
    return {
        **only(vars(slot), "doctor_id", "room_id", "patient_id", "start_time", "exclude_id"),
        "until": until,
    }


def clashes(db, slot):
    return db.all(
        f"""
        SELECT a.id, clash.what, lower(a.during) AS start_time, upper(a.during) AS end_time, a.patient_name
          FROM citas.appointments a
         CROSS JOIN LATERAL (VALUES ('doctor', a.doctor_id = %(doctor_id)s),
                                    ('room', a.room_id = %(room_id)s),
                                    ('patient', a.patient_id = ANY (citas.patient_ids(%(patient_id)s)))) AS clash (what, found)
         WHERE clash.found AND {TAKING}
         ORDER BY lower(a.during), a.id, clash.what
         LIMIT 20
        """,
        **taking(slot, slot.end_time),
    )


def busy(db, doctor_ids, room_id, patient_id, exclude_id, holder_id, since, until):
    """When each of these doctors is taken, held or away; `doctor_id` is null of what takes the room or the patient from all.

    What `holder_id` holds is free for them.
    """
    return db.all(
        """
        SELECT CASE WHEN a.room_id = %(room_id)s OR a.patient_id = ANY (citas.patient_ids(%(patient_id)s))
                    THEN NULL ELSE a.doctor_id END AS doctor_id,
               lower(a.during) AS start_time, upper(a.during) AS end_time
          FROM citas.appointments a
         WHERE a.status NOT IN ('CANCELLED', 'NO_SHOW')
           AND (a.doctor_id = ANY(%(doctor_ids)s) OR a.room_id = %(room_id)s
                OR a.patient_id = ANY (citas.patient_ids(%(patient_id)s)))
           AND lower(a.during) > %(since)s::timestamptz - interval '12 hours'
           AND lower(a.during) < %(until)s AND upper(a.during) > %(since)s
           AND (%(exclude_id)s IS NULL OR a.id <> %(exclude_id)s)
        UNION ALL
        SELECT doctor_id, lower(during), upper(during)
          FROM citas.time_off
         WHERE doctor_id = ANY(%(doctor_ids)s) AND cancelled_at IS NULL
           AND during && tstzrange(%(since)s, %(until)s)
        UNION ALL
        SELECT CASE WHEN room_id = %(room_id)s THEN NULL ELSE doctor_id END, lower(during), upper(during)
          FROM citas.holds
         WHERE (doctor_id = ANY(%(doctor_ids)s) OR room_id = %(room_id)s)
           AND expires_at > clock_timestamp() AND holder_id IS DISTINCT FROM %(holder_id)s
           AND during && tstzrange(%(since)s, %(until)s)
        """,
        doctor_ids=list(doctor_ids),
        room_id=room_id,
        patient_id=patient_id,
        exclude_id=exclude_id,
        holder_id=holder_id,
        since=since,
        until=until,
    )


def daily_counts(db, first, last, doctor_id, zone):
    return db.all(
        """
        WITH counted AS (
            SELECT (lower(during) AT TIME ZONE %(zone)s)::date AS date, status, count(*) AS n
              FROM citas.appointments
             WHERE lower(during) >= %(first)s::timestamp AT TIME ZONE %(zone)s
               AND lower(during) < (%(last)s::date + 1)::timestamp AT TIME ZONE %(zone)s
               AND (%(doctor_id)s IS NULL OR doctor_id = %(doctor_id)s)
             GROUP BY 1, 2)
        SELECT day::date AS date, coalesce(sum(n), 0)::bigint AS count,
               coalesce(json_object_agg(status, n) FILTER (WHERE status IS NOT NULL), '{}') AS by_status
          FROM generate_series(%(first)s::timestamp, %(last)s::timestamp, interval '1 day') AS day
          LEFT JOIN counted ON counted.date = day::date
         GROUP BY day
         ORDER BY day
        """,
        first=first,
        last=last,
        doctor_id=doctor_id,
        zone=zone,
    )
