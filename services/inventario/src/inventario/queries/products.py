"""SQL of products."""

from common.store.db import Prepared
from common.store.search import containing
from common.web.paging import COUNTED_UP_TO, keyset
from inventario.queries.fragments import USABLE

EDITED = "id, sku, name, category, unit, minimum_stock, sale_price, iva_code, active, version"
PRODUCT = """p.id, p.sku, p.name, p.category, p.unit, p.minimum_stock, p.sale_price, p.iva_code, p.active,
       p.stock_quantity, round(usable.cost, 4) AS average_cost, p.low_stock, usable.next_expiry,
       p.version, p.created_at, p.updated_at"""
STORED = """id, sku, name, category, unit, minimum_stock, sale_price, iva_code, active, stock_quantity, last_cost,
                       low_stock, version, created_at, updated_at"""
ONE = Prepared(
    f"SELECT {PRODUCT} FROM inventario.products p {USABLE} WHERE p.id = %(id)s", id="bigint", today="date"
)
WANTED = """(%(search)s IS NULL OR public.plain(name || ' ' || sku) LIKE public.plain(%(search)s))
       AND (%(category)s IS NULL OR category = %(category)s)
       AND (%(active)s IS NULL OR active = %(active)s)
       AND (%(low_stock)s IS NULL OR low_stock = %(low_stock)s)"""
EXPIRING = f"{WANTED}\n       AND usable.next_expiry <= %(by)s"
SORTS = {
    "name": ("public.plain(name)", "public.plain(%(after)s::text)"),
    "sku": ("public.plain(sku)", "public.plain(%(after)s::text)"),
    "stock_quantity": ("stock_quantity", "%(after)s::text::numeric"),
}


def find(db, search, category, active, low_stock, sort, after, after_id, limit, today):
    """The page comes first, so that costs are worked out for its rows only."""
    beyond, order = keyset(SORTS, sort)
    return db.all(
        f"""
        SELECT {PRODUCT}
          FROM (SELECT {STORED}
                  FROM inventario.products
                 WHERE {WANTED}
                   AND {beyond}
                 ORDER BY {order}
                 LIMIT %(limit)s + 1) p {USABLE}
         ORDER BY {order}
        """,
        search=containing(search),
        category=category,
        active=active,
        low_stock=low_stock,
        after=after,
        after_id=after_id,
        limit=limit,
        today=today,
    )


def count(db, search, category, active, low_stock):
    return db.value(
        f"SELECT count(*) FROM (SELECT FROM inventario.products WHERE {WANTED} LIMIT %(most)s) counted",
        search=containing(search),
        category=category,
        active=active,
        low_stock=low_stock,
        most=COUNTED_UP_TO + 1,
    )


def expiring(db, search, category, active, by, after, after_id, limit, today):
    """Products whose next lot expires until that day, the nearest first."""
    return db.all(
        f"""
        SELECT {PRODUCT}
          FROM inventario.products p {USABLE}
         WHERE {EXPIRING}
           AND (%(after_id)s IS NULL
                OR (usable.next_expiry, p.id) > (%(after)s::text::date, %(after_id)s::text::bigint))
         ORDER BY usable.next_expiry, p.id
         LIMIT %(limit)s + 1
        """,
        search=containing(search),
        category=category,
        active=active,
        low_stock=None,
        by=by,
        after=after,
        after_id=after_id,
        limit=limit,
        today=today,
    )


def count_expiring(db, search, category, active, by, today):
    return db.value(
        f"""
        SELECT count(*)
          FROM (SELECT FROM inventario.products p {USABLE} WHERE {EXPIRING} LIMIT %(most)s) counted
        """,
        search=containing(search),
        category=category,
        active=active,
        low_stock=None,
        by=by,
        today=today,
        most=COUNTED_UP_TO + 1,
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
        f"SELECT {EDITED} FROM inventario.products WHERE id = %(id)s FOR NO KEY UPDATE",
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
    return db.value(
        "SELECT coalesce(array_agg(id), '{}') FROM inventario.products WHERE id = ANY(%(ids)s::bigint[])",
        ids=ids,
    )


def insert(tx, **product):
    return tx.value(
        """
        INSERT INTO inventario.products (sku, name, category, unit, minimum_stock, sale_price, iva_code)
             VALUES (%(sku)s, %(name)s, %(category)s, %(unit)s, %(minimum_stock)s, %(sale_price)s, %(iva_code)s)
          RETURNING id
        """,
        **product,
    )


def update(tx, **product):
    return tx.run(
        """
        UPDATE inventario.products
           SET sku = %(sku)s, name = %(name)s, category = %(category)s, unit = %(unit)s,
               minimum_stock = %(minimum_stock)s, sale_price = %(sale_price)s, iva_code = %(iva_code)s,
               active = %(active)s
         WHERE id = %(id)s AND version = %(version)s
        """,
        **product,
    )
