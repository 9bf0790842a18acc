"""Every statement on copies, and those that read the whole record of a patient."""

from common.store.db import json
from historia_clinica.exports import rules

EXPORT = """e.id, historia_clinica.person(e.patient_id) AS patient_id, e.state, e.done, e.total, e.error,
               jsonb_build_object('id', e.asked_by_id, 'name', e.asked_by_name) AS asked_by, e.asked_at, e.expires_at, e.sha256,
               e.size_bytes"""
MADE = "e.asked_by_role, e.told, e.letterhead, e.file_name::text AS file_name"
STALE = "interval '2 minutes'"


def of_patient(db, patient_id, user):
    """The last copies of this record that the caller asked for."""
    return db.all(
        f"""
        SELECT {EXPORT} FROM historia_clinica.record_exports e
         WHERE e.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND e.asked_by_id = %(user)s
         ORDER BY e.id DESC
         LIMIT 10
        """,
        patient_id=patient_id,
        user=user,
    )


def get(db, id, user):
    """A copy that the caller asked for, or None."""
    return db.one(
        f"""
        SELECT {EXPORT}, e.file_name::text AS file_name FROM historia_clinica.record_exports e
         WHERE e.id = %(id)s AND e.asked_by_id = %(user)s
        """,
        id=id,
        user=user,
    )


def insert(tx, patient_id, told, letterhead, by):
    return tx.value(
        """
        INSERT INTO historia_clinica.record_exports
                    (patient_id, asked_by_id, asked_by_name, asked_by_role, told, letterhead)
             VALUES (%(patient_id)s, %(by_id)s, %(by_name)s, %(role)s, %(told)s, %(letterhead)s)
          RETURNING id
        """,
        patient_id=patient_id,
        by_id=by.id,
        by_name=by.name,
        role=by.role,
        told=json(told),
        letterhead=json(letterhead),
    )


def begin(tx, id):
    """Take a copy that nobody is making; None where somebody is, or it is made."""
    return tx.one(
        f"""
        UPDATE historia_clinica.record_exports e
           SET state = 'RUNNING', done = 0, touched_at = now()
         WHERE e.id = %(id)s
           AND (e.state = 'WAITING' OR e.state = 'RUNNING' AND e.touched_at < now() - {STALE})
        RETURNING {EXPORT}, {MADE}
        """,
        id=id,
    )


def state(db, id):
    return db.value("SELECT state FROM historia_clinica.record_exports WHERE id = %(id)s", id=id)


def patient_of(db, id):
    return db.value("SELECT patient_id FROM historia_clinica.record_exports WHERE id = %(id)s", id=id)


def progress(tx, id, done, total):
    tx.run(
        """
        UPDATE historia_clinica.record_exports SET done = %(done)s, total = %(total)s, touched_at = now()
         WHERE id = %(id)s
        """,
        id=id,
        done=done,
        total=total,
    )


def ready(tx, id, sha256, size_bytes):
    tx.run(
        """
        UPDATE historia_clinica.record_exports
           SET state = 'READY', done = total, told = NULL, sha256 = %(sha256)s, size_bytes = %(size_bytes)s, touched_at = now()
         WHERE id = %(id)s
        """,
        id=id,
        sha256=sha256,
        size_bytes=size_bytes,
    )


def fail(tx, id, error):
    tx.run(
        """
        UPDATE historia_clinica.record_exports SET state = 'FAILED', told = NULL, error = %(error)s, touched_at = now()
         WHERE id = %(id)s
        """,
        id=id,
        error=error,
    )


def wait(tx, id):
    """It could not be made yet: another try takes it."""
    tx.run("UPDATE historia_clinica.record_exports SET state = 'WAITING' WHERE id = %(id)s", id=id)


def expire(tx):
    """The files of the copies that ended; their rows stay."""
    return tx.all("""
        UPDATE historia_clinica.record_exports SET state = 'EXPIRED', error = NULL
         WHERE state IN ('READY', 'FAILED') AND expires_at <= now()
        RETURNING file_name::text AS file_name
        """)


def tables(db):
    """The tables of a record with how each hangs from the patient (`rules.closure`), and what is copied of each row."""
    own = {row["name"] for row in db.all("""
            SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
             WHERE c.relnamespace = 'historia_clinica'::regnamespace AND c.relkind = 'r' AND a.attname = 'patient_id'
               AND NOT a.attisdropped
            """)}
    edges = db.all("""
        SELECT t.relname AS name, a.attname AS col, p.relname AS parent
          FROM pg_constraint c
          JOIN pg_class t ON t.oid = c.conrelid
          JOIN pg_class p ON p.oid = c.confrelid
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
          JOIN pg_attribute k ON k.attrelid = c.confrelid AND k.attnum = c.confkey[1] AND k.attname = 'id'
         WHERE c.contype = 'f' AND c.connamespace = 'historia_clinica'::regnamespace AND cardinality(c.conkey) = 1
         ORDER BY t.relname, a.attname
        """)
    return rules.closure([(row["name"], row["col"], row["parent"]) for row in edges], own)


def columns(db, table):
    """The columns of a table by whether they hold bytes; what is only searched is left out."""
    rows = db.all(
        """
        SELECT a.attname AS name, a.atttypid = 'bytea'::regtype AS bytes
          FROM pg_attribute a
         WHERE a.attrelid = format('historia_clinica.%%I', %(name)s::text)::regclass AND a.attnum > 0 AND NOT a.attisdropped
           AND a.atttypid <> 'tsvector'::regtype AND a.attname <> 'search_text'
         ORDER BY a.attnum
        """,
        name=table,
    )
    return [row["name"] for row in rows if not row["bytes"]], [row["name"] for row in rows if row["bytes"]]


def rows(db, table, where, names, ids):
    listed = ", ".join(f"t.{name}" for name in names)
    return db.all(f"SELECT {listed} FROM historia_clinica.{table} t WHERE {where} ORDER BY 1", ids=ids)


def ids(db, patient_id):
    return db.value("SELECT historia_clinica.patient_ids(%(patient_id)s)", patient_id=patient_id)


def patients(db, ids):
    names, _ = columns(db, "patients")
    listed = ", ".join(names)
    return db.all(
        f"SELECT {listed} FROM historia_clinica.patients WHERE id = ANY (%(ids)s::bigint[]) ORDER BY id",
        ids=ids,
    )


def file(db, id):
    return db.one("SELECT sha256, media_type FROM historia_clinica.files WHERE id = %(id)s", id=str(id))
