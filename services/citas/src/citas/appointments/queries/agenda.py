"""What is taken: clashes and busy hours."""

from common.store.sql import only

# The numbers of one person: asked once for a statement, not once for each visit that it looks at.
OF_PATIENT = "a.patient_id = ANY ((SELECT citas.patient_ids(%(patient_id)s))::bigint[])"
# What keeps others away from a slot. No appointment is longer than 12 hours, nor is its room prepared or cleaned for more
# than two, so the indexes on the start answer for the overlap too.
CLASHES = f"""
       a.status NOT IN ('CANCELLED', 'NO_SHOW')
   AND (a.doctor_id = %(doctor_id)s OR a.room_id = %(room_id)s OR {OF_PATIENT})
   AND lower(a.during) > %(occupied_from)s::timestamptz - interval '14 hours'
   AND lower(a.during) < %(occupied_until)s::timestamptz + interval '2 hours'
   AND (%(exclude_id)s IS NULL OR a.id <> %(exclude_id)s)"""
OCCUPIED = "citas.occupied(a.during, a.preparation_minutes, a.cleaning_minutes)"
SLOT = "tstzrange(%(start_time)s, %(end_time)s)"
WIDER_SLOT = "tstzrange(%(occupied_from)s, %(occupied_until)s)"


def clashes(db, slot):
    """Visits in the way of a slot, once for each of what they take: doctor, room, patient, equipment.

    Of a room of several places, and of equipment of which there are several, all who use them are listed where none is left.
    """
    return db.all(
        f"""
        SELECT a.id, clash.what, lower(a.during) AS start_time, upper(a.during) AS end_time, a.patient_name
          FROM citas.appointments a
         CROSS JOIN LATERAL (VALUES ('doctor', a.doctor_id = %(doctor_id)s AND a.during && {SLOT}),
                                    ('room', a.room_id = %(room_id)s AND {OCCUPIED} && {WIDER_SLOT}
                                             AND citas.room_use(a.room_id, {WIDER_SLOT}, %(exclude_id)s, %(holder_id)s)
                                                 >= (SELECT r.capacity FROM citas.rooms r WHERE r.id = a.room_id)),
                                    ('patient', {OF_PATIENT} AND a.during && {SLOT})
                            ) AS clash (what, found)
         WHERE clash.found AND {CLASHES}
         UNION ALL
        SELECT a.id, 'equipment', lower(a.during), upper(a.during), a.patient_name
          FROM citas.appointments a
         WHERE a.equipment_ids <> '{{}}' AND a.status NOT IN ('CANCELLED', 'NO_SHOW')
           AND lower(a.during) > %(occupied_from)s::timestamptz - interval '14 hours'
           AND lower(a.during) < %(occupied_until)s::timestamptz + interval '2 hours'
           AND (%(exclude_id)s IS NULL OR a.id <> %(exclude_id)s)
           AND {OCCUPIED} && {WIDER_SLOT}
           AND EXISTS (SELECT FROM citas.equipment e
                        WHERE e.id = ANY (%(equipment_ids)s::bigint[]) AND e.id = ANY (a.equipment_ids)
                          AND citas.equipment_use(e.id, {WIDER_SLOT}, %(exclude_id)s, %(holder_id)s) >= e.capacity)
         ORDER BY start_time, id, what
         LIMIT 20
        """,
        **only(
            vars(slot),
            "doctor_id",
            "room_id",
            "patient_id",
            "start_time",
            "end_time",
            "exclude_id",
            "holder_id",
        ),
        equipment_ids=list(slot.equipment_ids),
        occupied_from=slot.occupied[0],
        occupied_until=slot.occupied[1],
    )


