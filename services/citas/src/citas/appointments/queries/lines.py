"""Lines of appointments: treatments and extras, with the names and prices at which they were booked."""

from common.store.db import json
from common.store.sql import names

TREATMENT = (
    "treatment_id",
    "code",
    "name",
    "quantity",
    "unit_price",
    "duration_minutes",
    "iva_code",
    "plan_item_id",
)
EXTRA = ("product_id", "code", "name", "quantity", "unit_price", "iva_code")
DECIMALS = ("quantity", "unit_price")


def lateral(table, fields):
    """The lines of `a` in `table`, as JSON, and their total. They come with their page: one statement, however many."""
    members = ", ".join(f"'{name}', l.{name}{'::text' if name in DECIMALS else ''}" for name in fields)
    return f"""
       CROSS JOIN LATERAL (
           SELECT coalesce(sum(round(l.quantity * l.unit_price, 2)), 0) AS total,
                  coalesce(json_agg(json_build_object({members}) ORDER BY l.position), '[]') AS items
             FROM citas.{table} l WHERE l.appointment_id = a.id)"""


LINES = f"""{lateral('appointment_treatments', TREATMENT)} AS treatments
       {lateral('appointment_extras', EXTRA)} AS extras"""


def insert_treatments(tx, id, lines):
    insert(tx, "appointment_treatments", TREATMENT, id, lines)


def insert_extras(tx, id, lines):
    insert(tx, "appointment_extras", EXTRA, id, lines)


def insert(tx, table, fields, id, lines):
    """A row of `table` for each line, in their order."""
    if not lines:
        return
    tx.later(
        f"""
        INSERT INTO citas.{table} (appointment_id, position, {names(fields)})
             SELECT %(id)s, position, {names(fields)}
               FROM jsonb_populate_recordset(NULL::citas.{table}, %(lines)s)
        """,
        id=id,
        lines=json([{"position": position, **line} for position, line in enumerate(lines)]),
    )


def delete_treatments(tx, id):
    tx.run("DELETE FROM citas.appointment_treatments WHERE appointment_id = %(id)s", id=id)


def delete_extras(tx, id):
    tx.run("DELETE FROM citas.appointment_extras WHERE appointment_id = %(id)s", id=id)
