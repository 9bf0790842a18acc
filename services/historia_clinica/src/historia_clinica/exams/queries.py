"""Every statement on exams; none commits."""

from common.store.search import has_words
from common.store.sql import names, values
from common.web.paging import Listing

FIELDS = ("kind", "category", "name", "unit", "low", "high")
EXAM = f"id, {names(FIELDS)}, active, version"
EXAMS = Listing(
    EXAM,
    "historia_clinica.exams",
    f"""(%(kind)s IS NULL OR kind = %(kind)s) AND (%(active)s IS NULL OR active = %(active)s)
           AND {has_words("public.plain(category || ' ' || name)")}""",
    {"name": ("public.plain(name)", "public.plain(%(after)s::text)")},
)


def insert(tx, **exam):
    return tx.one(
        f"INSERT INTO historia_clinica.exams ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING {EXAM}",
        **exam,
    )


def lock(tx, id):
    return tx.one(f"SELECT {EXAM} FROM historia_clinica.exams WHERE id = %(id)s FOR UPDATE", id=id)


def switch(tx, id, active):
    return tx.one(
        f"UPDATE historia_clinica.exams SET active = %(active)s WHERE id = %(id)s RETURNING {EXAM}",
        id=id,
        active=active,
    )


def by_id(db, ids):
    rows = db.all(
        f"SELECT {EXAM} FROM historia_clinica.exams WHERE id = ANY (%(ids)s::bigint[])", ids=list(ids)
    )
    return {row["id"]: row for row in rows}
