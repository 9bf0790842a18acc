"""Every statement on treatment plans; none commits."""

from common.store.db import json
from common.store.sql import assignments, names, values

PLAN = """t.id, historia_clinica.person(t.patient_id) AS patient_id, t.name, t.phases, t.remarks, t.closed_at,
               jsonb_build_object('id', t.created_by_id, 'name', t.created_by_name) AS created_by,
               t.created_at, t.updated_at, t.version"""
EDITED = (
    "phase", "tooth", "faces", "quadrant", "arch", "treatment_id", "code", "name", "unit_price", "duration_minutes",
    "iva_code", "discount", "discount_reason", "sessions", "alternative_group", "alternative", "lasts", "wear",
    "cie10_code", "remark",
)  # fmt: skip
WRITTEN = ("plan_id", *EDITED, "finding_tooth", "finding_kind", "created_by_id", "created_by_name")
ITEM = f"""i.id, i.plan_id, i.position, {names(EDITED, of="i")}, i.unit_price - i.discount AS price, i.sessions_done,
               CASE WHEN i.finding_kind IS NOT NULL
                    THEN jsonb_build_object('tooth', i.finding_tooth, 'kind', i.finding_kind) END AS finding,
               i.status, i.decline_reason, i.acceptance_id,
               (SELECT coalesce(jsonb_agg(jsonb_build_object(
                           'id', s.id, 'appointment_id', s.appointment_id, 'note_id', s.note_id, 'done_at', s.done_at,
                           'done_by', jsonb_build_object('id', s.done_by_id, 'name', s.done_by_name)) ORDER BY s.id), '[]')
                  FROM historia_clinica.plan_sessions s
                 WHERE s.item_id = i.id AND s.undone_at IS NULL) AS done"""
ACCEPTANCES = "historia_clinica.plan_acceptances"
ACCEPTANCE = """a.id, a.signer_name, a.signer_document, a.signer_relation, a.total, a.content_sha256, a.accepted_at,
               jsonb_build_object('id', a.recorded_by_id, 'name', a.recorded_by_name) AS recorded_by,
               a.withdrawn_at, a.withdrawn_reason,
               CASE WHEN a.withdrawn_at IS NOT NULL
                    THEN jsonb_build_object('id', a.withdrawn_by_id, 'name', a.withdrawn_by_name) END AS withdrawn_by"""
SIGNED = (
    "plan_id", "signer_name", "signer_document", "signer_relation", "signature", "content", "total", "content_sha256",
    "accepted_at", "recorded_by_id", "recorded_by_name",
)  # fmt: skip
MOST = 200


def of_patient(db, patient_id):
    """The patient's plans: the open one first, then the newest."""
    return db.all(
        f"""
        SELECT {PLAN}
          FROM historia_clinica.treatment_plans t
         WHERE t.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
         ORDER BY t.closed_at IS NOT NULL, t.id DESC
         LIMIT {MOST}
        """,
        patient_id=patient_id,
    )


def get(db, id):
    return db.one(f"SELECT {PLAN} FROM historia_clinica.treatment_plans t WHERE t.id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(
        f"SELECT {PLAN} FROM historia_clinica.treatment_plans t WHERE t.id = %(id)s FOR UPDATE", id=id
    )


def plan_of(db, item_id):
    """The id of the plan that an item is of, or None."""
    return db.value(
        "SELECT plan_id FROM historia_clinica.plan_items WHERE id = %(item_id)s AND status <> 'REMOVED'",
        item_id=item_id,
    )


def items(db, plan_id):
    return db.all(
        f"""
        SELECT {ITEM}
          FROM historia_clinica.plan_items i
         WHERE i.plan_id = %(plan_id)s AND i.status <> 'REMOVED'
         ORDER BY i.phase, i.position, i.id
        """,
        plan_id=plan_id,
    )


def acceptances(db, plan_id):
    return db.all(
        f"""
        SELECT {ACCEPTANCE} FROM {ACCEPTANCES} a WHERE a.plan_id = %(plan_id)s ORDER BY a.id
        """,
        plan_id=plan_id,
    )


def acceptance(db, id):
    return db.one(
        f"""
        SELECT {ACCEPTANCE}, a.plan_id, a.content AS items, a.signature
          FROM {ACCEPTANCES} a WHERE a.id = %(id)s
        """,
        id=id,
    )


def patient(db, id):
    """What others store of whoever the plan is for."""
    return db.one(
        """
        SELECT id, full_name, document_number, email, phone
          FROM historia_clinica.patients WHERE id = historia_clinica.person(%(id)s)
        """,
        id=id,
    )


def bookable(db, ids):
    return db.all(
        """
        SELECT i.id, historia_clinica.person(t.patient_id) AS patient_id, i.treatment_id, i.name, i.status
          FROM historia_clinica.plan_items i JOIN historia_clinica.treatment_plans t ON t.id = i.plan_id
         WHERE i.id = ANY (%(ids)s) AND i.status <> 'REMOVED'
         ORDER BY i.id
        """,
        ids=ids,
    )


def insert(tx, patient_id, name, phases, remarks, author):
    return tx.value(
        """
        INSERT INTO historia_clinica.treatment_plans (patient_id, name, phases, remarks, created_by_id, created_by_name)
             VALUES (%(patient_id)s, %(name)s, %(phases)s, %(remarks)s, %(by_id)s, %(by_name)s)
          RETURNING id
        """,
        patient_id=patient_id,
        name=name,
        phases=phases,
        remarks=remarks,
        by_id=author.id,
        by_name=author.name,
    )


