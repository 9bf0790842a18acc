"""Every statement on patients; none commits."""

from common.store.db import Prepared
from common.store.search import has_words, words
from common.store.sql import assignments, names, only, values
from common.web.paging import Listing
from historia_clinica.patients.rules import ADMISSION, FIELDS

TAGGED = (*FIELDS, *ADMISSION, "tags")
# Who it is, for those who choose one and for other services.
IDENTITY = "id, full_name, document_type, document_number, document_country, no_document_reason, birth_date"
PATIENT = f"id, {names(FIELDS)}, full_name, tags, active, version, created_at, updated_at"
# An allergy and a condition of the list warn whatever their severity; of the rest, what may matter in the chair.
WARNS = """h.patient_id = ANY (historia_clinica.patient_ids(patients.id))
                   AND h.active
                   AND (h.category = 'ALLERGY'
                        OR h.condition_code IS NOT NULL
                        OR h.category IN ('CONDITION', 'MEDICATION', 'PREGNANCY')
                           AND h.severity IN ('HIGH', 'MODERATE'))"""
# A list says of what kind the warnings are; their text is read in the file, which leaves its trace.
ALERT_KINDS = f"""ARRAY(SELECT DISTINCT h.category
                       FROM historia_clinica.medical_history h
                      WHERE {WARNS}
                      ORDER BY h.category) AS alert_kinds"""
ROW = f"""{PATIENT},
               {ALERT_KINDS}"""
ALERTS = f"""(SELECT coalesce(jsonb_agg(jsonb_build_object('category', h.category,
                                                             'description', h.description,
                                                             'severity', h.severity,
                                                             'reaction', h.reaction,
                                                             'certainty', h.certainty,
                                                             'condition_code', h.condition_code)
                                          ORDER BY array_position('{{HIGH,MODERATE,LOW}}'::text[], h.severity), h.id),
                                '[]')
                  FROM historia_clinica.medical_history h
                 WHERE {WARNS}) AS alerts,
               (SELECT jsonb_build_object('by', jsonb_build_object('id', d.asserted_by_id,
                                                                   'name', d.asserted_by_name),
                                          'at', d.asserted_at)
                  FROM historia_clinica.allergy_denials d
                 WHERE d.patient_id = ANY (historia_clinica.patient_ids(patients.id))
                   AND d.withdrawn_at IS NULL
                   AND NOT EXISTS (SELECT FROM historia_clinica.medical_history h
                                    WHERE h.patient_id = ANY (historia_clinica.patient_ids(patients.id))
                                      AND h.category = 'ALLERGY' AND h.active)
                 ORDER BY d.id DESC
                 LIMIT 1) AS no_known_allergies"""
FILE = f"""{PATIENT}, {names(ADMISSION)}, erased_at, erased_whole,
               {ALERTS}"""
MATCHES = f"""merged_into_id IS NULL AND erased_at IS NULL
           AND (%(active)s IS NULL OR active = %(active)s)
           AND {has_words("search_text")}"""
# That there is a tag at all is said for the planner: of a rare one it would go through everybody in the order that is asked for.
LISTED = f"""{MATCHES}
           AND (%(tag)s IS NULL OR tags <> '{{}}' AND tags @> ARRAY[%(tag)s]::text[])"""
PATIENTS = Listing(
    ROW,
    "historia_clinica.patients",
    LISTED,
    {
        "full_name": ("public.plain(full_name)", "public.plain(%(after)s::text)"),
        "last_name": (
            "public.plain(coalesce(last_name || ' ', '') || first_name)",
            "public.plain(%(after)s::text)",
        ),
        "created_at": ("created_at", "%(after)s::text::timestamptz"),
    },
)


def quick_search(db, search, limit):
    """Active patients that match, for whoever is choosing one."""
    return db.all(
        f"""
        SELECT {IDENTITY}, phone
          FROM historia_clinica.patients
         WHERE {MATCHES}
         ORDER BY public.plain(full_name), id
         LIMIT %(limit)s
        """,
        **words(search),
        active=True,
        limit=limit,
    )


def get(db, id):
    """The patient with their alerts, or None."""
    return db.one(
        f"SELECT {FILE} FROM historia_clinica.patients WHERE id = historia_clinica.person(%(id)s)", id=id
    )


