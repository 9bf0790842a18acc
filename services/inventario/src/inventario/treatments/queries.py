"""SQL of treatments and recipes."""

from common.store.db import Prepared
from common.store.search import has_words
from common.store.sql import assignments, names, only, values
from common.web.paging import Listing
from inventario.catalogue.queries import USABLE

FIELDS = ("code", "name", "category", "description", "price", "duration_minutes", "iva_code", "aesthetic")
EDITED = (*FIELDS, "active")
# Set by hand on `priced_on`, or announced since for a day that has come: the later of them holds.
PRICED = """
     CROSS JOIN LATERAL (
           SELECT coalesce((
                  SELECT s.price
                    FROM inventario.treatment_prices s
                   WHERE s.treatment_id = t.id AND s.withdrawn_on IS NULL
                     AND s.valid_from > t.priced_on AND s.valid_from <= %(today)s
                   ORDER BY s.valid_from DESC
                   LIMIT 1), t.price) AS price) current"""
TREATMENT = f"""t.id, {names([field for field in EDITED if field != "price"], "t")}, current.price, recipe.cost,
               current.price - recipe.cost AS margin,
               CASE WHEN current.price > 0
                    THEN round((current.price - recipe.cost) * 100 / current.price, 2) END AS margin_percent,
               coming.price AS next_price, coming.valid_from AS next_price_from,
               t.version, t.created_at, t.updated_at"""
PRICE = """id, valid_from, price, jsonb_build_object('id', announced_by_id, 'name', announced_by_name) AS announced_by,
               created_at AS announced_at, withdrawn_on, withdrawn_by_name AS withdrawn_by"""
SOURCE = f"inventario.treatments t {PRICED}"
JOINS = f"""
      LEFT JOIN LATERAL (
           SELECT s.price, s.valid_from
             FROM inventario.treatment_prices s
            WHERE s.treatment_id = t.id AND s.withdrawn_on IS NULL AND s.valid_from > %(today)s
            ORDER BY s.valid_from
            LIMIT 1) coming ON true
     CROSS JOIN LATERAL (
           SELECT coalesce(round(sum(r.quantity * round(usable.cost, 4)), 2), 0.00) AS cost
             FROM inventario.treatment_recipes r
             JOIN inventario.products p ON p.id = r.product_id {USABLE}
            WHERE r.treatment_id = t.id) recipe"""
ONE = Prepared(f"SELECT {TREATMENT} FROM {SOURCE} {JOINS} WHERE t.id = %(id)s", id="bigint", today="date")
TREATMENTS = Listing(
    TREATMENT,
    SOURCE,
    f"""{has_words("t.search_text")}
           AND (%(category)s IS NULL OR t.category = %(category)s)
           AND (%(active)s IS NULL OR t.active = %(active)s)""",
    {
        "name": ("public.plain(t.name)", "public.plain(%(after)s::text)"),
        "code": ("public.plain(t.code)", "public.plain(%(after)s::text)"),
        "price": ("current.price", "%(after)s::text::numeric"),
    },
    id="t.id",
    joins=JOINS,
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
        f"SELECT id, {names(EDITED)}, priced_on, version FROM inventario.treatments WHERE id = %(id)s FOR NO KEY UPDATE",
        id=id,
    )


def known(db, ids):
    """Which of these ids are treatments."""
    return db.value(
        "SELECT coalesce(array_agg(id), '{}') FROM inventario.treatments WHERE id = ANY(%(ids)s::bigint[])",
        ids=ids,
    )


def insert(tx, **treatment):
    fields = (*FIELDS, "priced_on")
    return tx.value(
        f"INSERT INTO inventario.treatments ({names(fields)}) VALUES ({values(fields)}) RETURNING id",
        **treatment,
    )


def update(tx, **treatment):
    return tx.run(
        f"""
        UPDATE inventario.treatments
           SET {assignments((*EDITED, "priced_on"))}
         WHERE id = %(id)s AND version = %(version)s
        """,
        **only(treatment, "id", "version", *EDITED, "priced_on"),
    )


def touch(tx, id):
    """Another recipe, or another price to come, is another version of the treatment."""
    return tx.run("UPDATE inventario.treatments SET active = active WHERE id = %(id)s", id=id)


def prices(db, treatment_id):
    """What was announced of a treatment, the latest first, with what was withdrawn. No more than 200."""
    return db.all(
        f"""
        SELECT {PRICE}
          FROM inventario.treatment_prices
         WHERE treatment_id = %(treatment_id)s
         ORDER BY valid_from DESC, id DESC
         LIMIT 200
        """,
        treatment_id=treatment_id,
    )


def insert_price(tx, **price):
    fields = ("treatment_id", "valid_from", "price", "announced_on", "announced_by_id", "announced_by_name")
    return tx.one(
        f"""
        INSERT INTO inventario.treatment_prices ({names(fields)}) VALUES ({values(fields)})
          RETURNING {PRICE}
        """,
        **price,
    )


def withdraw_price(tx, **withdrawal):
    """The price withdrawn; None where the treatment has no such price, or it was withdrawn before."""
    return tx.one(
        f"""
        UPDATE inventario.treatment_prices
           SET withdrawn_on = %(today)s, withdrawn_by_id = %(by_id)s, withdrawn_by_name = %(by_name)s
         WHERE id = %(id)s AND treatment_id = %(treatment_id)s AND withdrawn_on IS NULL
     RETURNING {PRICE}
        """,
        **withdrawal,
    )


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
