"""What the form is filled with; nothing is written."""


def background(db, patient_id):
    """What is active of the patient's background."""
    return db.all(
        """
        SELECT category, description, reaction
          FROM historia_clinica.medical_history
         WHERE patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND active
         ORDER BY category, id
        """,
        patient_id=patient_id,
    )


def note(db, patient_id, note_id, until):
    """The note that the chart hangs from, else the last that was signed by then; None where there is none."""
    return db.one(
        """
        SELECT n.id, n.reason, n.subjective, n.objective, n.assessment, n.plan, n.signed_at, n.signed_by_name,
               n.author_id, n.author_name,
               (SELECT coalesce(jsonb_agg(jsonb_build_object('code', d.code, 'description', d.description, 'kind', d.kind)
                                          ORDER BY d.position), '[]')
                  FROM historia_clinica.diagnoses d
                 WHERE d.note_id = n.id) AS diagnoses
          FROM historia_clinica.clinical_notes n
         WHERE n.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
           AND CASE WHEN %(note_id)s::bigint IS NOT NULL THEN n.id = %(note_id)s::bigint
                    ELSE n.status = 'SIGNED' AND n.signed_at <= %(until)s AND NOT historia_clinica.is_returned(n.id) END
         ORDER BY n.signed_at DESC NULLS FIRST, n.id DESC
         LIMIT 1
        """,
        patient_id=patient_id,
        note_id=note_id,
        until=until,
    )


def vital_signs(db, patient_id, until):
    """The last ones that stand and were taken by then, or None."""
    return db.one(
        """
        SELECT taken_at, systolic, diastolic, pulse, respiration, temperature
          FROM historia_clinica.vital_signs
         WHERE patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND withdrawn_at IS NULL
           AND taken_at <= %(until)s
         ORDER BY taken_at DESC, id DESC
         LIMIT 1
        """,
        patient_id=patient_id,
        until=until,
    )


def examinations(db, patient_id, until):
    """Radiographs and results that were attached by then, the newest first."""
    return db.all(
        """
        SELECT kind, title, taken_on
          FROM historia_clinica.attachments
         WHERE patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND withdrawn_at IS NULL
           AND kind IN ('RADIOGRAPH', 'LABORATORY') AND created_at <= %(until)s
         ORDER BY taken_on DESC NULLS LAST, id DESC
         LIMIT 6
        """,
        patient_id=patient_id,
        until=until,
    )


def sessions(db, patient_id, until, most):
    """The last signed notes by then, the oldest first, each with its diagnoses and what was prescribed."""
    return db.all(
        """
        SELECT s.signed_at, s.signed_by_name, s.reason, s.plan, s.codes, s.prescribed
          FROM (SELECT n.id, n.signed_at, n.signed_by_name, n.reason, n.plan,
                       (SELECT coalesce(array_agg(d.code ORDER BY d.position), '{}')
                          FROM historia_clinica.diagnoses d WHERE d.note_id = n.id) AS codes,
                       (SELECT coalesce(array_agg(i.dci || ' ' || i.concentration ORDER BY p.id, i.position), '{}')
                          FROM historia_clinica.prescriptions p
                          JOIN historia_clinica.prescription_items i ON i.prescription_id = p.id
                         WHERE p.note_id = n.id
                           AND NOT EXISTS (SELECT FROM historia_clinica.prescription_annulments a
                                            WHERE a.prescription_id = p.id)) AS prescribed
                  FROM historia_clinica.clinical_notes n
                 WHERE n.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
                   AND n.status = 'SIGNED' AND n.signed_at <= %(until)s AND NOT historia_clinica.is_returned(n.id)
                 ORDER BY n.signed_at DESC, n.id DESC
                 LIMIT %(most)s) AS s
         ORDER BY s.signed_at, s.id
        """,
        patient_id=patient_id,
        until=until,
        most=most,
    )
