"""Every statement on consents to the use of data; none commits."""

CONSENT = """c.id, c.purpose, c.text_version, t.text, c.given, c.given_by,
               jsonb_build_object('id', c.recorded_by_id, 'name', c.recorded_by_name) AS recorded_by, c.created_at"""


def consents(db, patient_id):
    """Every act of consent of the patient, the newest first."""
    return db.all(
        f"""
        SELECT {CONSENT}
          FROM historia_clinica.patient_consents c
          JOIN historia_clinica.consent_texts t ON (t.purpose, t.version) = (c.purpose, c.text_version)
         WHERE c.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
         ORDER BY c.id DESC
        """,
        patient_id=patient_id,
    )


def texts(db):
    """The text in force for each purpose."""
    return db.all("""
        SELECT DISTINCT ON (purpose) purpose, version, text
          FROM historia_clinica.consent_texts
         ORDER BY purpose, version DESC
        """)


def insert(tx, **act):
    """Record that a consent to the text in force is given, or that the last one given is withdrawn."""
    return tx.one(
        f"""
        WITH c AS (
            INSERT INTO historia_clinica.patient_consents
                        (patient_id, purpose, text_version, given, given_by, recorded_by_id, recorded_by_name)
                 SELECT %(patient_id)s, %(purpose)s, max(version), %(given)s, %(given_by)s, %(by_id)s, %(by_name)s
                   FROM historia_clinica.consent_texts
                  WHERE purpose = %(purpose)s
              RETURNING *)
        SELECT {CONSENT}
          FROM c
          JOIN historia_clinica.consent_texts t ON (t.purpose, t.version) = (c.purpose, c.text_version)
        """,
        **act,
    )
