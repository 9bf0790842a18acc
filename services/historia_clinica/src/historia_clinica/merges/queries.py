"""Every statement on merges; none commits."""

from common.store.db import json
from common.store.sql import names
from historia_clinica.patients.queries import TAGGED

# A file as it is stored, merged or not.
FILE = f"id, {names(TAGGED)}, full_name, active, known_as, merged_into_id, version, created_at"
MERGE = """m.id, m.reason, m.merged_at, m.separated_at, m.separated_reason,
               jsonb_build_object('id', m.merged_by_id, 'name', m.merged_by_name) AS merged_by,
               jsonb_build_object('id', f.id, 'full_name', f.full_name, 'document_number', f.document_number) AS merged,
               jsonb_build_object('id', i.id, 'full_name', i.full_name, 'document_number', i.document_number) AS into"""
SOURCE = """historia_clinica.patient_merges m
          JOIN historia_clinica.patients f ON f.id = m.from_id
          JOIN historia_clinica.patients i ON i.id = m.into_id"""


def file(db, id):
    return db.one(f"SELECT {FILE} FROM historia_clinica.patients WHERE id = %(id)s", id=id)


def lock_files(tx, ids):
    """These files by their numbers, locked in order."""
    rows = tx.all(
        f"SELECT {FILE} FROM historia_clinica.patients WHERE id = ANY (%(ids)s) ORDER BY id FOR UPDATE",
        ids=ids,
    )
    return {row["id"]: row for row in rows}


def of_patient(db, id):
    """Which files were merged into the patient's, the newest first; those that were separated too."""
    return db.all(
        f"""
        SELECT {MERGE}
          FROM {SOURCE}
         WHERE m.into_id = ANY (historia_clinica.patient_ids(%(id)s))
         ORDER BY m.id DESC
        """,
        id=id,
    )


def get(db, id):
    return db.one(f"SELECT {MERGE} FROM {SOURCE} WHERE m.id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(
        """
        SELECT id, from_id, into_id, was_active, before, after, separated_at
          FROM historia_clinica.patient_merges
         WHERE id = %(id)s
           FOR UPDATE
        """,
        id=id,
    )


def insert(tx, before, after, **merge):
    return tx.value(
        """
        INSERT INTO historia_clinica.patient_merges
                    (from_id, into_id, reason, was_active, before, after, merged_by_id, merged_by_name)
             VALUES (%(from_id)s, %(into_id)s, %(reason)s, %(was_active)s, %(before)s, %(after)s, %(by_id)s, %(by_name)s)
          RETURNING id
        """,
        before=json(before),
        after=json(after),
        **merge,
    )


def separate(tx, id, reason, by_id, by_name):
    tx.run(
        """
        UPDATE historia_clinica.patient_merges
           SET separated_at = now(), separated_reason = %(reason)s,
               separated_by_id = %(by_id)s, separated_by_name = %(by_name)s
         WHERE id = %(id)s
        """,
        id=id,
        reason=reason,
        by_id=by_id,
        by_name=by_name,
    )


def point(tx, id, into_id, active):
    """From now on the file leads to another one, or with None stands by itself."""
    tx.run(
        "UPDATE historia_clinica.patients SET merged_into_id = %(into_id)s, active = %(active)s WHERE id = %(id)s",
        id=id,
        into_id=into_id,
        active=active,
    )


def set_values(tx, id, values):
    """Write these columns of a file, as they are stored."""
    row = tx.one(
        f"""
        SELECT {names((*TAGGED, "known_as"))}
          FROM jsonb_populate_record((SELECT patients FROM historia_clinica.patients WHERE id = %(id)s), %(values)s)
        """,
        id=id,
        values=json(values),
    )
    columns = (*TAGGED, "known_as")
    tx.run(
        f"""
        UPDATE historia_clinica.patients
           SET {", ".join(f"{name} = %({name})s" for name in columns)}
         WHERE id = %(id)s
        """,
        id=id,
        **row,
    )
