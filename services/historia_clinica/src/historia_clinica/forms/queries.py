"""What the forms are filled with beside what form 033 asks; nothing is written."""

PRESCRIBED = """(SELECT coalesce(jsonb_agg(concat_ws(' ', i.dci, i.concentration, i.form) || ': ' || i.dose || ', vía ' || i.route
                                         || ', ' || i.frequency || ', ' || i.days || ' d (' || i.quantity || ')'
                                         ORDER BY p.id, i.position), '[]')
                  FROM historia_clinica.prescriptions p
                  JOIN historia_clinica.prescription_items i ON i.prescription_id = p.id
                 WHERE p.note_id = n.id
                   AND NOT EXISTS (SELECT FROM historia_clinica.prescription_annulments a WHERE a.prescription_id = p.id))"""

ORDERED = """(SELECT coalesce(jsonb_agg('Orden ' || lpad(o.number::text, 7, '0') || ': '
                                         || (SELECT string_agg(concat_ws(' ', i ->> 'name', i ->> 'detail'), ', ')
                                               FROM jsonb_array_elements(o.items) AS i)
                                         ORDER BY o.id), '[]')
                  FROM historia_clinica.orders o
                 WHERE o.note_id = n.id
                   AND NOT EXISTS (SELECT FROM historia_clinica.order_annulments a WHERE a.order_id = o.id))"""


def prescribed(db, note_id):
    """The medicines and exams that hang from the note and were not annulled, a line each."""
    return db.value(
        f"SELECT {PRESCRIBED} || {ORDERED} FROM historia_clinica.clinical_notes n WHERE n.id = %(note_id)s",
        note_id=note_id,
    )


def signs_of(db, note_id):
    """What was measured at the note's visit, or None."""
    return db.one(
        """
        SELECT taken_at, systolic, diastolic, pulse, respiration, temperature
          FROM historia_clinica.vital_signs
         WHERE note_id = %(note_id)s AND withdrawn_at IS NULL
         ORDER BY taken_at DESC, id DESC
         LIMIT 1
        """,
        note_id=note_id,
    )


def evolution(db, patient_id, first, last, zone, most):
    """The signed notes of these days of the clinic, the last `most` of them, the oldest first."""
    return db.all(
        f"""
        SELECT e.id, e.signed_at, e.signed_by_name, e.content_sha256, e.reason, e.subjective, e.objective, e.assessment,
               e.plan, e.codes, e.prescribed, e.cosigned_by_name, e.waits, e.returned
          FROM (SELECT n.id, n.signed_at, n.signed_by_name, n.content_sha256, n.reason, n.subjective, n.objective,
                       n.assessment, n.plan,
                       (SELECT coalesce(array_agg(d.code ORDER BY d.position), '{{}}')
                          FROM historia_clinica.diagnoses d WHERE d.note_id = n.id) AS codes,
                       {PRESCRIBED} || {ORDERED} AS prescribed, s.cosigned_by_name,
                       s.note_id IS NOT NULL AND s.cosigned_at IS NULL AND s.returned_at IS NULL AS waits,
                       s.returned_at IS NOT NULL AS returned
                  FROM historia_clinica.clinical_notes n
                  LEFT JOIN historia_clinica.note_supervisions s ON s.note_id = n.id
                 WHERE n.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND n.status = 'SIGNED'
                   AND n.signed_at >= %(first)s::timestamp AT TIME ZONE %(zone)s
                   AND n.signed_at < (%(last)s::timestamp + interval '1 day') AT TIME ZONE %(zone)s
                 ORDER BY n.signed_at DESC, n.id DESC
                 LIMIT %(most)s) AS e
         ORDER BY e.signed_at, e.id
        """,
        patient_id=patient_id,
        first=first,
        last=last,
        zone=zone,
        most=most,
    )
