"""Every statement on the table of the CIE-10; none commits."""

from common.store.search import has_words

# A code that begins with what was typed comes first, then words that begin with it; short words are the general ones.
SEARCH = f"""
    SELECT code, description
      FROM historia_clinica.cie10
     WHERE {has_words("search_text")}
     ORDER BY starts_with(replace(code, '.', ''), upper(replace(%(text)s, '.', ''))) DESC,
              starts_with(public.plain(description), public.plain(%(text)s)) DESC,
              length(description), code
     LIMIT %(limit)s
"""


def search(db, text, limit, words):
    return db.all(SEARCH, text=text, limit=limit, **words)


def loaded(db):
    """Whether the clinic has a table at all."""
    return db.value("SELECT EXISTS (SELECT FROM historia_clinica.cie10)")


def described(db, codes):
    """{code: description} of those of `codes` that are in the table."""
    rows = db.all(
        "SELECT code, description FROM historia_clinica.cie10 WHERE code = ANY (%(codes)s::text[])",
        codes=list(codes),
    )
    return {row["code"]: row["description"] for row in rows}


def store(tx, entries):
    """Write `{code: description}`; codes that are not among them stay. Counts of those that are new and those that changed."""
    return tx.one(
        """
        WITH given AS (
            SELECT * FROM unnest(%(codes)s::text[], %(descriptions)s::text[]) AS given (code, description)
        ), written AS (
            INSERT INTO historia_clinica.cie10 AS c (code, description)
                 SELECT code, description FROM given ORDER BY code
            ON CONFLICT (code) DO UPDATE SET description = excluded.description
                  WHERE c.description <> excluded.description
              RETURNING xmax = 0 AS new
        )
        SELECT count(*) FILTER (WHERE new) AS new, count(*) FILTER (WHERE NOT new) AS changed FROM written
        """,
        codes=list(entries),
        descriptions=list(entries.values()),
    )
