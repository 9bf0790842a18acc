"""What FHIR answers of the agenda, a page at a time; nothing is written."""

from citas.appointments.queries.appointments import APPOINTMENT
from citas.appointments.queries.lines import LINES


def appointments(db, start_time, end_time, patient_id, doctor_id, after, limit):
    """Those that begin between two moments, of a patient or a professional, by their number."""
    return db.all(
        f"""
        SELECT {APPOINTMENT}
          FROM citas.appointments a {LINES}
         WHERE (%(start_time)s IS NULL OR lower(a.during) >= %(start_time)s AND lower(a.during) < %(end_time)s)
           AND (%(patient_id)s IS NULL OR a.patient_id = ANY (citas.patient_ids(%(patient_id)s)))
           AND (%(doctor_id)s IS NULL OR a.doctor_id = %(doctor_id)s)
           AND a.id > %(after)s
         ORDER BY a.id
         LIMIT %(limit)s + 1
        """,
        start_time=start_time,
        end_time=end_time,
        patient_id=patient_id,
        doctor_id=doctor_id,
        after=after,
        limit=limit,
    )
