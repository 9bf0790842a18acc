"""Every statement on restrictions and openings; none commits, and none reads what a note says."""

from common.web.paging import Listing

# `n`: an outline, which anybody sees; `r`: the restriction in force. Whether the caller reads the note, its policy answers.
STANDING = """n.id AS note_id, historia_clinica.person(n.patient_id) AS patient_id, n.appointment_id, n.status,
               jsonb_build_object('id', n.author_id, 'name', n.author_name) AS author, n.created_at, r.roles,
               CASE WHEN r.id IS NOT NULL
                    THEN jsonb_build_object('id', r.restricted_by_id, 'name', r.restricted_by_name)
               END AS restricted_by,
               r.restricted_at,
               EXISTS (SELECT FROM historia_clinica.clinical_notes c WHERE c.id = n.id) AS readable,
               (SELECT max(o.expires_at)
                  FROM historia_clinica.note_openings o
                 WHERE o.note_id = r.note_id AND o.opened_by_id = historia_clinica.reader() AND o.expires_at > now()) AS open_until
          FROM historia_clinica.note_outlines n
          LEFT JOIN historia_clinica.note_restrictions r ON r.note_id = n.id AND r.lifted_at IS NULL"""
OPENING = """o.id, o.note_id, p.id AS patient_id, p.full_name AS patient_name,
               jsonb_build_object('id', n.author_id, 'name', n.author_name) AS author, o.reason,
               jsonb_build_object('id', o.opened_by_id, 'name', o.opened_by_name) AS opened_by, o.opened_by_role AS role,
               o.opened_at, o.expires_at,
               CASE WHEN o.reviewed_at IS NOT NULL
                    THEN jsonb_build_object('id', o.reviewed_by_id, 'name', o.reviewed_by_name)
               END AS reviewed_by,
               o.reviewed_at"""
SOURCE = """historia_clinica.note_openings o
          JOIN historia_clinica.note_outlines n ON n.id = o.note_id
          JOIN historia_clinica.patients p ON p.id = historia_clinica.person(n.patient_id)"""
OPENINGS = Listing(
    OPENING,
    SOURCE,
    "(%(reviewed)s IS NULL OR (o.reviewed_at IS NOT NULL) = %(reviewed)s)",
    {"id": ("o.id", "%(after)s::text::bigint")},
    id="o.id",
)


def of_patient(db, patient_id, drafts):
    """The restricted notes of a patient, the newest first."""
    return db.all(
        f"""
        SELECT {STANDING}
         WHERE r.id IS NOT NULL AND n.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
           AND (%(drafts)s OR n.status = 'SIGNED')
         ORDER BY n.id DESC
         LIMIT 200
        """,
        patient_id=patient_id,
        drafts=drafts,
    )


def get(db, note_id):
    """How a note stands for the caller; None where there is none."""
    return db.one(f"SELECT {STANDING} WHERE n.id = %(note_id)s", note_id=note_id)


def lock(tx, note_id):
    """The same, whoever else decides of this note at this moment waiting."""
    tx.run(
        "SELECT pg_advisory_xact_lock(hashtextextended('note_restrictions', %(note_id)s))", note_id=note_id
    )
    return get(tx, note_id)


def insert(tx, note_id, roles, by):
    tx.run(
        """
        INSERT INTO historia_clinica.note_restrictions (note_id, author_id, roles, restricted_by_id, restricted_by_name)
             VALUES (%(note_id)s, '', %(roles)s::text[], %(by_id)s, %(by_name)s)
        """,
        note_id=note_id,
        roles=roles,
        by_id=by.id,
        by_name=by.name,
    )


def lift(tx, note_id, by):
    tx.run(
        """
        UPDATE historia_clinica.note_restrictions
           SET lifted_by_id = %(by_id)s, lifted_by_name = %(by_name)s, lifted_at = now()
         WHERE note_id = %(note_id)s AND lifted_at IS NULL
        """,
        note_id=note_id,
        by_id=by.id,
        by_name=by.name,
    )


def open(tx, note_id, reason, by):
    return tx.value(
        """
        INSERT INTO historia_clinica.note_openings (note_id, reason, opened_by_id, opened_by_name, opened_by_role)
             VALUES (%(note_id)s, %(reason)s, %(by_id)s, %(by_name)s, %(role)s)
          RETURNING id
        """,
        note_id=note_id,
        reason=reason,
        by_id=by.id,
        by_name=by.name,
        role=by.role,
    )


def opening(db, id):
    return db.one(f"SELECT {OPENING} FROM {SOURCE} WHERE o.id = %(id)s", id=id)


def review(tx, id, by):
    """Was it there to be reviewed?"""
    return tx.run(
        """
        UPDATE historia_clinica.note_openings
           SET reviewed_by_id = %(by_id)s, reviewed_by_name = %(by_name)s, reviewed_at = now()
         WHERE id = %(id)s AND reviewed_at IS NULL
        """,
        id=id,
        by_id=by.id,
        by_name=by.name,
    )
