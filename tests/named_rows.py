"""Rows whose texts all say one person's name, and which of their columns still do."""

from tests.test_merge_everywhere import NEEDED, NUMBERS, VALUES

NAME = "Quimistán"
LONG_AGO = "'2001-02-03 12:00+00'"
FILLED = VALUES | {
    "text": f"'{NAME}'",
    "jsonb": f"""'{{"full_name": "{NAME}"}}'""",
    "bytea": f"convert_to('{NAME}', 'UTF8')",
    "timestamp with time zone": LONG_AGO,
    "date": "'2001-02-03'",
    "tstzrange": "tstzrange('2001-02-03 12:00+00', '2001-02-03 13:00+00')",
    "numeric": "0",
}
WRITTEN = ("text", "jsonb", "bytea", "timestamp with time zone", "date")
# What decides something is not a name.
MEANS = {
    "historia_clinica.clinical_notes.status": "'SIGNED'",
    "citas.appointments.status": "'COMPLETED'",
    "citas.waitlist_entries.state": "'EXPIRED'",
    "citas.self_bookings.state": "'BOOKED'",
    "citas.reminders.state": "'SENT'",
    "facturacion.invoices.status": "'ISSUED'",
    "facturacion.invoices.buyer_id_type": "'05'",
    "logs.system_logs.occurred_at": "now()",
    "historia_clinica.erasures.state": "'WITHDRAWN'",
}
# How columns end that say who worked there.
STAFF = ("_by_name", "_by_id", "_by_role", "_by", "author_id", "author_name", "doctor_name", "professional_name",
         "professional_id", "prescriber_name", "prescriber_id", "user_name", "user_id", "user_role", "room_name")  # fmt: skip
COLUMNS = """
SELECT column_name, data_type
  FROM information_schema.columns
 WHERE (table_schema, table_name) = (%s, %s) AND is_identity = 'NO' AND is_generated = 'NEVER'
"""


def drop_rules(cursor, tables):
    """Rows without meaning can be written, until the test ends."""
    for table in tables:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'f', 'x')",
            (table,),
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def fill(cursor, table, column, id, means=MEANS):
    """A row whose texts all say the person's name; what finds it again."""
    cursor.execute(COLUMNS, table.split("."))
    columns = dict(cursor.fetchall())
    cursor.execute(NEEDED, table.split("."))
    needed = {name for name, _ in cursor.fetchall()}
    values = {
        name: means.get(f"{table}.{name}") or FILLED.get(type) or str(next(NUMBERS))
        for name, type in columns.items()
        if name in needed or type in WRITTEN or f"{table}.{name}" in means
    }
    values[column] = str(id)
    cursor.execute("SET LOCAL session_replication_role = replica")
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join(values.values())}) RETURNING to_jsonb({table.split('.')[1]})"
    )
    row = cursor.fetchone()[0]
    cursor.execute("SET LOCAL session_replication_role = origin")
    return {"id": row.get("id"), "column": column, "of": str(id)}


def named(cursor, table, row):
    """The columns of that row that still name the person, but those that say who worked there."""
    where, value = ("id", row["id"]) if row["id"] is not None else (row["column"], row["of"])
    cursor.execute(f"SELECT to_jsonb(t) FROM {table} t WHERE {where}::text = %s", (str(value),))
    found = cursor.fetchone()
    if found is None:
        return set()
    hidden = NAME.encode().hex()
    return {
        name
        for name, said in found[0].items()
        if (NAME in str(said) or hidden in str(said))
        and not name.endswith(STAFF)
        and not name.startswith("search")
    }


def has_text(cursor, table):
    cursor.execute(COLUMNS, table.split("."))
    return any(type == "text" and not name.endswith(STAFF) for name, type in cursor.fetchall())
