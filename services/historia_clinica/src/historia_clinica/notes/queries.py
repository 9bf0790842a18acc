"""Every statement on clinical notes, their diagnoses and their addenda; none commits."""

from common.store.sql import assignments, names, only, values
from common.web.paging import Listing
from historia_clinica.supervisions.queries import REDRAFT_OF

FIELDS = ("appointment_id", "reason", "subjective", "objective", "assessment", "plan", "visit")
# The filled template and the brought texts, both JSON as it is hashed.
HELD = ("template_id", "template_edition", "form_values", "brought")
# Written once, with the draft.
ORIGIN = ("patient_id", "author_id", "author_name", "outage_id", "attended_at")
NOTE = f"""n.id, n.patient_id, {names(FIELDS, of="n")},
               (SELECT coalesce(jsonb_agg(jsonb_build_object('code', d.code, 'description', d.description,
                                                             'kind', d.kind, 'condition', d.condition)
                                          ORDER BY d.position), '[]')
                  FROM historia_clinica.diagnoses d
                 WHERE d.note_id = n.id) AS diagnoses,
               CASE WHEN n.template_id IS NOT NULL
                    THEN (SELECT jsonb_build_object('template_id', t.id, 'edition', e.edition, 'name', t.name,
                                                    'fields', e.fields, 'values', n.form_values::jsonb)
                            FROM historia_clinica.note_template_editions e
                            JOIN historia_clinica.note_templates t ON t.id = e.template_id
                           WHERE (e.template_id, e.edition) = (n.template_id, n.template_edition))
               END AS form, coalesce(n.brought::jsonb, '[]') AS brought,
               CASE WHEN n.outage_id IS NOT NULL
                    THEN jsonb_build_object('outage_id', n.outage_id, 'attended_at', historia_clinica.utc(n.attended_at))
               END AS paper,
               n.status, jsonb_build_object('id', n.author_id, 'name', n.author_name) AS author,
               CASE WHEN n.signed_at IS NOT NULL
                    THEN jsonb_build_object('id', n.signed_by_id, 'name', n.signed_by_name)
               END AS signed_by,
               n.signed_at, n.content_sha256,
               (SELECT jsonb_build_object('supervisor', jsonb_build_object('id', s.supervisor_id, 'name', s.supervisor_name),
                            'remark', s.remark, 'cosigned_at', s.cosigned_at,
                            'cosigned_by', CASE WHEN s.cosigned_at IS NOT NULL
                                                THEN jsonb_build_object('id', s.cosigned_by_id, 'name', s.cosigned_by_name) END,
                            'returned', CASE WHEN s.returned_at IS NOT NULL
                                             THEN jsonb_build_object('by', jsonb_build_object('id', s.returned_by_id,
                                                                                              'name', s.returned_by_name),
                                                                     'reason', s.return_reason, 'at', s.returned_at,
                                                                     'draft_id', s.redraft_id) END)
                  FROM historia_clinica.note_supervisions s
                 WHERE s.note_id = n.id) AS supervision,
               {REDRAFT_OF} AS redraft_of,
               (SELECT coalesce(jsonb_agg(jsonb_build_object('from', jsonb_build_object('id', h.from_id, 'name', h.from_name),
                            'to', jsonb_build_object('id', h.to_id, 'name', h.to_name), 'at', h.at,
                            'by', jsonb_build_object('id', h.by_id, 'name', h.by_name),
                            'note_version', h.note_version) ORDER BY h.id), '[]')
                  FROM historia_clinica.note_handovers h
                 WHERE h.note_id = n.id) AS handovers,
               (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'text', a.text,
                            'author', jsonb_build_object('id', a.author_id, 'name', a.author_name),
                            'created_at', a.created_at) ORDER BY a.id), '[]')
                  FROM historia_clinica.note_addenda a
                 WHERE a.note_id = n.id) AS addenda,
               n.version, n.created_at, n.updated_at"""
