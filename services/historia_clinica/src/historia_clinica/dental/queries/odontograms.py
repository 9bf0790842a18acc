"""Every statement on odontograms, their findings and the clinic's own kinds of finding; none commits."""

from common.store.db import json
from common.store.sql import names, values

FINDING = (
    "position",
    "tooth",
    "to_tooth",
    "kind",
    "state",
    "faces",
    "material",
    "value",
    "side",
    "pillars",
    "custom_finding_id",
    "remark",
    "noted_at",
    "noted_by_id",
    "noted_by_name",
)
ANSWERED = FINDING[1:-2]
HEAD = """o.id, o.patient_id, o.note_id, o.dentition, o.status,
               jsonb_build_object('id', o.author_id, 'name', o.author_name) AS author,
               o.signed_at,
               CASE WHEN o.signed_at IS NOT NULL
                    THEN jsonb_build_object('id', o.signed_by_id, 'name', o.signed_by_name)
               END AS signed_by,
               o.sha256, o.version, o.created_at, o.updated_at"""
FINDINGS = f"""(SELECT coalesce(jsonb_agg(jsonb_build_object({", ".join(f"'{name}', f.{name}" for name in ANSWERED)},
                            'noted_by', jsonb_build_object('id', f.noted_by_id, 'name', f.noted_by_name))
                        ORDER BY f.position), '[]')
                  FROM historia_clinica.tooth_findings f
                 WHERE f.odontogram_id = o.id) AS findings"""
# What figures are computed of.
MARKS = """(SELECT coalesce(jsonb_agg(jsonb_build_object('tooth', f.tooth, 'to_tooth', f.to_tooth, 'kind', f.kind,
                                                         'state', f.state, 'pillars', f.pillars)), '[]')
                  FROM historia_clinica.tooth_findings f
                 WHERE f.odontogram_id = o.id) AS findings"""
KIND = "id, name, sign, states, active, version, created_at, updated_at"


def of_patient(db, patient_id, drafts):
    """All versions, the newest first, with what their figures are computed of; `drafts` with the draft too."""
    return db.all(
        f"""
        SELECT {HEAD}, {MARKS}
          FROM historia_clinica.odontograms o
         WHERE o.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
           AND (o.status = 'SIGNED' OR %(drafts)s AND o.status = 'DRAFT')
         ORDER BY o.status, o.signed_at DESC, o.id DESC
        """,
        patient_id=patient_id,
        drafts=drafts,
    )


def get(db, id):
    return db.one(
        f"""
        SELECT {HEAD}, {FINDINGS}
          FROM historia_clinica.odontograms o
         WHERE o.id = %(id)s AND o.status <> 'DISCARDED'
        """,
        id=id,
    )


def lock(tx, id):
    return tx.one(
        f"""
        SELECT {HEAD}, {FINDINGS}
          FROM historia_clinica.odontograms o
         WHERE o.id = %(id)s AND o.status <> 'DISCARDED'
           FOR UPDATE OF o
        """,
        id=id,
    )


def latest_signed(db, patient_id):
    """The patient's last signed version, or None."""
    return db.one(
        f"""
        SELECT {HEAD}, {FINDINGS}
          FROM historia_clinica.odontograms o
         WHERE o.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND o.status = 'SIGNED'
         ORDER BY o.signed_at DESC, o.id DESC
         LIMIT 1
        """,
        patient_id=patient_id,
    )


def draft_of(db, patient_id):
    """The patient's draft, or None."""
    return db.one(
        f"""
        SELECT {HEAD}
          FROM historia_clinica.odontograms o
         WHERE o.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND o.status = 'DRAFT'
         ORDER BY o.id DESC
         LIMIT 1
        """,
        patient_id=patient_id,
    )


def drafts_of_note(tx, note_id):
    rows = tx.all(
        """
        SELECT id FROM historia_clinica.odontograms
         WHERE note_id = %(note_id)s AND status = 'DRAFT'
           FOR UPDATE
        """,
        note_id=note_id,
    )
    return [row["id"] for row in rows]