def alert_kinds(db, ids):
    """Of what kinds the alerts of each of these patients are, where they are."""
    return db.all(
        f"""
        SELECT id AS patient_id,
               {ALERT_KINDS}
          FROM historia_clinica.patients
         WHERE id = ANY(%(ids)s)
         ORDER BY id
        """,
        ids=ids,
    )


def alerts(db, ids):
    """What is to be known of each of these patients, whichever number of theirs was asked for."""
    return db.all(
        f"""
        SELECT asked.id AS patient_id, {ALERTS}
          FROM unnest(%(ids)s::bigint[]) AS asked (id)
          JOIN historia_clinica.patients ON patients.id = historia_clinica.person(asked.id)
         ORDER BY asked.id
        """,
        ids=ids,
    )


# Whether the last word of the patient on being written to is that they do not want it. Their numbers are looked up once, not
# for each consent that is passed on the way to the last one.
WITHDREW = """coalesce((SELECT NOT c.given
                          FROM historia_clinica.patient_consents c
                         WHERE c.patient_id = ANY (ARRAY(SELECT unnest(historia_clinica.patient_ids(p.id)))) AND c.purpose = 'MESSAGES'
                         ORDER BY c.id DESC
                         LIMIT 1), false) AS messages_withdrawn"""
SUMMARY = Prepared(
    f"""
    SELECT {IDENTITY}, phone, email, address, active,
           {WITHDREW}
      FROM historia_clinica.patients p
     WHERE id = historia_clinica.person(%(id)s)
    """,
    id="bigint",
)


def summary(db, id):
    return db.one(SUMMARY, id=id)


def candidates(db, id, numbers, names, birth_date, phone, email):
    """Up to a hundred who have one of these documents, this day of birth, phone or e-mail: those whose names are nearest.

    `full` and `wanted` are the names of each and the given ones as they are compared. Each way has its index.
    """
    return db.all(
        f"""
        SELECT {IDENTITY}, active, phone, email, public.plain(full_name) AS full, public.plain(%(names)s) AS wanted
          FROM historia_clinica.patients
         WHERE (document_number = ANY (%(numbers)s::text[])
                OR birth_date = %(birth_date)s
                OR phone = %(phone)s
                OR email = %(email)s)
           AND id IS DISTINCT FROM %(id)s AND merged_into_id IS NULL AND erased_at IS NULL
         ORDER BY document_number = ANY (%(numbers)s::text[]) DESC NULLS LAST,
                  similarity(public.plain(full_name), public.plain(%(names)s)) DESC NULLS LAST, active DESC, id
         LIMIT 100
        """,
        id=id,
        numbers=numbers,
        names=names,
        birth_date=birth_date,
        phone=phone,
        email=email,
    )


def tags_in_use(db):
    """Every tag that somebody has, in the order of the alphabet."""
    return db.all("""
        SELECT DISTINCT unnest(tags) AS name
          FROM historia_clinica.patients
         WHERE tags <> '{}'
         ORDER BY name
        """)


def name(db, id):
    """Whose record it is and since when they live, or None."""
    return db.one(
        """
        SELECT id, full_name, birth_date
          FROM historia_clinica.patients
         WHERE id = historia_clinica.person(%(id)s)
        """,
        id=id,
    )


def lock(tx, id):
    return tx.one(
        f"""
        SELECT {FILE}
          FROM historia_clinica.patients
         WHERE id = historia_clinica.person(%(id)s)
           FOR UPDATE
        """,
        id=id,
    )


def insert(tx, **patient):
    return tx.one(
        f"""
        INSERT INTO historia_clinica.patients
                    ({names(TAGGED)})
             VALUES ({values(TAGGED)})
          RETURNING {FILE}
        """,
        **patient,
    )


def update(tx, **patient):
    return tx.one(
        f"""
        UPDATE historia_clinica.patients
           SET {assignments(TAGGED)}, active = %(active)s
         WHERE id = %(id)s
        RETURNING {FILE}
        """,
        **only(patient, "id", "active", *TAGGED),
    )


def registered(db, day, zone):
    """How many were registered on that day of the clinic's zone."""
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
