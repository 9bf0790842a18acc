"""Every statement on a patient's background and on the denials of allergies; none commits."""

from common.store.sql import assignments, names, only, values
from common.web.paging import Listing

FIELDS = (
    "category",
    "description",
    "severity",
    "onset_date",
    "reaction",
    "certainty",
    "condition_code",
    "cie10_code",
)
# Written once, with the entry.
ORIGIN = ("patient_id", "recorded_by_id", "recorded_by_name")
ENTRY = f"""id, patient_id, {names(FIELDS)}, active, end_date,
               jsonb_build_object('id', recorded_by_id, 'name', recorded_by_name) AS recorded_by,
               version, created_at, updated_at"""
ENTRIES = Listing(
    ENTRY,
    "historia_clinica.medical_history",
    "patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND (%(active)s IS NULL OR active = %(active)s)",
    {"id": ("id", "%(after)s::text::bigint")},
)


def insert(tx, **entry):
    return tx.one(
        f"""
        INSERT INTO historia_clinica.medical_history
                    ({names(ORIGIN + FIELDS)})
             VALUES ({values(ORIGIN + FIELDS)})
          RETURNING {ENTRY}
        """,
        **entry,
    )


def problem_codes(tx, patient_id):
    """The CIE-10 codes of the patient's active problems; the patient is locked, so that none is added twice at once."""
    tx.run(
        "SELECT FROM historia_clinica.patients WHERE id = historia_clinica.person(%(id)s) FOR NO KEY UPDATE",
        id=patient_id,
    )
    rows = tx.all(
        """
        SELECT cie10_code
          FROM historia_clinica.medical_history
         WHERE patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
           AND active
           AND cie10_code IS NOT NULL
        """,
        patient_id=patient_id,
    )
    return {row["cie10_code"] for row in rows}


def lock(tx, id):
    return tx.one(f"SELECT {ENTRY} FROM historia_clinica.medical_history WHERE id = %(id)s FOR UPDATE", id=id)


def update(tx, **entry):
    return tx.one(
        f"""
        UPDATE historia_clinica.medical_history
           SET {assignments(FIELDS)}, active = %(active)s, end_date = %(end_date)s
         WHERE id = %(id)s
        RETURNING {ENTRY}
        """,
        **only(entry, "id", "active", "end_date", *FIELDS),
    )


def denies(db, patient_id):
    """Whether the patient was recorded to have no known allergies."""
    return db.value(
        """
        SELECT EXISTS (SELECT FROM historia_clinica.allergy_denials
                        WHERE patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND withdrawn_at IS NULL)
        """,
        patient_id=patient_id,
    )


def insert_denial(tx, patient_id, by_id, by_name):
    return tx.one(
        """
        INSERT INTO historia_clinica.allergy_denials (patient_id, asserted_by_id, asserted_by_name)
             VALUES (%(patient_id)s, %(by_id)s, %(by_name)s)
          RETURNING id, patient_id, asserted_at AS at,
                    jsonb_build_object('id', asserted_by_id, 'name', asserted_by_name) AS by
        """,
        patient_id=patient_id,
        by_id=by_id,
        by_name=by_name,
    )


def withdraw_denial(tx, patient_id, by_id, by_name):
    """The id of the denial that stood, now withdrawn, or None where none stood."""
    return tx.value(
        """
        UPDATE historia_clinica.allergy_denials
           SET withdrawn_at = now(), withdrawn_by_id = %(by_id)s, withdrawn_by_name = %(by_name)s
         WHERE patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
           AND withdrawn_at IS NULL
        RETURNING id
        """,
        patient_id=patient_id,
        by_id=by_id,
        by_name=by_name,
    )