def birth_date(db, patient_id):
    return db.value(
        "SELECT birth_date FROM historia_clinica.patients WHERE id = historia_clinica.person(%(patient_id)s)",
        patient_id=patient_id,
    )


def insert(tx, **chart):
    """The id of a new draft."""
    columns = ("patient_id", "note_id", "dentition", "author_id", "author_name")
    return tx.value(
        f"""
        INSERT INTO historia_clinica.odontograms ({names(columns)})
             VALUES ({values(columns)})
          RETURNING id
        """,
        **chart,
    )


def copy_findings(tx, id, from_id):
    tx.run(
        f"""
        INSERT INTO historia_clinica.tooth_findings (odontogram_id, {names(FINDING)})
             SELECT %(id)s, {names(FINDING)} FROM historia_clinica.tooth_findings WHERE odontogram_id = %(from_id)s
        """,
        id=id,
        from_id=from_id,
    )


def replace_findings(tx, id, findings):
    """In the order given."""
    tx.run("DELETE FROM historia_clinica.tooth_findings WHERE odontogram_id = %(id)s", id=id)
    rows = [
        finding
        | {
            "position": position,
            "noted_by_id": finding["noted_by"]["id"],
            "noted_by_name": finding["noted_by"]["name"],
        }
        for position, finding in enumerate(findings)
    ]
    tx.run(
        f"""
        INSERT INTO historia_clinica.tooth_findings (odontogram_id, {names(FINDING)})
             SELECT %(id)s, {names(FINDING, of="given")}
               FROM jsonb_populate_recordset(NULL::historia_clinica.tooth_findings, %(findings)s::jsonb) AS given
        """,
        id=id,
        findings=json(rows),
    )


def update(tx, id, note_id, dentition):
    tx.run(
        """
        UPDATE historia_clinica.odontograms SET note_id = %(note_id)s, dentition = %(dentition)s WHERE id = %(id)s
        """,
        id=id,
        note_id=note_id,
        dentition=dentition,
    )


def sign(tx, id, by_id, by_name):
    """The database writes hour and hash."""
    tx.run(
        """
        UPDATE historia_clinica.odontograms
           SET status = 'SIGNED', signed_by_id = %(by_id)s, signed_by_name = %(by_name)s
         WHERE id = %(id)s
        """,
        id=id,
        by_id=by_id,
        by_name=by_name,
    )


def discard(tx, id, by_id, by_name):
    tx.run(
        """
        UPDATE historia_clinica.odontograms
           SET status = 'DISCARDED', discarded_at = now(), discarded_by_id = %(by_id)s, discarded_by_name = %(by_name)s
         WHERE id = %(id)s
        """,
        id=id,
        by_id=by_id,
        by_name=by_name,
    )


def kinds(db):
    return db.all(
        f"SELECT {KIND} FROM historia_clinica.tooth_finding_kinds ORDER BY active DESC, public.plain(name), id"
    )


def kinds_by_id(db, ids):
    rows = db.all(
        f"SELECT {KIND} FROM historia_clinica.tooth_finding_kinds WHERE id = ANY (%(ids)s::bigint[])",
        ids=list(ids),
    )
    return {row["id"]: row for row in rows}


def insert_kind(tx, name, sign, states):
    return tx.one(
        f"""
        INSERT INTO historia_clinica.tooth_finding_kinds (name, sign, states)
             VALUES (%(name)s, %(sign)s, %(states)s::text[])
          RETURNING {KIND}
        """,
        name=name,
        sign=sign,
        states=states,
    )


def lock_kind(tx, id):
    return tx.one(
        f"SELECT {KIND} FROM historia_clinica.tooth_finding_kinds WHERE id = %(id)s FOR UPDATE", id=id
    )


def set_kind_active(tx, id, active):
    return tx.one(
        f"""
        UPDATE historia_clinica.tooth_finding_kinds SET active = %(active)s WHERE id = %(id)s
        RETURNING {KIND}
        """,
        id=id,
        active=active,
    )
