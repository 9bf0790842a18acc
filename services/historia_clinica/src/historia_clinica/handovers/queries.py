"""Every statement on drafts that change hands; none commits. The database gives the draft its new author."""

from common.web.paging import Listing
from historia_clinica.supervisions.queries import REDRAFT_OF

HANDOVER = """h.id, h.note_id, jsonb_build_object('id', h.from_id, 'name', h.from_name) AS "from",
               jsonb_build_object('id', h.to_id, 'name', h.to_name) AS "to",
               jsonb_build_object('id', h.by_id, 'name', h.by_name) AS "by", h.note_version, h.at"""
LAST = f"""(SELECT to_jsonb(given) FROM (SELECT {HANDOVER} FROM historia_clinica.note_handovers h
                 WHERE h.note_id = n.id ORDER BY h.id DESC LIMIT 1) AS given)"""
DRAFTS = Listing(
    f"""n.id AS note_id, historia_clinica.person(n.patient_id) AS patient_id,
               (SELECT p.full_name FROM historia_clinica.patients p WHERE p.id = historia_clinica.person(n.patient_id))
               AS patient_name, n.appointment_id, n.reason, n.created_at, n.updated_at, {LAST} AS handover, {REDRAFT_OF} AS redraft_of""",
    "historia_clinica.clinical_notes n",
    "n.author_id = %(author_id)s AND n.status = 'DRAFT'",
    {"id": ("n.id", "%(after)s::text::bigint")},
    id="n.id",
)


def insert(tx, note_id, to_id, to_name, by, note_version):
    """`note_version`: the draft's once it changed hands."""
    return tx.one(
        f"""
        INSERT INTO historia_clinica.note_handovers AS h (note_id, to_id, to_name, by_id, by_name, note_version)
             VALUES (%(note_id)s, %(to_id)s, %(to_name)s, %(by_id)s, %(by_name)s, %(note_version)s)
          RETURNING {HANDOVER}
        """,
        note_id=note_id,
        to_id=to_id,
        to_name=to_name,
        by_id=by.id,
        by_name=by.name,
        note_version=note_version,
    )


def last(db, note_id):
    return db.one(
        f"""
        SELECT {HANDOVER} FROM historia_clinica.note_handovers h
         WHERE h.note_id = %(note_id)s ORDER BY h.id DESC LIMIT 1
        """,
        note_id=note_id,
    )


def outline(tx, note_id):
    """Whose draft it is and its version, of one that the caller may not read any more."""
    return tx.one(
        """
        SELECT id, patient_id, status, version, jsonb_build_object('id', author_id, 'name', author_name) AS author
          FROM historia_clinica.note_outlines
         WHERE id = %(note_id)s
           FOR UPDATE
        """,
        note_id=note_id,
    )
