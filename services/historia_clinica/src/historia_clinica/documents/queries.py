"""Every statement on a patient's documents; none commits."""

from common.store.search import has_words, words
from common.store.sql import assignments, names, values
from common.store.withdrawals import WITHDRAW, said, withdrawn
from common.web.paging import Listing

FIELDS = ("kind", "title", "taken_on", "note", "appointment_id", "note_id", "view", "stage")
ORIGIN = ("patient_id", "file_id", "added_by_id", "added_by_name")
PAIR_FIELDS = ("title", "shift_x", "shift_y", "scale", "turn")
DOCUMENT = f"""a.id, historia_clinica.person(a.patient_id) AS patient_id, a.file_id, {names(FIELDS, of="a")},
               f.media_type, f.size_bytes, f.width, f.height, f.pages, f.sha256,
               jsonb_build_object('id', a.added_by_id, 'name', a.added_by_name) AS added_by,
               {withdrawn("a")} AS withdrawn,
               coalesce((SELECT i.marks <> '[]' FROM historia_clinica.image_annotations i
                          WHERE i.attachment_id = a.id ORDER BY i.edition DESC LIMIT 1), false) AS annotated,
               a.version, a.created_at, a.updated_at"""
SOURCE = "historia_clinica.attachments a JOIN historia_clinica.files f ON f.id = a.file_id"
DOCUMENTS = Listing(
    DOCUMENT,
    SOURCE,
    f"""a.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
           AND (a.withdrawn_at IS NOT NULL) = %(withdrawn)s
           AND (%(kind)s IS NULL OR a.kind = %(kind)s)
           AND (NOT %(series)s OR a.view IS NOT NULL)
           AND (%(appointment_id)s IS NULL OR a.appointment_id = %(appointment_id)s)
           AND {has_words("a.search_text")}""",
    {"taken_on": ("a.taken_on", "%(after)s::text::date")},
    id="a.id",
)


def page(db, patient_id, wanted):
    return DOCUMENTS.page(
        db,
        wanted,
        patient_id=patient_id,
        **words(wanted.search),
        **wanted.model_dump(include={"kind", "appointment_id", "series", "withdrawn"}),
    )


def get(db, id):
    return db.one(f"SELECT {DOCUMENT} FROM {SOURCE} WHERE a.id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(f"SELECT {DOCUMENT} FROM {SOURCE} WHERE a.id = %(id)s FOR UPDATE OF a", id=id)


def by_file(db, file_id):
    """The document whose content is asked for, or None."""
    return db.one(f"SELECT {DOCUMENT} FROM {SOURCE} WHERE a.file_id = %(file_id)s", file_id=str(file_id))


def insert(tx, **row):
    """The id of a new document."""
    return tx.value(
        f"""
        INSERT INTO historia_clinica.attachments ({names(ORIGIN + FIELDS)})
             VALUES ({values(ORIGIN + FIELDS)})
          RETURNING id
        """,
        **row,
    )


def update(tx, id, **row):
    """`row` holds FIELDS."""
    tx.run(
        f"""
        UPDATE historia_clinica.attachments SET {assignments(FIELDS)}, updated_at = now() WHERE id = %(id)s
        """,
        id=id,
        **row,
    )


def withdraw(tx, id, reason, by):
    tx.run(
        f"UPDATE historia_clinica.attachments SET {WITHDRAW}, updated_at = now() WHERE id = %(id)s",
        id=id,
        **said(reason, by),
    )


def restore(tx, id):
    tx.run(
        """
        UPDATE historia_clinica.attachments
           SET withdrawn_by_id = NULL, withdrawn_by_name = NULL, withdrawn_at = NULL, withdrawn_reason = NULL,
               updated_at = now()
         WHERE id = %(id)s
        """,
        id=id,
    )


def note_of(tx, id):
    """Whose a note is, or None."""
    return tx.one(
        """
        SELECT id, historia_clinica.person(patient_id) AS patient_id
          FROM historia_clinica.clinical_notes
         WHERE id = %(id)s
        """,
        id=id,
    )


def pairs(db, patient_id):
    """The patient's pairs, the newest first, without those of which a photo is withdrawn."""
    return db.all(
        f"""
        SELECT p.title, to_jsonb(b) AS before, to_jsonb(c) AS after, p.shift_x, p.shift_y, p.scale, p.turn,
               jsonb_build_object('id', p.arranged_by_id, 'name', p.arranged_by_name) AS arranged_by, p.arranged_at
          FROM historia_clinica.photo_pairs p
          JOIN LATERAL (SELECT {DOCUMENT} FROM {SOURCE} WHERE a.id = p.before_id) AS b ON true
          JOIN LATERAL (SELECT {DOCUMENT} FROM {SOURCE} WHERE a.id = p.after_id) AS c ON true
         WHERE b.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND b.withdrawn IS NULL AND c.withdrawn IS NULL
         ORDER BY p.arranged_at DESC, p.before_id, p.after_id
         LIMIT 100
        """,
        patient_id=patient_id,
    )


def arrange(tx, before_id, after_id, by, **pair):
    """`pair` holds PAIR_FIELDS. The same two photos are one pair, arranged anew."""
    tx.run(
        f"""
        INSERT INTO historia_clinica.photo_pairs
                    (before_id, after_id, {names(PAIR_FIELDS)}, arranged_by_id, arranged_by_name)
             VALUES (%(before_id)s, %(after_id)s, {values(PAIR_FIELDS)}, %(by_id)s, %(by_name)s)
        ON CONFLICT (before_id, after_id) DO UPDATE
                SET {assignments(PAIR_FIELDS)}, arranged_by_id = %(by_id)s, arranged_by_name = %(by_name)s,
                    arranged_at = now()
        """,
        before_id=before_id,
        after_id=after_id,
        by_id=by.id,
        by_name=by.name,
        **pair,
    )


def part(tx, before_id, after_id):
    """Was there such a pair?"""
    return tx.run(
        "DELETE FROM historia_clinica.photo_pairs WHERE before_id = %(before_id)s AND after_id = %(after_id)s",
        before_id=before_id,
        after_id=after_id,
    )
