"""Every statement on numbered papers and on the codes of papers; none commits.

What a code vouches for is read from `historia_clinica.papers`. The names of tables and columns come from a `Paper`, which is
a constant of the module that describes it.
"""

from functools import cache

from common.store.db import json
from common.store.sql import names, values
from common.web.paging import Listing

CODE = "code, content_sha256"


@cache
def listing(paper):
    """The papers of a patient: what each has, and what is its own."""
    who = paper.issuer
    return Listing(
        f"""p.id, lpad(p.number::text, 7, '0') AS number, historia_clinica.person(p.patient_id) AS patient_id, p.diagnoses,
               {names(paper.fields, of="p")}, {paper.columns},
               jsonb_build_object('id', p.{who}_id, 'name', p.{who}_name) AS {who}, p.issued_at,
               (SELECT jsonb_build_object('by', jsonb_build_object('id', a.annulled_by_id, 'name', a.annulled_by_name),
                                          'at', a.annulled_at, 'reason', a.reason)
                  FROM historia_clinica.{paper.name}_annulments a
                 WHERE a.{paper.name}_id = p.id) AS annulled""",
        f"historia_clinica.{paper.name}s p",
        "p.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))",
        {"id": ("p.id", "%(after)s::text::bigint")},
        id="p.id",
    )


def get(db, paper, id):
    papers = listing(paper)
    return db.one(f"SELECT {papers.columns} FROM {papers.source} WHERE p.id = %(id)s", id=id)


def patient(db, id):
    """What papers and forms say of whom they are about, and where they are sent; None where unknown."""
    return db.one(
        """
        SELECT id, full_name, first_name, last_name, document_type, document_number, birth_date, gender, occupation,
               workplace, email
          FROM historia_clinica.patients
         WHERE id = historia_clinica.person(%(id)s)
        """,
        id=id,
    )


def insert(tx, paper, **row):
    """The id; its number and its hour are given by a trigger. What is a list or an object is kept as jsonb."""
    who = paper.issuer
    fields = ("patient_id", "patient", "diagnoses", *paper.fields, who, f"{who}_id", f"{who}_name")
    return tx.value(
        f"""
        INSERT INTO historia_clinica.{paper.name}s ({names(fields)}, number)
             VALUES ({values(fields)}, 0)
          RETURNING id
        """,
        **{name: json(value) if isinstance(value, list | dict) else value for name, value in row.items()},
    )


def insert_document(tx, paper, id, **document):
    """The PDF, and what else is kept of it."""
    tx.run(
        f"""
        INSERT INTO historia_clinica.{paper.name}_documents ({paper.name}_id, {names(document)})
             VALUES (%(id)s, {values(document)})
        """,
        id=id,
        **document,
    )


def document(db, paper, id):
    """The PDF as it was issued."""
    return db.value(
        f"SELECT pdf FROM historia_clinica.{paper.name}_documents WHERE {paper.name}_id = %(id)s", id=id
    )


def annul(tx, paper, id, reason, by):
    tx.run(
        f"""
        INSERT INTO historia_clinica.{paper.name}_annulments ({paper.name}_id, reason, annulled_by_id, annulled_by_name)
             VALUES (%(id)s, %(reason)s, %(by_id)s, %(by_name)s)
        """,
        id=id,
        reason=reason,
        by_id=by.id,
        by_name=by.name,
    )


def insert_code(tx, code, kind, paper_id):
    return tx.one(
        f"""
        INSERT INTO historia_clinica.paper_codes (code, kind, paper_id)
             VALUES (%(code)s, %(kind)s, %(paper_id)s)
          RETURNING {CODE}
        """,
        code=code,
        kind=kind,
        paper_id=paper_id,
    )


def code_of(db, kind, paper_id):
    """The code that the paper has for months to come, or None."""
    return db.one(
        f"""
        SELECT {CODE}
          FROM historia_clinica.paper_codes
         WHERE kind = %(kind)s AND paper_id = %(paper_id)s AND expires_at > now() + interval '6 months'
         ORDER BY expires_at DESC
         LIMIT 1
        """,
        kind=kind,
        paper_id=paper_id,
    )


def by_code(db, code):
    """What the code vouches for, or None."""
    return db.one(
        """
        SELECT kind, paper_id, patient, content_sha256, expires_at
          FROM historia_clinica.paper_codes
         WHERE code = %(code)s
        """,
        code=code,
    )


def vouched(db, kind, paper_id):
    """What the record says of the paper now; `sha256_now` is of what it was made of."""
    return db.one(
        """
        SELECT number, issued_at, professional, annulled_at, content_sha256 AS sha256_now,
               CASE WHEN kind = 'PRESCRIPTION'
                    THEN (SELECT s.signature FROM historia_clinica.prescription_signatures s WHERE s.id = papers.id)
               END AS signature
          FROM historia_clinica.papers
         WHERE kind = %(kind)s AND id = %(paper_id)s
        """,
        kind=kind,
        paper_id=paper_id,
    )
