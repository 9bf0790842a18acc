"""Every statement on who supervises a note; none commits. Policies hide those of a restricted note."""

from common.web.paging import Listing

PERSON = "jsonb_build_object('id', s.{0}_id, 'name', s.{0}_name)"
STANDING = f"""n.id AS note_id, historia_clinica.person(n.patient_id) AS patient_id, n.status,
               jsonb_build_object('id', n.author_id, 'name', n.author_name) AS author, n.signed_at,
               CASE WHEN s.note_id IS NOT NULL THEN {PERSON.format("supervisor")} END AS supervisor,
               s.remark,
               CASE WHEN s.cosigned_at IS NOT NULL THEN {PERSON.format("cosigned_by")} END AS cosigned_by,
               s.cosigned_at,
               CASE WHEN s.returned_at IS NOT NULL
                    THEN jsonb_build_object('by', {PERSON.format("returned_by")}, 'reason', s.return_reason, 'at', s.returned_at,
                                            'draft_id', s.redraft_id) END AS returned"""
# Of the note `n`: which one, sent back, it writes again.
REDRAFT_OF = """(SELECT jsonb_build_object('note_id', s.note_id, 'reason', s.return_reason, 'at', s.returned_at,
                                          'by', jsonb_build_object('id', s.returned_by_id, 'name', s.returned_by_name))
                  FROM historia_clinica.note_supervisions s
                 WHERE s.redraft_id = n.id)"""
SOURCE = """historia_clinica.note_supervisions s
          JOIN historia_clinica.note_outlines n ON n.id = s.note_id"""
# The oldest first: it has waited longest.
WAITING = Listing(
    f"""{STANDING}, c.reason,
               (SELECT p.full_name FROM historia_clinica.patients p WHERE p.id = historia_clinica.person(n.patient_id))
               AS patient_name""",
    f"""{SOURCE}
          JOIN historia_clinica.clinical_notes c ON c.id = s.note_id""",
    """s.cosigned_at IS NULL AND s.returned_at IS NULL AND n.status = 'SIGNED'
           AND (%(supervisor_id)s IS NULL OR s.supervisor_id = %(supervisor_id)s)""",
    {"id": ("s.note_id", "%(after)s::text::bigint")},
    id="s.note_id",
)


def get(db, note_id):
    """How a note stands; without supervisor where nobody was chosen, None where the caller reads no such note."""
    return db.one(
        f"""
        SELECT {STANDING}
          FROM historia_clinica.clinical_notes c
          JOIN historia_clinica.note_outlines n ON n.id = c.id
          LEFT JOIN historia_clinica.note_supervisions s ON s.note_id = n.id
         WHERE c.id = %(note_id)s
        """,
        note_id=note_id,
    )


def lock(tx, note_id):
    """The same, whoever else signs or co-signs this note at this moment waiting."""
    tx.run("SELECT FROM historia_clinica.clinical_notes WHERE id = %(note_id)s FOR UPDATE", note_id=note_id)
    return get(tx, note_id)


def choose(tx, note_id, supervisor_id, supervisor_name):
    tx.run(
        """
        INSERT INTO historia_clinica.note_supervisions (note_id, supervisor_id, supervisor_name)
             VALUES (%(note_id)s, %(supervisor_id)s, %(supervisor_name)s)
        """,
        note_id=note_id,
        supervisor_id=supervisor_id,
        supervisor_name=supervisor_name,
    )


def replace(tx, note_id, supervisor_id, supervisor_name):
    tx.run(
        """
        UPDATE historia_clinica.note_supervisions
           SET supervisor_id = %(supervisor_id)s, supervisor_name = %(supervisor_name)s
         WHERE note_id = %(note_id)s
        """,
        note_id=note_id,
        supervisor_id=supervisor_id,
        supervisor_name=supervisor_name,
    )


def drop(tx, note_id):
    tx.run("DELETE FROM historia_clinica.note_supervisions WHERE note_id = %(note_id)s", note_id=note_id)


def cosign(tx, note_id, remark, by):
    tx.run(
        """
        UPDATE historia_clinica.note_supervisions
           SET remark = %(remark)s, cosigned_by_id = %(by_id)s, cosigned_by_name = %(by_name)s, cosigned_at = now()
         WHERE note_id = %(note_id)s
        """,
        note_id=note_id,
        remark=remark,
        by_id=by.id,
        by_name=by.name,
    )


def send_back(tx, note_id, reason, by, redraft_id):
    tx.run(
        """
        UPDATE historia_clinica.note_supervisions
           SET return_reason = %(reason)s, returned_by_id = %(by_id)s, returned_by_name = %(by_name)s, returned_at = now(),
               redraft_id = %(redraft_id)s
         WHERE note_id = %(note_id)s
        """,
        note_id=note_id,
        reason=reason,
        by_id=by.id,
        by_name=by.name,
        redraft_id=redraft_id,
    )
