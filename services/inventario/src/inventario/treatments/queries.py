"""SQL of treatments and recipes."""

from common.store.db import Prepared
from common.store.search import has_words
from common.store.sql import assignments, names, only, values
from common.web.paging import Listing
from inventario.catalogue.queries import USABLE

FIELDS = ("code", "name", "category", "description", "price", "duration_minutes", "iva_code")
EDITED = (*FIELDS, "active")
TREATMENT = f"""t.id, {names(EDITED, "t")}, recipe.cost, t.price - recipe.cost AS margin,
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
TREATMENTS = Listing(
    TREATMENT,
    "inventario.treatments t",
    f"""{has_words("t.search_text")}
           AND (%(category)s IS NULL OR t.category = %(category)s)
           AND (%(active)s IS NULL OR t.active = %(active)s)""",
    {
        "name": ("public.plain(t.name)", "public.plain(%(after)s::text)"),
        "code": ("public.plain(t.code)", "public.plain(%(after)s::text)"),
        "price": ("t.price", "%(after)s::text::numeric"),
    },
    id="t.id",
    joins=COST,
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
    return tx.one(
        f"SELECT id, {names(EDITED)}, version FROM inventario.treatments WHERE id = %(id)s FOR NO KEY UPDATE",
        id=id,
    )


def known(db, ids):
    """Which of these ids are treatments."""
    return db.value(
        "SELECT coalesce(array_agg(id), '{}') FROM inventario.treatments WHERE id = ANY(%(ids)s::bigint[])",
        ids=ids,
    )


def insert(tx, **treatment):
    return tx.value(
        f"INSERT INTO inventario.treatments ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING id",
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
               round(r.quantity * round(usable.cost, 4), 2) AS cost, p.stock_quantity,
               usable.quantity AS usable_quantity
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
