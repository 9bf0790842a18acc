"""Who has a visit open to change it. The database's clock says who still does."""

SEEN_SECONDS = 25


def visit(db, id):
    """That there is such a visit: what is asked every few seconds reads no more of it."""
    return db.one("SELECT id FROM citas.appointments WHERE id = %(id)s", id=id)


def others(db, appointment_id, editor_id):
    return db.all(
        """
        SELECT editor_name AS name, seen_at
          FROM citas.editing
         WHERE appointment_id = %(appointment_id)s AND editor_id <> %(editor_id)s
           AND seen_at > clock_timestamp() - %(seconds)s * interval '1 second'
         ORDER BY editor_name
         LIMIT 10
        """,
        appointment_id=appointment_id,
        editor_id=editor_id,
        seconds=SEEN_SECONDS,
    )


def note(tx, appointment_id, editor_id, editor_name):
    tx.run(
        """
        INSERT INTO citas.editing (appointment_id, editor_id, editor_name)
             VALUES (%(appointment_id)s, %(editor_id)s, %(editor_name)s)
        ON CONFLICT (appointment_id, editor_id) DO UPDATE SET seen_at = clock_timestamp()
        """,
        appointment_id=appointment_id,
        editor_id=editor_id,
        editor_name=editor_name,
    )


def leave(tx, appointment_id, editor_id):
    """Theirs; and of this visit whoever went without a word."""
    tx.run(
        """
        DELETE FROM citas.editing
         WHERE appointment_id = %(appointment_id)s
           AND (editor_id = %(editor_id)s OR seen_at < clock_timestamp() - interval '1 hour')
        """,
        appointment_id=appointment_id,
        editor_id=editor_id,
    )
