"""The SQL of patients."""

PATIENT = """id, document_type, document_number, first_name, last_name, full_name, birth_date, gender, phone, email,
               address, emergency_contact_name, emergency_contact_phone, active, version, created_at, updated_at"""
# An allergy warns whatever its severity; of the rest, what may matter in the chair.
FILE = f"""{PATIENT},
               (SELECT coalesce(jsonb_agg(jsonb_build_object('category', h.category,
                                                             'description', h.description,
                                                             'severity', h.severity)
                                          ORDER BY array_position('{{HIGH,MODERATE,LOW}}'::text[], h.severity), h.id),
                                '[]')
                  FROM historia_clinica.medical_history h
                 WHERE h.patient_id = patients.id
                   AND h.active
                   AND (h.category = 'ALLERGY'
                        OR h.category IN ('CONDITION', 'MEDICATION', 'PREGNANCY')
                           AND h.severity IN ('HIGH', 'MODERATE'))) AS alerts"""
# The longest word finds candidates through the trigram index, the others decide among them; what there is none of
# is folded away, so that the planner does not guess at it.
MATCHES = """(%(active)s IS NULL OR active = %(active)s)
           AND (%(longest)s IS NULL OR search_text LIKE public.plain(%(longest)s))
           AND (%(others)s IS NULL
                OR search_text LIKE ALL (ARRAY(SELECT public.plain(word) FROM unnest(%(others)s::text[]) AS word)))"""
PAGES = {
    "full_name": """AND (%(id)s IS NULL OR (public.plain(full_name), id)
                                         > (public.plain(%(key)s::text), %(id)s::bigint))
         ORDER BY public.plain(full_name), id""",
    "-full_name": """AND (%(id)s IS NULL OR (public.plain(full_name), id)
                                         < (public.plain(%(key)s::text), %(id)s::bigint))
         ORDER BY public.plain(full_name) DESC, id DESC""",
    "created_at": """AND (%(id)s IS NULL OR (created_at, id) > (%(key)s::timestamptz, %(id)s::bigint))
         ORDER BY created_at, id""",
    "-created_at": """AND (%(id)s IS NULL OR (created_at, id) < (%(key)s::timestamptz, %(id)s::bigint))
         ORDER BY created_at DESC, id DESC""",
}


def condition(words):
    """MATCHES' parameters for the patterns of a search."""
    return {"longest": next(iter(words), None), "others": words[1:] or None}


def page(db, words, active, sort, after_key, after_id, limit):
    return db.all(
        f"""
        SELECT {PATIENT}
          FROM historia_clinica.patients
         WHERE {MATCHES}
           {PAGES[sort]}
         LIMIT %(limit)s + 1
        """,
        **condition(words),
        active=active,
        key=after_key,
        id=after_id,
        limit=limit,
    )


def count(db, words, active, up_to):
    """How many match, counted no further than `up_to`."""
    return db.value(
        f"""
        SELECT count(*)
          FROM (SELECT 1 FROM historia_clinica.patients WHERE {MATCHES} LIMIT %(up_to)s) AS counted
        """,
        **condition(words),
        active=active,
        up_to=up_to,
    )


def find(db, words, limit):
    """Active patients that match, for whoever is choosing one."""
    return db.all(
        f"""
        SELECT id, full_name, document_type, document_number, phone, birth_date
          FROM historia_clinica.patients
         WHERE {MATCHES}
         ORDER BY public.plain(full_name), id
         LIMIT %(limit)s
        """,
        **condition(words),
        active=True,
        limit=limit,
    )


def file(db, id):
    """The patient with their alerts, or None."""
    return db.one(f"SELECT {FILE} FROM historia_clinica.patients WHERE id = %(id)s", id=id)


def summary(db, id):
    return db.one(
        """
        SELECT id, full_name, document_type, document_number, phone, email, address, birth_date, active
          FROM historia_clinica.patients
         WHERE id = %(id)s
        """,
        id=id,
    )


def name(db, id):
    """Whose record it is, or None."""
    return db.one("SELECT id, full_name FROM historia_clinica.patients WHERE id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(f"SELECT {FILE} FROM historia_clinica.patients WHERE id = %(id)s FOR UPDATE", id=id)


def insert(tx, **values):
    return tx.one(
        f"""
        INSERT INTO historia_clinica.patients
                    (document_type, document_number, first_name, last_name, birth_date, gender, phone, email,
                     address, emergency_contact_name, emergency_contact_phone)
             VALUES (%(document_type)s, %(document_number)s, %(first_name)s, %(last_name)s, %(birth_date)s,
                     %(gender)s, %(phone)s, %(email)s, %(address)s, %(emergency_contact_name)s,
                     %(emergency_contact_phone)s)
          RETURNING {FILE}
        """,
        **values,
    )


def update(tx, **values):
    return tx.one(
        f"""
        UPDATE historia_clinica.patients
           SET document_type = %(document_type)s, document_number = %(document_number)s,
               first_name = %(first_name)s, last_name = %(last_name)s, birth_date = %(birth_date)s,
               gender = %(gender)s, phone = %(phone)s, email = %(email)s, address = %(address)s,
               emergency_contact_name = %(emergency_contact_name)s,
               emergency_contact_phone = %(emergency_contact_phone)s, active = %(active)s
         WHERE id = %(id)s
        RETURNING {FILE}
        """,
        **values,
    )
