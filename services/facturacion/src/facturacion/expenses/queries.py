"""Operational expenses."""

from common.store.search import containing
from common.store.sql import assignments, names, values
from common.web.paging import Listing

# What a person writes of an expense, and what voiding it adds.
FIELDS = ("date", "category", "description", "amount", "supplier_name", "document_number", "payment_method")
EDITED = (*FIELDS, "active", "void_reason")
RECORDED_BY = ("recorded_by_id", "recorded_by_name")
EXPENSE = f"""id, {names(EDITED)}, jsonb_build_object('id', recorded_by_id, 'name', recorded_by_name) AS recorded_by,
               version, created_at, updated_at"""
MATCHES = """(%(category)s IS NULL OR category = %(category)s)
           AND (%(active)s IS NULL OR active = %(active)s)
           AND (%(first)s IS NULL OR date >= %(first)s)
           AND (%(last)s IS NULL OR date <= %(last)s)
           AND (%(search)s IS NULL
                OR public.plain(description || ' ' || coalesce(supplier_name, '') || ' '
                                || coalesce(document_number, '')) LIKE public.plain(%(search)s))"""
EXPENSES = Listing(
    EXPENSE,
    "facturacion.operational_expenses",
    MATCHES,
    {"date": ("date", "%(after)s::text::date"), "amount": ("amount", "%(after)s::text::numeric")},
)


def page(db, wanted):
    return EXPENSES.page(
        db,
        wanted,
        search=containing(wanted.search),
        **wanted.model_dump(include={"category", "active", "first", "last"}),
    )


def get(db, id):
    return db.one(f"SELECT {EXPENSE} FROM facturacion.operational_expenses WHERE id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(
        f"SELECT {EXPENSE} FROM facturacion.operational_expenses WHERE id = %(id)s FOR UPDATE", id=id
    )


def insert(tx, **row):
    """`row` holds FIELDS and RECORDED_BY."""
    return tx.one(
        f"""
        INSERT INTO facturacion.operational_expenses ({names(FIELDS + RECORDED_BY)})
             VALUES ({values(FIELDS + RECORDED_BY)})
          RETURNING {EXPENSE}
        """,
        **row,
    )


def update(tx, id, **row):
    """`row` holds EDITED."""
    return tx.one(
        f"""
        UPDATE facturacion.operational_expenses
           SET {assignments(EDITED)}
         WHERE id = %(id)s
        RETURNING {EXPENSE}
        """,
        id=id,
        **row,
    )


def categories(db):
    return db.all("""
        SELECT category AS name, count(*) AS count
          FROM facturacion.operational_expenses
         WHERE active
         GROUP BY category
         ORDER BY category
        """)


def totals_by_category(db, first, last):
    return db.all(
        """
        SELECT category, sum(amount) AS total, count(*) AS count
          FROM facturacion.operational_expenses
         WHERE active
           AND (%(first)s IS NULL OR date >= %(first)s)
           AND (%(last)s IS NULL OR date <= %(last)s)
         GROUP BY category
         ORDER BY total DESC, category
        """,
        first=first,
        last=last,
    )
