"""Every statement on the codes of papers; none commits. What it vouches for is read from `historia_clinica.papers`."""

CODE = "code, content_sha256"


def insert(tx, code, kind, paper_id):
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


def of_paper(db, kind, paper_id):
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


def shown(db, code):
    """What the code vouches for, or None."""
    return db.one(
        """
        SELECT kind, paper_id, patient, content_sha256, expires_at
          FROM historia_clinica.paper_codes
         WHERE code = %(code)s
        """,
        code=code,
    )


def paper(db, kind, paper_id):
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
