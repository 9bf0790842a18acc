"""SQL of products."""

from common.store.db import Prepared
from common.store.sql import assignments, names, only, values
from common.web.paging import Listing

FIELDS = ("sku", "name", "category", "unit", "minimum_stock", "sale_price", "iva_code")
EDITED = (*FIELDS, "active")
# What may be used today of product `p`, and what it costs. Aggregates without GROUP BY: always exactly one row.
USABLE = """
     CROSS JOIN LATERAL (
           SELECT coalesce(sum(l.quantity), 0.000) AS quantity,
                  coalesce(sum(l.quantity * l.unit_cost) / sum(l.quantity), p.last_cost) AS cost,
                  min(l.expiry_date) AS next_expiry
             FROM inventario.lots l
            WHERE l.product_id = p.id AND l.quantity > 0 AND NOT l.recalled
              AND (l.expiry_date IS NULL OR l.expiry_date >= %(today)s)) usable"""
PRODUCT = f"""p.id, {names(EDITED, "p")}, p.stock_quantity, round(usable.cost, 4) AS average_cost,
               p.low_stock, usable.next_expiry, p.version, p.created_at, p.updated_at"""
SOURCE = f"inventario.products p {USABLE}"
ONE = Prepared(f"SELECT {PRODUCT} FROM {SOURCE} WHERE p.id = %(id)s", id="bigint", today="date")
MATCHES = """(%(search)s IS NULL OR public.plain(p.name || ' ' || p.sku) LIKE public.plain(%(search)s))
           AND (%(category)s IS NULL OR p.category = %(category)s)
           AND (%(active)s IS NULL OR p.active = %(active)s)"""
PRODUCTS = Listing(
    PRODUCT,
    SOURCE,
    f"{MATCHES} AND (%(low_stock)s IS NULL OR p.low_stock = %(low_stock)s)",
    {
        "name": ("public.plain(p.name)", "public.plain(%(after)s::text)"),
        "sku": ("public.plain(p.sku)", "public.plain(%(after)s::text)"),
        "stock_quantity": ("p.stock_quantity", "%(after)s::text::numeric"),
    },
    id="p.id",
)
# Products whose next lot expires until a day, the nearest first.
EXPIRING = Listing(
    PRODUCT,
    SOURCE,
    f"{MATCHES} AND usable.next_expiry <= %(by)s",
    {"next_expiry": ("usable.next_expiry", "%(after)s::text::date")},
    id="p.id",
)


def categories(db):
    return db.all("""
        SELECT category AS name, count(*) AS count
          FROM inventario.products
         GROUP BY category
         ORDER BY public.plain(category), category
        """)


def get(db, id, today):
    return db.one(ONE, id=id, today=today)


def lock(tx, id):
    return tx.one(
        f"SELECT id, {names(EDITED)}, version FROM inventario.products WHERE id = %(id)s FOR NO KEY UPDATE",
        id=id,
    )


def lock_many(tx, ids):
    """In the order of their ids, as everybody locks them."""
    return tx.all(
        """
        SELECT id, name, unit
          FROM inventario.products
         WHERE id = ANY(%(ids)s::bigint[])
         ORDER BY id
           FOR NO KEY UPDATE
        """,
        ids=ids,
    )


def known(db, ids):
    """Which of these ids are products."""
    return db.value(
        "SELECT coalesce(array_agg(id), '{}') FROM inventario.products WHERE id = ANY(%(ids)s::bigint[])",
        ids=ids,
    )


def insert(tx, **product):
    return tx.value(
        f"INSERT INTO inventario.products ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING id", **product
    )


def update(tx, **product):
    return tx.run(
        f"""
        UPDATE inventario.products
           SET {assignments(EDITED)}
         WHERE id = %(id)s AND version = %(version)s
        """,
        **only(product, "id", "version", *EDITED),
    )


def count_low_stock(db):
    return db.all("SELECT count(*) AS value FROM inventario.products WHERE low_stock")
