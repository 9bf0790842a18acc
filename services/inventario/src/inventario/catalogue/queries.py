"""SQL of products."""

from common.store.db import Prepared
from common.store.search import has_words
from common.store.sql import assignments, names, only, values
from common.web.paging import Listing

FIELDS = ("sku", "name", "category", "unit", "minimum_stock", "sale_price", "iva_code")
EDITED = (*FIELDS, "active")
# What of product `p` may be used today (inventario.usable is the one definition) and what may not; recalled and expired
# counts as recalled. Aggregates without GROUP BY: always exactly one row.
USABLE = """
          LEFT JOIN LATERAL (
               SELECT coalesce(sum(l.quantity) FILTER (WHERE usable), 0.000) AS quantity,
                      coalesce(sum(l.quantity * l.unit_cost) FILTER (WHERE usable)
                               / sum(l.quantity) FILTER (WHERE usable), p.last_cost) AS cost,
                      min(l.expiry_date) FILTER (WHERE usable) AS next_expiry,
                      coalesce(sum(l.quantity) FILTER (WHERE NOT usable AND NOT l.recalled), 0.000) AS expired,
                      coalesce(sum(l.quantity) FILTER (WHERE l.recalled), 0.000) AS recalled,
                      min(l.expiry_date) FILTER (WHERE NOT l.recalled) AS first_expiry
                 FROM inventario.lots l
                CROSS JOIN LATERAL inventario.usable(l.recalled, l.expiry_date, %(today)s) AS usable
                WHERE l.product_id = p.id AND l.quantity > 0) usable ON true"""
LOW = "(p.minimum_stock > 0 AND usable.quantity <= p.minimum_stock)"
PRODUCT = f"""p.id, {names(EDITED, "p")}, p.stock_quantity, usable.quantity AS usable_quantity,
               usable.expired AS expired_quantity, usable.recalled AS recalled_quantity,
               round(usable.cost, 4) AS average_cost, {LOW} AS low_stock, usable.next_expiry,
               usable.first_expiry,
               p.version, p.created_at, p.updated_at"""
SOURCE = f"inventario.products p {USABLE}"
ONE = Prepared(f"SELECT {PRODUCT} FROM {SOURCE} WHERE p.id = %(id)s", id="bigint", today="date")
MATCHES = f"""{has_words("p.search_text")}
           AND (%(category)s IS NULL OR p.category = %(category)s)
           AND (%(active)s IS NULL OR p.active = %(active)s)"""
PRODUCTS = Listing(
    PRODUCT,
    SOURCE,
    f"""{MATCHES}
           AND (%(low_stock)s IS NULL OR {LOW} = %(low_stock)s)
           AND (%(expired)s IS NULL OR (usable.expired > 0) = %(expired)s)""",
    {
        "name": ("public.plain(p.name)", "public.plain(%(after)s::text)"),
        "sku": ("public.plain(p.sku)", "public.plain(%(after)s::text)"),
        "stock_quantity": ("p.stock_quantity", "%(after)s::text::numeric"),
        "usable_quantity": ("usable.quantity", "%(after)s::text::numeric"),
    },
    id="p.id",
)
# Products with a lot that has expired or expires until a day, the first to expire first.
EXPIRING = Listing(
    PRODUCT,
    SOURCE,
    f"{MATCHES} AND usable.first_expiry <= %(by)s",
    {"first_expiry": ("usable.first_expiry", "%(after)s::text::date")},
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
        f"""
        SELECT id, {names(EDITED)}, stock_quantity, version
          FROM inventario.products
         WHERE id = %(id)s
           FOR NO KEY UPDATE
        """,
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


def count_low_stock(db, today):
    return db.all(f"SELECT count(*) AS value FROM {SOURCE} WHERE {LOW}", today=today)
