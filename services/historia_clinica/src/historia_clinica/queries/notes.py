"""The SQL of clinical notes, their diagnoses and their addenda."""

NOTE = """n.id, n.patient_id, n.appointment_id, n.reason, n.subjective, n.objective, n.assessment, n.plan,
               (SELECT coalesce(jsonb_agg(jsonb_build_object('code', d.code, 'description', d.description,
                                                             'kind', d.kind) ORDER BY d.position), '[]')
                  FROM historia_clinica.diagnoses d
                 WHERE d.note_id = n.id) AS diagnoses,
               n.status, jsonb_build_object('id', n.author_id, 'name', n.author_name) AS author,
               CASE WHEN n.signed_at IS NOT NULL
                    THEN jsonb_build_object('id', n.signed_by_id, 'name', n.signed_by_name)
               END AS signed_by,
               n.signed_at, n.content_sha256,
               (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'text', a.text,
                            'author', jsonb_build_object('id', a.author_id, 'name', a.author_name),
                            'created_at', a.created_at) ORDER BY a.id), '[]')
                  FROM historia_clinica.note_addenda a
                 WHERE a.note_id = n.id) AS addenda,
               n.version, n.created_at, n.updated_at"""
ADDENDUM = "id, text, jsonb_build_object('id', author_id, 'name', author_name) AS author, created_at"
# Of a patient or of an appointment: psycopg2 interpolates, and the planner drops the condition that is not meant.
WANTED = """(%(patient_id)s IS NULL OR n.patient_id = %(patient_id)s)
           AND (%(appointment_id)s IS NULL OR n.appointment_id = %(appointment_id)s)"""


def page(db, after_id, limit, patient_id=None, appointment_id=None):
    """The newest first."""
    return db.all(
        f"""
        SELECT {NOTE}
          FROM historia_clinica.clinical_notes n
         WHERE {WANTED}
           AND (%(after_id)s IS NULL OR n.id < %(after_id)s::bigint)
         ORDER BY n.id DESC
         LIMIT %(limit)s + 1
        """,
        patient_id=patient_id,
        appointment_id=appointment_id,
        after_id=after_id,
        limit=limit,
    )


def count(db, patient_id=None, appointment_id=None):
    return db.value(
        f"SELECT count(*) FROM historia_clinica.clinical_notes n WHERE {WANTED}",
        patient_id=patient_id,
        appointment_id=appointment_id,
    )


def one(db, id):
    return db.one(f"SELECT {NOTE} FROM historia_clinica.clinical_notes n WHERE n.id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(
        f"SELECT {NOTE} FROM historia_clinica.clinical_notes n WHERE n.id = %(id)s FOR UPDATE OF n", id=id
    )


def insert(
    tx, patient_id, appointment_id, reason, subjective, objective, assessment, plan, author_id, author_name
):
    """The id of a new draft."""
    return tx.value(
        """
        INSERT INTO historia_clinica.clinical_notes
                    (patient_id, appointment_id, reason, subjective, objective, assessment, plan, author_id,
                     author_name)
             VALUES (%(patient_id)s, %(appointment_id)s, %(reason)s, %(subjective)s, %(objective)s,
                     %(assessment)s, %(plan)s, %(author_id)s, %(author_name)s)
          RETURNING id
        """,
        patient_id=patient_id,
        appointment_id=appointment_id,
        reason=reason,
        subjective=subjective,
        objective=objective,
        assessment=assessment,
        plan=plan,
        author_id=author_id,
        author_name=author_name,
    )


def update(tx, id, appointment_id, reason, subjective, objective, assessment, plan):
    tx.run(
        """
        UPDATE historia_clinica.clinical_notes
           SET appointment_id = %(appointment_id)s, reason = %(reason)s, subjective = %(subjective)s,
               objective = %(objective)s, assessment = %(assessment)s, plan = %(plan)s
         WHERE id = %(id)s
        """,
        id=id,
        appointment_id=appointment_id,
        reason=reason,
        subjective=subjective,
        objective=objective,
        assessment=assessment,
        plan=plan,
    )


def sign(tx, id, signed_by_id, signed_by_name, content_sha256):
    return tx.one(
        f"""
        UPDATE historia_clinica.clinical_notes n
           SET status = 'SIGNED', signed_by_id = %(signed_by_id)s, signed_by_name = %(signed_by_name)s,
               signed_at = now(), content_sha256 = %(content_sha256)s
         WHERE n.id = %(id)s
        RETURNING {NOTE}
        """,
        id=id,
        signed_by_id=signed_by_id,
        signed_by_name=signed_by_name,
        content_sha256=content_sha256,
    )


def drop_diagnoses(tx, note_id):
    tx.run("DELETE FROM historia_clinica.diagnoses WHERE note_id = %(note_id)s", note_id=note_id)


def add_diagnoses(tx, note_id, diagnoses):
    """In the order given: the first is the main one."""
    tx.run(
        """
        INSERT INTO historia_clinica.diagnoses (note_id, position, code, description, kind)
             SELECT %(note_id)s, position, code, description, kind
               FROM unnest(%(codes)s::text[], %(descriptions)s::text[], %(kinds)s::text[])
                    WITH ORDINALITY AS given (code, description, kind, position)
        """,
        note_id=note_id,
        codes=[diagnosis["code"] for diagnosis in diagnoses],
        descriptions=[diagnosis["description"] for diagnosis in diagnoses],
        kinds=[diagnosis["kind"] for diagnosis in diagnoses],
    )


def addenda(db, note_id, after_id, limit):
    """The oldest first, as they are read."""
    return db.all(
        f"""
        SELECT {ADDENDUM}
          FROM historia_clinica.note_addenda
         WHERE note_id = %(note_id)s
           AND (%(after_id)s IS NULL OR id > %(after_id)s::bigint)
         ORDER BY id
         LIMIT %(limit)s + 1
        """,
        note_id=note_id,
        after_id=after_id,
        limit=limit,
    )


def count_addenda(db, note_id):
    return db.value(
        "SELECT count(*) FROM historia_clinica.note_addenda WHERE note_id = %(note_id)s", note_id=note_id
    )


def insert_addendum(tx, note_id, text, author_id, author_name):
    return tx.one(
        f"""
        INSERT INTO historia_clinica.note_addenda (note_id, text, author_id, author_name)
             VALUES (%(note_id)s, %(text)s, %(author_id)s, %(author_name)s)
          RETURNING {ADDENDUM}
        """,
        note_id=note_id,
        text=text,
        author_id=author_id,
        author_name=author_name,
    )
