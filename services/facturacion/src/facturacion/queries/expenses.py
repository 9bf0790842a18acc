"""Operational expenses."""

from common.store.search import containing
from common.store.sql import assignments, only
from common.web.paging import COUNTED_UP_TO, decode, keyset

EDITED = (
    "date", "category", "description", "amount", "supplier_name", "document_number", "payment_method", "active",
    "void_reason",
)  # fmt: skip
EXPENSE = """id, date, category, description, amount, supplier_name, document_number, payment_method, active,
               void_reason, jsonb_build_object('id', recorded_by_id, 'name', recorded_by_name) AS recorded_by,
               version, created_at, updated_at"""
MATCHING = """
          FROM facturacion.operational_expenses
         WHERE (%(category)s IS NULL OR category = %(category)s)
           AND (%(active)s IS NULL OR active = %(active)s)
           AND (%(first)s IS NULL OR date >= %(first)s)
           AND (%(last)s IS NULL OR date <= %(last)s)
           AND (%(search)s IS NULL
                OR public.plain(description || ' ' || coalesce(supplier_name, '') || ' '
                                || coalesce(document_number, '')) LIKE public.plain(%(search)s))"""
SORTS = {"date": ("date", "%(after)s::text::date"), "amount": ("amount", "%(after)s::text::numeric")}


def filters(wanted):
    names = ("category", "active", "first", "last")
    return {name: getattr(wanted, name) for name in names} | {"search": containing(wanted.search)}


def page(db, wanted):
    beyond, order = keyset(SORTS, wanted.sort)
    after, after_id = decode(wanted.after, 2)
    return db.all(
        f"""
        SELECT {EXPENSE}
        {MATCHING}
           AND {beyond}
         ORDER BY {order}
         LIMIT %(limit)s + 1
        """,
        after=after,
        after_id=after_id,
        limit=wanted.limit,
        **filters(wanted),
    )


def count(db, wanted):
    return db.value(
        f"SELECT count(*) FROM (SELECT 1 {MATCHING} LIMIT %(most)s) AS counted",
        most=COUNTED_UP_TO + 1,
        **filters(wanted),
    )


def get(db, id):
    return db.one(f"SELECT {EXPENSE} FROM facturacion.operational_expenses WHERE id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(
        f"SELECT {EXPENSE} FROM facturacion.operational_expenses WHERE id = %(id)s FOR UPDATE", id=id
    )


def insert(tx, by, **values):
    return tx.one(
        f"""
        INSERT INTO facturacion.operational_expenses (
                    date, category, description, amount, supplier_name, document_number, payment_method,
                    recorded_by_id, recorded_by_name)
             VALUES (%(date)s, %(category)s, %(description)s, %(amount)s, %(supplier_name)s, %(document_number)s,
                    %(payment_method)s, %(by_id)s, %(by_name)s)
          RETURNING {EXPENSE}
        """,
        by_id=by.id,
        by_name=by.name,
        **values,
    )


def update(tx, **values):
    return tx.one(
        f"""
        UPDATE facturacion.operational_expenses
           SET {assignments(EDITED)}
         WHERE id = %(id)s
        RETURNING {EXPENSE}
        """,
        **only(values, "id", *EDITED),
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
