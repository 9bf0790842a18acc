"""Every statement on templates of notes and phrases; none commits."""

from common.store.db import json
from common.store.sql import assignments, names, only, values

TEMPLATE = "t.id, t.name, t.specialty, t.edition, e.fields, t.active, t.version, t.updated_at"
TEMPLATES = """historia_clinica.note_templates t
          JOIN historia_clinica.note_template_editions e ON (e.template_id, e.edition) = (t.id, t.edition)"""
WRITTEN = ("name", "specialty", "active", "edition")
PHRASE_FIELDS = ("shortcut", "body", "active")
PHRASE = f"id, {names(PHRASE_FIELDS)}, version, updated_at"


def templates(db):
    return db.all(
        f"SELECT {TEMPLATE} FROM {TEMPLATES} ORDER BY t.active DESC, public.plain(t.name), t.id LIMIT 300"
    )


def template(db, id):
    return db.one(f"SELECT {TEMPLATE} FROM {TEMPLATES} WHERE t.id = %(id)s", id=id)


def lock_template(tx, id):
    return tx.one(f"SELECT {TEMPLATE} FROM {TEMPLATES} WHERE t.id = %(id)s FOR UPDATE OF t", id=id)


def fields_of(db, template_id, edition):
    """The fields of an edition, None where there is none."""
    return db.value(
        """
        SELECT fields
          FROM historia_clinica.note_template_editions
         WHERE template_id = %(template_id)s AND edition = %(edition)s
        """,
        template_id=template_id,
        edition=edition,
    )


def insert_template(tx, name, specialty):
    return tx.value(
        "INSERT INTO historia_clinica.note_templates (name, specialty) VALUES (%(name)s, %(specialty)s) RETURNING id",
        name=name,
        specialty=specialty,
    )


def update_template(tx, **template):
    tx.run(
        f"UPDATE historia_clinica.note_templates SET {assignments(WRITTEN)}, updated_at = now() WHERE id = %(id)s",
        **only(template, "id", *WRITTEN),
    )


def insert_edition(tx, template_id, edition, fields, author):
    tx.run(
        """
        INSERT INTO historia_clinica.note_template_editions (template_id, edition, fields, written_by_id, written_by_name)
             VALUES (%(template_id)s, %(edition)s, %(fields)s, %(by_id)s, %(by_name)s)
        """,
        template_id=template_id,
        edition=edition,
        fields=json(fields),
        by_id=author.id,
        by_name=author.name,
    )


def phrases(db):
    return db.all(
        f"SELECT {PHRASE} FROM historia_clinica.note_phrases ORDER BY active DESC, shortcut, id LIMIT 1000"
    )


def lock_phrase(tx, id):
    return tx.one(f"SELECT {PHRASE} FROM historia_clinica.note_phrases WHERE id = %(id)s FOR UPDATE", id=id)


def insert_phrase(tx, **phrase):
    return tx.one(
        f"""
        INSERT INTO historia_clinica.note_phrases ({names(PHRASE_FIELDS)}) VALUES ({values(PHRASE_FIELDS)})
          RETURNING {PHRASE}
        """,
        **phrase,
    )


def update_phrase(tx, **phrase):
    return tx.one(
        f"""
        UPDATE historia_clinica.note_phrases SET {assignments(PHRASE_FIELDS)}, updated_at = now() WHERE id = %(id)s
        RETURNING {PHRASE}
        """,
        **only(phrase, "id", *PHRASE_FIELDS),
    )
