"""Packages of the catalogue and their items."""

from common.store.db import json
from common.store.sql import assignments, names, values

EDITED = ("name", "price", "iva_code", "validity_days", "active")
PACKAGE = f"""id, {names(EDITED)},
               (SELECT jsonb_agg(jsonb_build_object('treatment_id', i.treatment_id, 'treatment_name', i.treatment_name,
                                                    'list_price', i.list_price::text, 'sessions', i.sessions)
                                 ORDER BY i.treatment_name, i.treatment_id)
                  FROM facturacion.package_items i WHERE i.package_id = packages.id) AS items,
               version, created_at, updated_at"""
ITEM = ("treatment_id", "treatment_name", "list_price", "sessions")


def catalogue(db, active):
    return db.all(
        f"""
        SELECT {PACKAGE} FROM facturacion.packages
         WHERE (%(active)s IS NULL OR active = %(active)s)
         ORDER BY public.plain(name), id
        """,
        active=active,
    )


def get(db, id):
    return db.one(f"SELECT {PACKAGE} FROM facturacion.packages WHERE id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(f"SELECT {PACKAGE} FROM facturacion.packages WHERE id = %(id)s FOR UPDATE", id=id)


def insert(tx, **row):
    """The id of a new package. `row` holds EDITED."""
    return tx.value(
        f"INSERT INTO facturacion.packages ({names(EDITED)}) VALUES ({values(EDITED)}) RETURNING id", **row
    )


def update(tx, id, **row):
    """`row` holds EDITED."""
    tx.run(f"UPDATE facturacion.packages SET {assignments(EDITED)} WHERE id = %(id)s", id=id, **row)


def replace_items(tx, id, items):
    """`items` hold ITEM."""
    tx.run("DELETE FROM facturacion.package_items WHERE package_id = %(id)s", id=id)
    tx.run(
        f"""
        INSERT INTO facturacion.package_items (package_id, {names(ITEM)})
             SELECT %(id)s, {names(ITEM)}
               FROM jsonb_populate_recordset(NULL::facturacion.package_items, %(items)s)
        """,
        id=id,
        items=json(items),
    )


def items(db, id):
    """The items of a package of the catalogue."""
    return db.all(
        f"SELECT {names(ITEM)} FROM facturacion.package_items WHERE package_id = %(id)s ORDER BY treatment_id",
        id=id,
    )


def treatments_in(db, ids):
    """The treatments of each of these packages of the catalogue, by its id."""
    rows = db.all(
        """
        SELECT package_id, array_agg(treatment_id) AS treatments
          FROM facturacion.package_items
         WHERE package_id = ANY (%(ids)s)
         GROUP BY package_id
        """,
        ids=sorted(ids),
    )
    return {row["package_id"]: set(row["treatments"]) for row in rows}
