"""Every statement on annotations; none commits. Policies hide those of an image that the caller does not see."""

from common.store.db import json

EDITION = """i.edition, i.marks, jsonb_build_object('id', i.drawn_by_id, 'name', i.drawn_by_name) AS "by", i.drawn_at AS at"""


def editions(db, document_id, most):
    """The last ones first."""
    return db.all(
        f"""
        SELECT {EDITION}
          FROM historia_clinica.image_annotations i
         WHERE i.attachment_id = %(document_id)s
         ORDER BY i.edition DESC
         LIMIT %(most)s
        """,
        document_id=document_id,
        most=most,
    )


def last(db, document_id):
    """What is drawn over the image now, or None."""
    return next(iter(editions(db, document_id, 1)), None)


def insert(tx, document_id, edition, marks, by):
    tx.run(
        """
        INSERT INTO historia_clinica.image_annotations (attachment_id, edition, marks, drawn_by_id, drawn_by_name)
             VALUES (%(document_id)s, %(edition)s, %(marks)s, %(by_id)s, %(by_name)s)
        """,
        document_id=document_id,
        edition=edition,
        marks=json(marks),
        by_id=by.id,
        by_name=by.name,
    )