def update(tx, id, name, phases, remarks, closed):
    tx.run(
        """
        UPDATE historia_clinica.treatment_plans
           SET name = %(name)s, phases = %(phases)s, remarks = %(remarks)s,
               closed_at = CASE WHEN %(closed)s THEN coalesce(closed_at, now()) END
         WHERE id = %(id)s
        """,
        id=id,
        name=name,
        phases=phases,
        remarks=remarks,
        closed=closed,
    )


def touch(tx, id):
    """Another version of the plan: something of it changed."""
    tx.run("UPDATE historia_clinica.treatment_plans SET name = name WHERE id = %(id)s", id=id)


def insert_item(tx, **item):
    """The id of the new item, the last of its phase. `item` holds WRITTEN."""
    return tx.value(
        f"""
        INSERT INTO historia_clinica.plan_items (position, {names(WRITTEN)})
             SELECT coalesce(max(position), 0) + 1, {values(WRITTEN)}
               FROM historia_clinica.plan_items WHERE plan_id = %(plan_id)s
          RETURNING id
        """,
        **item,
    )


def update_item(tx, id, **item):
    """`item` holds EDITED."""
    tx.run(f"UPDATE historia_clinica.plan_items SET {assignments(EDITED)} WHERE id = %(id)s", id=id, **item)


def place(tx, plan_id, placed):
    """Each item of `placed` into its phase, in this order."""
    tx.run(
        """
        UPDATE historia_clinica.plan_items i
           SET phase = given.phase, position = given.place
          FROM unnest(%(ids)s::bigint[], %(phases)s::integer[]) WITH ORDINALITY AS given (id, phase, place)
         WHERE i.id = given.id AND i.plan_id = %(plan_id)s AND (i.phase, i.position) <> (given.phase, given.place)
        """,
        plan_id=plan_id,
        ids=[one["id"] for one in placed],
        phases=[one["phase"] for one in placed],
    )


def move(tx, ids, status, reason=None):
    tx.run(
        """
        UPDATE historia_clinica.plan_items SET status = %(status)s, decline_reason = %(reason)s, acceptance_id = NULL
         WHERE id = ANY (%(ids)s)
        """,
        ids=ids,
        status=status,
        reason=reason,
    )


def accept(tx, ids, **acceptance):
    """Keep what was signed, and accept its items; returns its id. `acceptance` holds SIGNED."""
    told = acceptance | {name: json(acceptance[name]) for name in ("signature", "content")}
    id = tx.value(
        f"INSERT INTO {ACCEPTANCES} ({names(SIGNED)}) VALUES ({values(SIGNED)}) RETURNING id",
        **told,
    )
    tx.run(
        """
        UPDATE historia_clinica.plan_items SET status = 'ACCEPTED', acceptance_id = %(id)s WHERE id = ANY (%(ids)s)
        """,
        id=id,
        ids=ids,
    )
    return id


def insert_session(tx, item_id, appointment_id, note_id, done_at, author):
    return tx.value(
        """
        INSERT INTO historia_clinica.plan_sessions (item_id, appointment_id, note_id, done_at, done_by_id, done_by_name)
             VALUES (%(item_id)s, %(appointment_id)s, %(note_id)s, %(done_at)s, %(by_id)s, %(by_name)s)
          RETURNING id
        """,
        item_id=item_id,
        appointment_id=appointment_id,
        note_id=note_id,
        done_at=done_at,
        by_id=author["id"],
        by_name=author["name"],
    )


def draft_note_of(tx, appointment_id, patient_id):
    """The note that is being written of an appointment, or None; whoever signs it at this moment waits."""
    return tx.value(
        """
        SELECT id
          FROM historia_clinica.clinical_notes
         WHERE appointment_id = %(appointment_id)s AND status = 'DRAFT'
           AND patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
         ORDER BY id DESC
         LIMIT 1
           FOR UPDATE
        """,
        appointment_id=appointment_id,
        patient_id=patient_id,
    )


def standing_sessions(tx, appointment_id):
    """The sessions that an appointment counts as: their ids, items and plans."""
    return tx.all(
        """
        SELECT s.id, s.item_id, i.plan_id
          FROM historia_clinica.plan_sessions s JOIN historia_clinica.plan_items i ON i.id = s.item_id
         WHERE s.appointment_id = %(appointment_id)s AND s.undone_at IS NULL
         ORDER BY i.plan_id, s.id
        """,
        appointment_id=appointment_id,
    )


def undo_session(tx, id, reason, author):
    tx.run(
        """
        UPDATE historia_clinica.plan_sessions
           SET undone_at = now(), undone_by_id = %(by_id)s, undone_by_name = %(by_name)s, undone_reason = %(reason)s
         WHERE id = %(id)s
        """,
        id=id,
        reason=reason,
        by_id=author["id"],
        by_name=author["name"],
    )


def suggestions(db):
    return db.all("""
        SELECT finding_kind AS kind, treatment_id, treatment_name
          FROM historia_clinica.plan_suggestions ORDER BY finding_kind
        """)


def suggest(tx, rows):
    """These suggestions, and no others."""
    tx.run("DELETE FROM historia_clinica.plan_suggestions")
    tx.run(
        """
        INSERT INTO historia_clinica.plan_suggestions (finding_kind, treatment_id, treatment_name)
             SELECT kind, treatment_id, treatment_name
               FROM jsonb_to_recordset(%(rows)s) AS given (kind text, treatment_id bigint, treatment_name text)
        """,
        rows=json(rows),
    )
