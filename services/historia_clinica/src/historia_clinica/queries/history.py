"""The SQL of a patient's background."""

ENTRY = """id, patient_id, category, description, severity, onset_date, active,
               jsonb_build_object('id', recorded_by_id, 'name', recorded_by_name) AS recorded_by,
               version, created_at, updated_at"""


def page(db, patient_id, active, after_id, limit):
    """The newest first."""
    return db.all(
        f"""
        SELECT {ENTRY}
          FROM historia_clinica.medical_history
         WHERE patient_id = %(patient_id)s
           AND (%(active)s IS NULL OR active = %(active)s)
           AND (%(after_id)s IS NULL OR id < %(after_id)s::bigint)
         ORDER BY id DESC
         LIMIT %(limit)s + 1
        """,
        patient_id=patient_id,
        active=active,
        after_id=after_id,
        limit=limit,
    )


def count(db, patient_id, active):
    return db.value(
        """
        SELECT count(*)
          FROM historia_clinica.medical_history
         WHERE patient_id = %(patient_id)s
           AND (%(active)s IS NULL OR active = %(active)s)
        """,
        patient_id=patient_id,
        active=active,
    )


def insert(tx, patient_id, category, description, severity, onset_date, recorded_by_id, recorded_by_name):
    return tx.one(
        f"""
        INSERT INTO historia_clinica.medical_history
                    (patient_id, category, description, severity, onset_date, recorded_by_id, recorded_by_name)
             VALUES (%(patient_id)s, %(category)s, %(description)s, %(severity)s, %(onset_date)s,
                     %(recorded_by_id)s, %(recorded_by_name)s)
          RETURNING {ENTRY}
        """,
        patient_id=patient_id,
        category=category,
        description=description,
        severity=severity,
        onset_date=onset_date,
        recorded_by_id=recorded_by_id,
        recorded_by_name=recorded_by_name,
    )


def lock(tx, id):
    return tx.one(f"SELECT {ENTRY} FROM historia_clinica.medical_history WHERE id = %(id)s FOR UPDATE", id=id)


def update(tx, id, category, description, severity, onset_date, active):
    return tx.one(
        f"""
        UPDATE historia_clinica.medical_history
           SET category = %(category)s, description = %(description)s, severity = %(severity)s,
               onset_date = %(onset_date)s, active = %(active)s
         WHERE id = %(id)s
        RETURNING {ENTRY}
        """,
        id=id,
        category=category,
        description=description,
        severity=severity,
        onset_date=onset_date,
        active=active,
    )
