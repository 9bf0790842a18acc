"""Counts for the operators' dashboards."""


def appointments_by_status(db, day, zone):
    return db.all(
        """
        SELECT status, count(*) AS value
          FROM citas.appointments
         WHERE lower(during) >= %(day)s::timestamp AT TIME ZONE %(zone)s
           AND lower(during) < (%(day)s::date + 1)::timestamp AT TIME ZONE %(zone)s
         GROUP BY status
        """,
        day=day,
        zone=str(zone),
    )
