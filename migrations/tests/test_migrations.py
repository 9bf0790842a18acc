"""The one history of the database goes up, down and up again, and however many start it at once."""

import os
import threading
import time
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from alembic.script import ScriptDirectory
from psycopg2 import errors as pg
from sqlalchemy.exc import DBAPIError

from common.suite import SERVICES
from migrations.migrate import config, migrate
from migrations.tests.conftest import ask

ROOT = Path(__file__).parents[2]
# How many of the newest steps are taken down and up one by one; all of them with MIGRATION_STEPS=1000.
STEPS = int(os.environ.get("MIGRATION_STEPS", "8"))
# The one that makes the table in whose way something stands.
APPOINTMENTS = "0006"
OBJECTS = """
    SELECT 'table', c.table_schema || '.' || c.table_name || '.' || c.column_name || ' ' || c.data_type
           || ' ' || c.is_nullable || ' ' || coalesce(c.column_default, '')
      FROM information_schema.columns c WHERE c.table_schema = ANY(%(schemas)s)
    UNION ALL
    SELECT 'constraint', n.nspname || '.' || conname || ' ' || pg_get_constraintdef(k.oid)
      FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE n.nspname = ANY(%(schemas)s)
    UNION ALL
    SELECT 'index', schemaname || '.' || indexdef FROM pg_indexes WHERE schemaname = ANY(%(schemas)s)
    UNION ALL
    SELECT 'trigger', event_object_schema || '.' || event_object_table || '.' || trigger_name || ' ' || action_statement
      FROM information_schema.triggers WHERE event_object_schema = ANY(%(schemas)s)
    UNION ALL
    SELECT 'function', n.nspname || '.' || p.proname || ' ' || md5(p.prosrc)
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ANY(%(schemas)s)
    UNION ALL
    SELECT 'grant', table_schema || '.' || table_name || ' ' || grantee || ' ' || privilege_type
      FROM information_schema.table_privileges WHERE table_schema = ANY(%(schemas)s)
"""


def objects(url):
    return sorted(ask(url, OBJECTS, schemas=list(SERVICES)))


def test_up_down_and_up_again_gives_the_same_database(migrated):
    url = migrated()
    first = objects(url)
    assert len(first) > 500
    migrate(url, "base")
    assert objects(url) == []
    migrate(url)
    assert objects(url) == first


def test_each_step_down_can_be_taken_again(migrated):
    url = migrated()
    script = ScriptDirectory.from_config(config(None))
    for step in list(script.walk_revisions())[:-1][:STEPS]:
        before = objects(url)
        migrate(url, "-1")
        assert ask(url, "SELECT version_num FROM alembic_version") == [(step.down_revision,)]
        migrate(url, step.revision)
        assert objects(url) == before, step.revision
        migrate(url, "-1")


def test_older_phones_become_e164_and_what_is_none_stays(url):
    migrate(url, "0015")
    written = {
        "0991234567": "+593991234567",
        "022345678": "+59322345678",
        "+573001234567": "+573001234567",
        "2345678": "2345678",
        None: None,
    }
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        for n, phone in enumerate(written):
            cursor.execute(
                """
                INSERT INTO historia_clinica.patients
                            (document_type, document_number, first_name, last_name, phone, emergency_contact_phone)
                     VALUES ('PASSPORT', %s, %s, 'x', %s, %s)
                """,
                (f"AB1234{n}", "Jose\u0301  Luis", phone, phone),
            )
    migrate(url, "0017")
    stored = ask(url, "SELECT phone, emergency_contact_phone FROM historia_clinica.patients ORDER BY id")
    assert stored == [(phone, phone) for phone in written.values()]
    assert set(ask(url, "SELECT first_name FROM historia_clinica.patients")) == {("José Luis",)}
    migrate(url, "-1")
    migrate(url, "0017")


def test_two_that_start_at_once_do_it_once(url):
    failures = []

    def run():
        try:
            migrate(url)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    [(version,)] = ask(url, "SELECT version_num FROM alembic_version")
    assert version == ScriptDirectory.from_config(config(None)).get_current_head()


