"""What the operators' dashboards count."""


def patients_registered(db, day, zone):
    return db.all(
        """
        SELECT count(*) AS value
          FROM historia_clinica.patients
         WHERE created_at >= %(day)s::timestamp AT TIME ZONE %(zone)s
           AND created_at < (%(day)s::date + 1)::timestamp AT TIME ZONE %(zone)s
        """,
        day=day,
        zone=str(zone),
    )
