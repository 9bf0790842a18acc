"""SQL of treatments and recipes."""

from common.store.db import Prepared
from common.store.search import containing
from common.store.sql import assignments, only
from common.web.paging import COUNTED_UP_TO, keyset
from inventario.queries.fragments import USABLE

EDITED = ("code", "name", "category", "description", "price", "duration_minutes", "iva_code", "active")
STORED = """id, code, name, category, description, price, duration_minutes, iva_code, active, version, created_at,
                       updated_at"""
TREATMENT = """t.id, t.code, t.name, t.category, t.description, t.price, t.duration_minutes, t.iva_code, t.active,
       recipe.cost, t.price - recipe.cost AS margin,
       CASE WHEN t.price > 0 THEN round((t.price - recipe.cost) * 100 / t.price, 2) END AS margin_percent,
       t.version, t.created_at, t.updated_at"""
COST = f"""
     CROSS JOIN LATERAL (
           SELECT coalesce(round(sum(r.quantity * round(usable.cost, 4)), 2), 0.00) AS cost
             FROM inventario.treatment_recipes r
             JOIN inventario.products p ON p.id = r.product_id {USABLE}
            WHERE r.treatment_id = t.id) recipe"""
ONE = Prepared(
    f"SELECT {TREATMENT} FROM inventario.treatments t {COST} WHERE t.id = %(id)s", id="bigint", today="date"
)
WANTED = """(%(search)s IS NULL OR public.plain(name || ' ' || code) LIKE public.plain(%(search)s))
       AND (%(category)s IS NULL OR category = %(category)s)
       AND (%(active)s IS NULL OR active = %(active)s)"""
SORTS = {
    "name": ("public.plain(name)", "public.plain(%(after)s::text)"),
    "code": ("public.plain(code)", "public.plain(%(after)s::text)"),
    "price": ("price", "%(after)s::text::numeric"),
}


def find(db, search, category, active, sort, after, after_id, limit, today):
    """The page comes first, so that costs are worked out for its rows only."""
    beyond, order = keyset(SORTS, sort)
    return db.all(
        f"""
        SELECT {TREATMENT}
          FROM (SELECT {STORED}
                  FROM inventario.treatments
                 WHERE {WANTED}
                   AND {beyond}
                 ORDER BY {order}
                 LIMIT %(limit)s + 1) t {COST}
         ORDER BY {order}
        """,
        search=containing(search),
        category=category,
        active=active,
        after=after,
        after_id=after_id,
        limit=limit,
        today=today,
    )


def count(db, search, category, active):
    return db.value(
        f"SELECT count(*) FROM (SELECT FROM inventario.treatments WHERE {WANTED} LIMIT %(most)s) counted",
        search=containing(search),
        category=category,
        active=active,
        most=COUNTED_UP_TO + 1,
    )


def categories(db):
    return db.all("""
        SELECT category AS name, count(*) AS count
          FROM inventario.treatments
         GROUP BY category
         ORDER BY public.plain(category), category
        """)


def get(db, id, today):
    return db.one(ONE, id=id, today=today)


def lock(tx, id):
    return tx.one(f"SELECT {STORED} FROM inventario.treatments WHERE id = %(id)s FOR NO KEY UPDATE", id=id)


def known(db, ids):
    return db.value(
        "SELECT coalesce(array_agg(id), '{}') FROM inventario.treatments WHERE id = ANY(%(ids)s::bigint[])",
        ids=ids,
    )


def insert(tx, **treatment):
    return tx.value(
        """
        INSERT INTO inventario.treatments (code, name, category, description, price, duration_minutes, iva_code)
             VALUES (%(code)s, %(name)s, %(category)s, %(description)s, %(price)s, %(duration_minutes)s,
                     %(iva_code)s)
          RETURNING id
        """,
        **treatment,
    )


def update(tx, **treatment):
    return tx.run(
        f"""
        UPDATE inventario.treatments
           SET {assignments(EDITED)}
         WHERE id = %(id)s AND version = %(version)s
        """,
        **only(treatment, "id", "version", *EDITED),
    )


def touch(tx, id):
    """Another recipe is another version of the treatment."""
    return tx.run("UPDATE inventario.treatments SET active = active WHERE id = %(id)s", id=id)


def recipe(db, treatment_id, today):
    return db.all(
        f"""
        SELECT r.product_id, p.sku, p.name, p.unit, r.quantity, round(usable.cost, 4) AS unit_cost,
               round(r.quantity * round(usable.cost, 4), 2) AS cost, p.stock_quantity
          FROM inventario.treatment_recipes r
          JOIN inventario.products p ON p.id = r.product_id {USABLE}
         WHERE r.treatment_id = %(treatment_id)s
         ORDER BY r.position
        """,
        treatment_id=treatment_id,
        today=today,
    )


def clear_recipe(tx, treatment_id):
    return tx.run(
        "DELETE FROM inventario.treatment_recipes WHERE treatment_id = %(treatment_id)s",
        treatment_id=treatment_id,
    )


def insert_recipe(tx, treatment_id, product_ids, quantities):
    return tx.run(
        """
        INSERT INTO inventario.treatment_recipes (treatment_id, product_id, quantity, position)
             SELECT %(treatment_id)s, product_id, quantity, position
               FROM unnest(%(product_ids)s::bigint[], %(quantities)s::numeric[])
                    WITH ORDINALITY AS items (product_id, quantity, position)
        """,
        treatment_id=treatment_id,
        product_ids=product_ids,
        quantities=quantities,
    )


def recipes_of(db, treatment_ids):
    return db.all(
        """
        SELECT treatment_id, product_id, quantity
          FROM inventario.treatment_recipes
         WHERE treatment_id = ANY(%(treatment_ids)s::bigint[])
        """,
        treatment_ids=treatment_ids,
    )


def missing_for(db, treatment_id, times, today):
    return db.all(
        f"""
        SELECT p.id AS product_id, p.name, round(r.quantity * %(times)s, 3) AS required,
               usable.quantity AS available
          FROM inventario.treatment_recipes r
          JOIN inventario.products p ON p.id = r.product_id {USABLE}
         WHERE r.treatment_id = %(treatment_id)s AND round(r.quantity * %(times)s, 3) > usable.quantity
         ORDER BY r.position
        """,
        treatment_id=treatment_id,
        times=times,
        today=today,
    )