def test_a_migration_that_is_killed_half_way_changes_nothing(url):
    """Another connection holds a name that the migration needs; while it waits, half-way, its connection is killed."""
    migrate(url, "0001")
    before = objects(url)
    with closing(psycopg2.connect(url)) as holder, closing(psycopg2.connect(url)) as killer:
        with holder.cursor() as cursor:
            cursor.execute("CREATE TABLE citas.appointments (id int)")
        thread = threading.Thread(target=kill_who_waits, args=(killer,))
        thread.start()
        with pytest.raises(DBAPIError):
            migrate(url)
        thread.join()
    assert objects(url) == before
    migrate(url, APPOINTMENTS)


@pytest.mark.parametrize(
    ("limit", "refusal"), [("LOCK_TIMEOUT", pg.LockNotAvailable), ("STATEMENT_TIMEOUT", pg.QueryCanceled)]
)
def test_a_migration_that_waits_too_long_gives_up_and_changes_nothing(url, monkeypatch, limit, refusal):
    """Whoever holds what it needs goes on working; it does not make everybody else queue behind it."""
    migrate(url, "0001")
    before = objects(url)
    monkeypatch.setattr(f"migrations.migrate.{limit}", "200ms")
    with closing(psycopg2.connect(url)) as holder, holder.cursor() as cursor:
        cursor.execute("CREATE TABLE citas.appointments (id int)")
        with pytest.raises(refusal):
            migrate(url)
    assert objects(url) == before
    monkeypatch.undo()
    migrate(url, APPOINTMENTS)


def kill_who_waits(connection):
    connection.autocommit = True
    deadline = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("""
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'
                """)
            if cursor.fetchall():
                return
            time.sleep(0.02)


def test_every_constraint_has_a_name_of_its_own(migrated):
    """A generated name says nothing to whoever translates it."""
    generated = ask(
        migrated(),
        """
        SELECT n.nspname || '.' || conname FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
         WHERE n.nspname = ANY(%(schemas)s) AND conname ~ '_(check|not_null)[0-9]*$'
        """,
        schemas=list(SERVICES),
    )
    assert generated == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_can_touch_its_own_schema_only(migrated, service):
    foreign = ask(
        migrated(),
        """
        SELECT table_schema, table_name FROM information_schema.table_privileges
         WHERE grantee = %(role)s AND table_schema <> %(service)s AND table_schema = ANY(%(schemas)s)
        """,
        role=f"omni_{service}", service=service, schemas=list(SERVICES),
    )  # fmt: skip
    assert foreign == []


def test_older_payments_and_expenses_are_kept_and_told_apart(url):
    """Money received late in the evening belongs to that day here; what was written twice stays, marked as such."""
    migrate(url, "0017")
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("""
            INSERT INTO facturacion.invoices (dated_on, buyer_id_type, buyer_document, buyer_name, subtotal, discount,
                        iva, total)
                 VALUES ('2026-03-10', '05', '1714307103', 'Ana', 2, 0, 0, 2);
            INSERT INTO facturacion.payments (invoice_id, method, amount, reference, received_at, received_by_id,
                        received_by_name)
                 VALUES (1, 'TRANSFER', 1, 'N 12', '2026-03-11T02:00Z', '1', 'Ana'),
                        (1, 'TRANSFER', 1, 'n-12', '2026-03-11T15:00Z', '1', 'Ana');
            INSERT INTO facturacion.operational_expenses (date, category, description, amount, supplier_name,
                        document_number, payment_method, recorded_by_id, recorded_by_name)
                 VALUES ('2026-03-01', 'Luz', 'Enero', 1, 'Empresa Eléctrica', '001-1', 'CASH', '1', 'Ana'),
                        ('2026-03-02', 'LUZ ', 'Enero', 1, 'EMPRESA ELECTRICA', '0011', 'CASH', '1', 'Ana'),
                        ('2026-03-03', 'Luz', 'Agua', 1, NULL, '0011', 'CASH', '1', 'Ana');
            """)
    migrate(url)
    assert ask(url, "SELECT received_on::text, repeated FROM facturacion.payments ORDER BY id") == [
        ("2026-03-10", False),
        ("2026-03-11", True),
    ]
    assert ask(
        url, "SELECT category, repeated, version FROM facturacion.operational_expenses ORDER BY id"
    ) == [
        ("Luz", False, 1),
        ("Luz", True, 1),
        ("Luz", False, 1),
    ]


def test_no_migration_changes_its_meaning_when_the_suite_grows():
    """What a migration did to six schemas it does to those six, whatever the registry says by now."""
    for file in (ROOT / "migrations" / "versions").glob("*.py"):
        assert "common.suite" not in file.read_text(), file.name
