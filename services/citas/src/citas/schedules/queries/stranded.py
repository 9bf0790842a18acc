"""Visits that a change of schedules strands, read with SQL of its own: appointments stand above schedules."""


def in_time_off(tx, doctor_id, start_time, end_time):
    """How many appointments of the doctor are still to be attended in that time."""
    return tx.value(
        """
        SELECT count(*)
          FROM citas.appointments
         WHERE doctor_id = %(doctor_id)s AND status IN ('PENDING', 'CONFIRMED', 'ARRIVED')
           AND lower(during) > %(start_time)s::timestamptz - interval '12 hours'
           AND lower(during) < %(end_time)s AND upper(during) > %(start_time)s
        """,
        doctor_id=doctor_id,
        start_time=start_time,
        end_time=end_time,
    )
