"""The statements that charts of every kind have alike: a draft, versions that are signed once."""

from common.store.sql import names, values


class Versions:
    """Of one table of charts. `own` are its columns beside the common ones, `content` what a whole one is answered with,
    `marks` what a list is, each as SQL on the alias `o`."""

    def __init__(self, table, content, marks, own=()):
        self.table, self.own, self.content, self.marks = table, own, content, marks
        self.head = f"""o.id, o.patient_id, o.note_id, {"".join(f"o.{name}, " for name in own)}o.status,
               jsonb_build_object('id', o.author_id, 'name', o.author_name) AS author,
               o.signed_at,
               CASE WHEN o.signed_at IS NOT NULL
                    THEN jsonb_build_object('id', o.signed_by_id, 'name', o.signed_by_name)
               END AS signed_by,
               o.sha256, o.version, o.created_at, o.updated_at"""

    def of_patient(self, db, patient_id, drafts):
        """All versions, the newest first; `drafts` with the draft too."""
        return db.all(
            f"""
            SELECT {self.head}, {self.marks}
              FROM {self.table} o
             WHERE o.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
               AND (o.status = 'SIGNED' OR %(drafts)s AND o.status = 'DRAFT')
             ORDER BY o.status, o.signed_at DESC, o.id DESC
            """,
            patient_id=patient_id,
            drafts=drafts,
        )

    def get(self, db, id):
        return db.one(
            f"""
            SELECT {self.head}, {self.content}
              FROM {self.table} o
             WHERE o.id = %(id)s AND o.status <> 'DISCARDED'
            """,
            id=id,
        )

    def lock(self, tx, id):
        return tx.one(
            f"""
            SELECT {self.head}, {self.content}
              FROM {self.table} o
             WHERE o.id = %(id)s AND o.status <> 'DISCARDED'
               FOR UPDATE OF o
            """,
            id=id,
        )

    def latest_signed(self, db, patient_id):
        """The patient's last signed version, or None."""
        return db.one(
            f"""
            SELECT {self.head}, {self.content}
              FROM {self.table} o
             WHERE o.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND o.status = 'SIGNED'
             ORDER BY o.signed_at DESC, o.id DESC
             LIMIT 1
            """,
            patient_id=patient_id,
        )

    def draft_of(self, db, patient_id):
        """The patient's draft, or None."""
        return db.one(
            f"""
            SELECT {self.head}, {self.content}
              FROM {self.table} o
             WHERE o.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND o.status = 'DRAFT'
             ORDER BY o.id DESC
             LIMIT 1
            """,
            patient_id=patient_id,
        )

    def drafts_of_note(self, tx, note_id):
        rows = tx.all(
            f"SELECT id FROM {self.table} WHERE note_id = %(note_id)s AND status = 'DRAFT' FOR UPDATE",
            note_id=note_id,
        )
        return [row["id"] for row in rows]

    def insert(self, tx, **chart):
        """The id of a new draft."""
        columns = ("patient_id", "note_id", *self.own, "author_id", "author_name")
        return tx.value(
            f"INSERT INTO {self.table} ({names(columns)}) VALUES ({values(columns)}) RETURNING id", **chart
        )

    def update(self, tx, id, **chart):
        """Its note and its own columns; a change of what it holds goes by here too, for its version."""
        columns = ("note_id", *self.own)
        tx.run(
            f"UPDATE {self.table} SET {', '.join(f'{name} = %({name})s' for name in columns)} WHERE id = %(id)s",
            id=id,
            **chart,
        )

    def sign(self, tx, id, by_id, by_name):
        """The database writes hour and hash."""
        tx.run(
            f"""
            UPDATE {self.table} SET status = 'SIGNED', signed_by_id = %(by_id)s, signed_by_name = %(by_name)s
             WHERE id = %(id)s
            """,
            id=id,
            by_id=by_id,
            by_name=by_name,
        )

    def discard(self, tx, id, by_id, by_name):
        tx.run(
            f"""
            UPDATE {self.table}
               SET status = 'DISCARDED', discarded_at = now(), discarded_by_id = %(by_id)s, discarded_by_name = %(by_name)s
             WHERE id = %(id)s
            """,
            id=id,
            by_id=by_id,
            by_name=by_name,
        )