ADDENDUM = "id, text, jsonb_build_object('id', author_id, 'name', author_name) AS author, created_at"
# Of a patient or of an appointment: psycopg2 interpolates, and the planner drops the condition that is not meant.
NOTES = Listing(
    NOTE,
    "historia_clinica.clinical_notes n",
    """(%(patient_id)s IS NULL OR n.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)))
           AND (%(appointment_id)s IS NULL OR n.appointment_id = %(appointment_id)s)
           AND (%(drafts)s OR n.status = 'SIGNED')""",
    {"id": ("n.id", "%(after)s::text::bigint")},
    id="n.id",
)
ADDENDA = Listing(
    ADDENDUM,
    "historia_clinica.note_addenda",
    "note_id = %(note_id)s",
    {"id": ("id", "%(after)s::text::bigint")},
)


def get(db, id):
    return db.one(f"SELECT {NOTE} FROM historia_clinica.clinical_notes n WHERE n.id = %(id)s", id=id)


def last_diagnosis(db, patient_id, appointment_id, since):
    """The first diagnosis of the last signed note that has one, that of the appointment before others; none from before
    `since`, nor one that still waits to be co-signed."""
    return db.one(
        """
        SELECT d.code, d.description, d.kind, d.condition, n.content_sha256, n.signed_at
          FROM historia_clinica.clinical_notes n
          JOIN historia_clinica.diagnoses d ON d.note_id = n.id
         WHERE n.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND n.status = 'SIGNED'
           AND n.signed_at >= %(since)s
           AND NOT EXISTS (SELECT FROM historia_clinica.note_supervisions s WHERE s.note_id = n.id AND s.cosigned_at IS NULL)
         ORDER BY coalesce(n.appointment_id = %(appointment_id)s, false) DESC, n.id DESC, d.position
         LIMIT 1
        """,
        patient_id=patient_id,
        appointment_id=appointment_id,
        since=since,
    )


def lock(tx, id):
    return tx.one(
        f"SELECT {NOTE} FROM historia_clinica.clinical_notes n WHERE n.id = %(id)s FOR UPDATE OF n", id=id
    )


def insert(tx, **note):
    """The id of a new draft."""
    return tx.value(
        f"""
        INSERT INTO historia_clinica.clinical_notes
                    ({names(ORIGIN + FIELDS + HELD)})
             VALUES ({values(ORIGIN + FIELDS + HELD)})
          RETURNING id
        """,
        **note,
    )


def update(tx, **note):
    tx.run(
        f"UPDATE historia_clinica.clinical_notes SET {assignments(FIELDS + HELD)} WHERE id = %(id)s",
        **only(note, "id", *FIELDS, *HELD),
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


def of_outage(db, outage_id, drafts):
    """That there are notes of what was written on paper then: of which visits, by whom, signed or not."""
    return db.all(
        """
        SELECT id AS note_id, appointment_id, status, jsonb_build_object('id', author_id, 'name', author_name) AS author
          FROM historia_clinica.clinical_notes
         WHERE outage_id = %(outage_id)s AND (%(drafts)s OR status = 'SIGNED')
         ORDER BY id
         LIMIT 1000
        """,
        outage_id=outage_id,
        drafts=drafts,
    )


def signed_notes(db, patient_id, ids):
    """Those of the patient's signed notes, by id: their texts, and when they were signed."""
    rows = db.all(
        """
        SELECT id, signed_at, subjective, objective, assessment, plan
          FROM historia_clinica.clinical_notes
         WHERE patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND id = ANY (%(ids)s::bigint[])
           AND status = 'SIGNED'
        """,
        patient_id=patient_id,
        ids=list(ids),
    )
    return {row["id"]: row for row in rows}


def drop_diagnoses(tx, note_id):
    tx.run("DELETE FROM historia_clinica.diagnoses WHERE note_id = %(note_id)s", note_id=note_id)


def add_diagnoses(tx, note_id, diagnoses):
    """In the order given: the first is the main one."""
    tx.run(
        """
        INSERT INTO historia_clinica.diagnoses (note_id, position, code, description, kind, condition)
             SELECT %(note_id)s, position, code, description, kind, condition
               FROM unnest(%(codes)s::text[], %(descriptions)s::text[], %(kinds)s::text[], %(conditions)s::text[])
                    WITH ORDINALITY AS given (code, description, kind, condition, position)
        """,
        note_id=note_id,
        codes=[diagnosis["code"] for diagnosis in diagnoses],
        descriptions=[diagnosis["description"] for diagnosis in diagnoses],
        kinds=[diagnosis["kind"] for diagnosis in diagnoses],
        conditions=[diagnosis["condition"] for diagnosis in diagnoses],
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
