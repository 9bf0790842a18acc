"""What FHIR answers of a record, a page at a time; nothing is written."""

PATIENT = """id, active, full_name, first_name, last_name, document_type, document_number, gender, birth_date, phone, email"""


def patient(db, id):
    """The file that stands of a person."""
    return db.one(
        f"SELECT {PATIENT} FROM historia_clinica.patients WHERE id = historia_clinica.person(%(id)s)", id=id
    )


def patients(db, identifier, after, limit):
    """Those who have, or had, this document."""
    return db.all(
        f"""
        SELECT {PATIENT}
          FROM historia_clinica.patients
         WHERE document_number = %(identifier)s AND merged_into_id IS NULL AND erased_at IS NULL AND id > %(after)s
         ORDER BY id
         LIMIT %(limit)s + 1
        """,
        identifier=identifier,
        after=after,
        limit=limit,
    )


def findings(db, patient_id, to_treat, after, limit):
    """Of the last signed odontogram what is to be treated (`to_treat`), or all else that it says."""
    return db.all(
        """
        SELECT f.odontogram_id, f.position, f.tooth, f.to_tooth, f.kind, k.name AS own_kind, f.state, f.faces, f.value,
               f.remark, f.noted_at, f.noted_by_name, historia_clinica.person(o.patient_id) AS patient_id
          FROM historia_clinica.tooth_findings f
          JOIN historia_clinica.odontograms o ON o.id = f.odontogram_id
          LEFT JOIN historia_clinica.tooth_finding_kinds k ON k.id = f.custom_finding_id
         WHERE f.odontogram_id = (
                   SELECT id FROM historia_clinica.odontograms
                    WHERE patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND status = 'SIGNED'
                    ORDER BY signed_at DESC, id DESC
                    LIMIT 1)
           AND (f.state = 'TODO' AND f.kind NOT IN ('RECESSION', 'MOBILITY')) = %(to_treat)s
           AND f.position > %(after)s
         ORDER BY f.position
         LIMIT %(limit)s + 1
        """,
        patient_id=patient_id,
        to_treat=to_treat,
        after=after,
        limit=limit,
    )


def sessions(db, patient_id, after, limit):
    """The sessions of plans that were done, the first one first."""
    return db.all(
        """
        SELECT s.id, s.done_at, s.done_by_name, i.tooth, i.faces, i.quadrant, i.arch, i.code, i.name, i.sessions,
               historia_clinica.person(t.patient_id) AS patient_id
          FROM historia_clinica.plan_sessions s
          JOIN historia_clinica.plan_items i ON i.id = s.item_id
          JOIN historia_clinica.treatment_plans t ON t.id = i.plan_id
         WHERE t.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND s.undone_at IS NULL
           AND s.id > %(after)s
         ORDER BY s.id
         LIMIT %(limit)s + 1
        """,
        patient_id=patient_id,
        after=after,
        limit=limit,
    )