def busy(db, doctor_ids, room_ids, patient_id, equipment_ids, exclude_id, holder_id, since, until):
    """When each of these doctors is taken, held or away, and what takes these rooms, the patient and each piece of equipment.

    A row is of a doctor (`doctor_id`; what touches is one), of a room (`room_id`), of the patient (`of_patient`), or of a
    piece of equipment (`equipment_id`). What `holder_id` holds is free for them.
    """
    return db.all(
        f"""
        WITH visits AS MATERIALIZED (
            SELECT a.doctor_id, a.room_id, {OF_PATIENT} AS of_patient, a.during, a.preparation_minutes, a.cleaning_minutes
              FROM citas.appointments a
             WHERE a.status NOT IN ('CANCELLED', 'NO_SHOW')
               AND (a.doctor_id = ANY(%(doctor_ids)s) OR a.room_id = ANY(%(room_ids)s::bigint[]) OR {OF_PATIENT})
               AND lower(a.during) > %(since)s::timestamptz - interval '16 hours'
               AND lower(a.during) < %(until)s::timestamptz + interval '4 hours'
               AND (%(exclude_id)s IS NULL OR a.id <> %(exclude_id)s)
            UNION ALL
            SELECT h.doctor_id, h.room_id, false, h.during, h.preparation_minutes, h.cleaning_minutes
              FROM citas.holds h
             WHERE (h.doctor_id = ANY(%(doctor_ids)s) OR h.room_id = ANY(%(room_ids)s::bigint[]))
               AND h.expires_at > clock_timestamp() AND h.holder_id IS DISTINCT FROM %(holder_id)s),
        away AS (
            SELECT doctor_id, during FROM visits WHERE doctor_id = ANY(%(doctor_ids)s)
             UNION ALL
            SELECT doctor_id, during
              FROM citas.time_off
             WHERE doctor_id = ANY(%(doctor_ids)s) AND cancelled_at IS NULL AND during && tstzrange(%(since)s, %(until)s))
        SELECT doctor_id, NULL::bigint AS room_id, false AS of_patient, NULL::bigint AS equipment_id,
               lower(span) AS start_time, upper(span) AS end_time, 0 AS preparation_minutes, 0 AS cleaning_minutes
          FROM (SELECT doctor_id, range_agg(during) AS spans FROM away GROUP BY doctor_id) AS taken, unnest(spans) AS span
        UNION ALL
        SELECT NULL, room_id, false, NULL, lower(during), upper(during), preparation_minutes, cleaning_minutes
          FROM visits WHERE room_id = ANY(%(room_ids)s::bigint[])
        UNION ALL
        SELECT NULL, NULL, true, NULL, lower(during), upper(during), 0, 0 FROM visits WHERE of_patient
        UNION ALL
        SELECT NULL, NULL, false, e.id, lower(a.during), upper(a.during), a.preparation_minutes, a.cleaning_minutes
          FROM citas.appointments a
          JOIN unnest(%(equipment_ids)s::bigint[]) AS e (id) ON e.id = ANY (a.equipment_ids)
         WHERE a.equipment_ids <> '{{}}' AND a.status NOT IN ('CANCELLED', 'NO_SHOW')
           AND lower(a.during) > %(since)s::timestamptz - interval '16 hours'
           AND lower(a.during) < %(until)s::timestamptz + interval '4 hours'
           AND (%(exclude_id)s IS NULL OR a.id <> %(exclude_id)s)
        UNION ALL
        SELECT NULL, NULL, false, e.id, lower(h.during), upper(h.during), h.preparation_minutes, h.cleaning_minutes
          FROM citas.holds h
          JOIN unnest(%(equipment_ids)s::bigint[]) AS e (id) ON e.id = ANY (h.equipment_ids)
         WHERE h.expires_at > clock_timestamp() AND h.holder_id IS DISTINCT FROM %(holder_id)s
        """,
        doctor_ids=list(doctor_ids),
        room_ids=room_ids,
        patient_id=patient_id,
        equipment_ids=list(equipment_ids),
        exclude_id=exclude_id,
        holder_id=holder_id,
        since=since,
        until=until,
    )


def last_attended(db, patient_id):
    """Who attended the patient last, and when that began."""
    return db.one(
        """
        SELECT a.doctor_id, lower(a.during) AS start_time
          FROM citas.appointments a
         WHERE a.patient_id = ANY (citas.patient_ids(%(patient_id)s)) AND a.status = 'COMPLETED'
         ORDER BY lower(a.during) DESC
         LIMIT 1
        """,
        patient_id=patient_id,
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
