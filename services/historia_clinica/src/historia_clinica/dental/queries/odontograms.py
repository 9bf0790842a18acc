"""Every statement on odontograms, their findings and the clinic's own kinds of finding; none commits."""

from common.store.db import json
from common.store.sql import names
from historia_clinica.dental.queries.versions import Versions

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
CHARTS = Versions("historia_clinica.odontograms", FINDINGS, MARKS, own=("dentition",))
KIND = "id, name, sign, states, active, version, created_at, updated_at"


def birth_date(db, patient_id):
    return db.value(
        "SELECT birth_date FROM historia_clinica.patients WHERE id = historia_clinica.person(%(patient_id)s)",
        patient_id=patient_id,
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
