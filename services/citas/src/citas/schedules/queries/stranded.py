"""Visits still to be attended, and what they need: read with SQL of its own, since appointments stand above schedules."""

# More than any clinic has ahead of it; a bound all the same.
WHOLE = 5000


def to_come(db, since, zone, until=None, doctor_id=None, room_id=None):
    """Visits to be attended that touch [since, until), with the absences and the room that they meet.

    An overbooked visit written down after the absence or the hours stands there on purpose.
    """
    return db.all(
        """
        SELECT a.id, lower(a.during) AS start_time, upper(a.during) AS end_time, a.status, a.patient_name,
               json_build_object('id', a.doctor_id, 'name', a.doctor_name) AS doctor,
               CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'name', r.name) END AS room,
               coalesce(NOT r.active, false) AS without_room,
               EXISTS (SELECT FROM citas.time_off t
                        WHERE t.doctor_id = a.doctor_id AND t.during && a.during AND t.cancelled_at IS NULL
                          AND NOT (a.overbooked AND a.created_at >= t.created_at)) AS in_time_off,
               a.overbooked AND a.created_at >= hours.updated_at AS hours_known, a.overbooked, a.created_at
          FROM citas.appointments a
          LEFT JOIN citas.rooms r ON r.id = a.room_id
          LEFT JOIN LATERAL (
                SELECT t.updated_at FROM citas.timetables t
                 WHERE t.doctor_id = a.doctor_id AND t.valid_from <= (lower(a.during) AT TIME ZONE %(zone)s)::date
                 ORDER BY t.valid_from DESC LIMIT 1) AS hours ON true
         WHERE a.status IN ('PENDING', 'CONFIRMED', 'ARRIVED')
           AND lower(a.during) > %(since)s::timestamptz - interval '12 hours' AND upper(a.during) > %(since)s
           AND (%(until)s IS NULL OR lower(a.during) < %(until)s)
           AND (%(doctor_id)s IS NULL OR a.doctor_id = %(doctor_id)s)
           AND (%(room_id)s IS NULL OR a.room_id = %(room_id)s)
         ORDER BY lower(a.during), a.id
         LIMIT %(whole)s
        """,
        since=since,
        zone=zone,
        until=until,
        doctor_id=doctor_id,
        room_id=room_id,
        whole=WHOLE,
    )
