"""Every statement on medicines; none commits."""

from common.store.search import has_words
from common.store.sql import assignments, names, only, values
from common.web.paging import Listing

FIELDS = ("dci", "concentration", "form", "controlled")
MEDICINE = f"id, {names(FIELDS)}, active, version"
MEDICINES = Listing(
    MEDICINE,
    "historia_clinica.medicines",
    f"(%(active)s IS NULL OR active = %(active)s) AND {has_words('search_text')}",
    {"dci": ("public.plain(dci)", "public.plain(%(after)s::text)")},
)


def insert(tx, **medicine):
    return tx.one(
        f"""
        INSERT INTO historia_clinica.medicines ({names(FIELDS)})
             VALUES ({values(FIELDS)})
          RETURNING {MEDICINE}
        """,
        **medicine,
    )


def lock(tx, id):
    return tx.one(f"SELECT {MEDICINE} FROM historia_clinica.medicines WHERE id = %(id)s FOR UPDATE", id=id)


def update(tx, **medicine):
    return tx.one(
        f"""
        UPDATE historia_clinica.medicines
           SET {assignments(FIELDS)}, active = %(active)s
         WHERE id = %(id)s
        RETURNING {MEDICINE}
        """,
        **only(medicine, "id", "active", *FIELDS),
    )


def store(tx, rows):
    """Add those of the rows (dci, concentration, form, controlled) that are not in the list: how many."""
    return tx.run(
        """
        INSERT INTO historia_clinica.medicines (dci, concentration, form, controlled)
             SELECT * FROM unnest(%(dci)s::text[], %(concentration)s::text[], %(form)s::text[], %(controlled)s::boolean[])
        ON CONFLICT DO NOTHING
        """,
        dci=[row["dci"] for row in rows],
        concentration=[row["concentration"] for row in rows],
        form=[row["form"] for row in rows],
        controlled=[row["controlled"] for row in rows],
    )


def by_id(db, ids):
    rows = db.all(
        f"SELECT {MEDICINE} FROM historia_clinica.medicines WHERE id = ANY (%(ids)s::bigint[])", ids=list(ids)
    )
    return {row["id"]: row for row in rows}
