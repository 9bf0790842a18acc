"""Two files with rows in every table that holds a patient's number are merged and separated: before is after."""

from itertools import count

from tests.test_patient_numbers import READ_THROUGH

API = "/api/historia-clinica"
# What says that something happened; and what a merge itself writes.
TOLD = {
    "outbox",
    "inbox",
    "idempotency_keys",
    "deliveries",
    "patient_merges",
    "agenda_changes",
    "hourly_counts",
}
TABLES = """
SELECT format('%I.%I', table_schema, table_name) AS name, table_name
  FROM information_schema.tables t
 WHERE table_type = 'BASE TABLE'
   AND table_schema IN ('auth', 'citas', 'facturacion', 'historia_clinica', 'inventario', 'logs')
   AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = format('%I.%I', table_schema, table_name)::regclass)
 ORDER BY 1
"""
NEEDED = """
SELECT column_name, data_type
  FROM information_schema.columns
 WHERE (table_schema, table_name) = (%s, %s) AND is_nullable = 'NO' AND column_default IS NULL
   AND is_identity = 'NO' AND is_generated = 'NEVER'
"""
NUMBERS = count(1000)
VALUES = {
    "ARRAY": "'{}'",
    "boolean": "false",
    "date": "current_date",
    "jsonb": "'{}'",
    "text": "'OTHER'",
    "time without time zone": "'08:00'",
    "timestamp with time zone": "now()",
    "tstzrange": "tstzrange(now(), now() + interval '1 hour')",
    "uuid": "gen_random_uuid()",
}


def test_a_merge_and_its_way_back_leave_every_table_as_it_was(apps, login, shared, deliver):
    chief = login(
        "patients:read", "patients:write", "patients:merge", "invoices:read", id="1", name="Sofía Paz"
    )
    client = apps["historia_clinica"].test_client()

    def post(path, **body):
        answer = client.post(f"{API}{path}", json=body, headers=chief)
        assert answer.status_code < 300, answer.json
        return answer.json["id"]

    with shared.connection.cursor() as cursor:
        without_rules(cursor)
        names = {}
        for name in ("Fernanda Vélez", "Marcela Vélez"):
            first, last = name.split()
            new = {
                "document_type": None,
                "no_document_reason": "OTHER",
                "first_name": first,
                "last_name": last,
            }
            names[post("/patients", **new)] = name
        into, merged = names
        deliver()
        for column in sorted(READ_THROUGH):
            for id in (into, merged):
                insert(cursor, *column.split("."), id, names[id])

        before = rows(cursor)
        for column in READ_THROUGH:
            table, name = column.rsplit(".", 1)
            assert {str(into), str(merged)} <= {row[name] for row in before[table].values()}, column
        merge = post(
            f"/patients/{into}/merges", from_id=merged, take=["name"], reason="Se registró dos veces"
        )
        deliver()
        during = rows(cursor)
        # What is open shows the file that stands; the rest stays as it was, and is read by both numbers.
        told = [f"{service}.merged_patients" for service in ("citas", "facturacion", "inventario", "logs")]
        named = [
            "citas.appointments",
            "citas.waitlist_entries",
            "facturacion.package_sharers",
            "facturacion.patient_packages",
        ]
        moved = {name for name in before if differing(before[name], during[name])}
        assert moved == {"historia_clinica.patients", *told, *named}
        post(f"/merges/{merge}/separate", reason="Eran dos personas")
        deliver()
        after = rows(cursor)
        changed = {name: differing(before[name], after[name]) for name in before}
        assert {name: change for name, change in changed.items() if change} == {}


def without_rules(cursor):
    """Rows without meaning can be written, until the test ends: this is about where they stand."""
    for table in sorted({column.rsplit(".", 1)[0] for column in READ_THROUGH}):
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'f', 'x')",
            (table,),
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def insert(cursor, schema, table, column, id, name):
    cursor.execute(NEEDED, (schema, table))
    made = {one: VALUES.get(type, str(next(NUMBERS))) for one, type in cursor.fetchall()} | {column: str(id)}
    if "patient_name" in made:
        made["patient_name"] = f"'{name}'"
    cursor.execute("SET LOCAL session_replication_role = replica")
    cursor.execute(f"INSERT INTO {schema}.{table} ({', '.join(made)}) VALUES ({', '.join(made.values())})")
    cursor.execute("SET LOCAL session_replication_role = origin")


def rows(cursor):
    """Every row of every table by its text, without when a file was last changed."""
    cursor.execute(TABLES)
    found = {}
    for table, short in cursor.fetchall():
        if short not in TOLD:
            cursor.execute(f"""
                SELECT ctid_free.row ->> 'id', ctid_free.row
                  FROM (SELECT to_jsonb(t) - '{{version,updated_at}}'::text[] AS row FROM {table} t) AS ctid_free
                """)
            found[table] = {
                str(row) if id is None else id: {name: str(value) for name, value in row.items()}
                for id, row in cursor.fetchall()
            }
    return found


def differing(before, after):
    """What was there and is not as it was, and what came without being a line of the log."""
    gone = {key: (row, after.get(key)) for key, row in before.items() if after.get(key) != row}
    came = {key: row for key, row in after.items() if key not in before and "message" not in row}
    return gone | came
