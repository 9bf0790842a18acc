"""Every statement on a patient's background; none commits."""

from common.store.sql import assignments, names, only, values
from common.web.paging import Listing

FIELDS = ("category", "description", "severity", "onset_date")
# Written once, with the entry.
ORIGIN = ("patient_id", "recorded_by_id", "recorded_by_name")
ENTRY = f"""id, patient_id, {names(FIELDS)}, active,
               jsonb_build_object('id', recorded_by_id, 'name', recorded_by_name) AS recorded_by,
               version, created_at, updated_at"""
ENTRIES = Listing(
    ENTRY,
    "historia_clinica.medical_history",
    "patient_id = %(patient_id)s AND (%(active)s IS NULL OR active = %(active)s)",
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


def lock(tx, id):
    return tx.one(f"SELECT {ENTRY} FROM historia_clinica.medical_history WHERE id = %(id)s FOR UPDATE", id=id)


def update(tx, **entry):
    return tx.one(
        f"""
        UPDATE historia_clinica.medical_history
           SET {assignments(FIELDS)}, active = %(active)s
         WHERE id = %(id)s
        RETURNING {ENTRY}
        """,
        **only(entry, "id", "active", *FIELDS),
    )
