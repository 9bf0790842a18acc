"""Every statement on patients; none commits."""

from common.store.search import has_words, words
from common.store.sql import assignments, names, only, values
from common.web.paging import Listing

FIELDS = (
    "document_type",
    "document_number",
    "first_name",
    "last_name",
    "birth_date",
    "gender",
    "phone",
    "email",
    "address",
    "emergency_contact_name",
    "emergency_contact_phone",
)
PATIENT = f"id, {names(FIELDS)}, full_name, active, version, created_at, updated_at"
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
MATCHES = f"""(%(active)s IS NULL OR active = %(active)s)
           AND {has_words("search_text")}"""
PATIENTS = Listing(
    PATIENT,
    "historia_clinica.patients",
    MATCHES,
    {
        "full_name": ("public.plain(full_name)", "public.plain(%(after)s::text)"),
        "created_at": ("created_at", "%(after)s::text::timestamptz"),
    },
)


def quick_search(db, search, limit):
    """Active patients that match, for whoever is choosing one."""
    return db.all(
        f"""
        SELECT id, full_name, document_type, document_number, phone, birth_date
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


def insert(tx, **patient):
    return tx.one(
        f"""
        INSERT INTO historia_clinica.patients
                    ({names(FIELDS)})
             VALUES ({values(FIELDS)})
          RETURNING {FILE}
        """,
        **patient,
    )


def update(tx, **patient):
    return tx.one(
        f"""
        UPDATE historia_clinica.patients
           SET {assignments(FIELDS)}, active = %(active)s
         WHERE id = %(id)s
        RETURNING {FILE}
        """,
        **only(patient, "id", "active", *FIELDS),
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
