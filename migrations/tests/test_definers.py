"""What runs with its owner's rights gives nobody more than it was made for."""

import secrets
from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
import pytest
from psycopg2 import errors as pg

from common.suite import SERVICES
from migrations.definers import OWNER
from migrations.migrate import migrate

# A table in the way of the one that housekeeping means, with a trigger that would run as the function's owner.
ATTACK = """
CREATE TEMPORARY TABLE idempotency_keys (created_at timestamptz);
INSERT INTO idempotency_keys VALUES (now() - interval '1 year');
CREATE FUNCTION pg_temp.rise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'CREATE TABLE {service}.mine ()';
    RETURN OLD;
END $$;
CREATE TRIGGER rise BEFORE DELETE ON idempotency_keys FOR EACH ROW EXECUTE FUNCTION pg_temp.rise();
GRANT ALL ON idempotency_keys TO PUBLIC;
SELECT {service}.housekeeping();
"""
LAST_PARTITION = """
SELECT max(inhrelid::regclass::text) FROM pg_inherits
 WHERE inhparent = 'logs.system_logs'::regclass AND inhrelid::regclass::text LIKE '%20%'
"""


def execute(url, sql, role=None):
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        if role:
            cursor.execute(f"SET ROLE {role}")
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


@pytest.fixture(scope="module")
def url(new_database):
    """Migrated by itself: what a database grants to everybody is not copied from the template."""
    url = new_database()
    migrate(url)
    return url


@pytest.mark.parametrize("service", SERVICES)
def test_a_temporary_table_does_not_stand_in_for_one_of_ours(url, service):
    attack = ATTACK.format(service=service)
    with pytest.raises(pg.InsufficientPrivilege, match="temporary"):
        execute(url, attack, f"omni_{service}")
    # One of the two walls would do.
    database = urlsplit(url).path.strip("/")
    execute(url, f"GRANT TEMPORARY ON DATABASE {database} TO PUBLIC")
    execute(url, attack, f"omni_{service}")
    execute(url, f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC")
    assert execute(url, f"SELECT to_regclass('{service}.mine')") == [(None,)]


def test_each_belongs_to_a_role_that_can_do_little_and_looks_among_temporary_tables_last(url):
    found = execute(
        url,
        """
        SELECT p.oid::regprocedure::text, r.rolname, r.rolsuper OR r.rolcanlogin OR r.rolcreaterole OR r.rolcreatedb,
               coalesce((SELECT setting FROM unnest(p.proconfig) setting WHERE setting LIKE 'search_path=%'), ''),
               has_function_privilege('public', p.oid, 'EXECUTE') AND p.prorettype <> 'trigger'::regtype
          FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner JOIN pg_namespace n ON n.oid = p.pronamespace
         WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        """,
    )
    assert len(found) >= len(SERVICES)
    for function, owner, mighty, path, everybodys in found:
        assert owner == OWNER and not mighty, function
        assert path.startswith("search_path=") and path.endswith(", pg_temp"), function
        assert not everybodys, function


def test_what_they_do_they_may(url):
    [(last,)] = execute(url, LAST_PARTITION)
    execute(url, f"DROP TABLE {last}")
    for service in SERVICES:
        execute(url, f"SELECT {service}.housekeeping()", f"omni_{service}")
    assert execute(url, f"SELECT to_regclass('{last}') IS NOT NULL") == [(True,)]


def test_a_managed_servers_owner_is_no_superuser_and_gives_them_away_too(servers, migrated):
    migrated()  # the server knows the services' roles
    owner, name = f"owner_{secrets.token_hex(4)}", f"managed_{secrets.token_hex(4)}"
    with closing(psycopg2.connect(servers[0])) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(f"CREATE ROLE {owner} LOGIN CREATEROLE PASSWORD 'x'")
        # As if it had made the role: PostgreSQL then lets it administer it, and no more.
        cursor.execute(f"GRANT {OWNER} TO {owner} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE")
        cursor.execute(f"CREATE DATABASE {name} OWNER {owner} TEMPLATE template0")
        place = urlsplit(servers[0])
        url = place._replace(netloc=f"{owner}:x@{place.hostname}:{place.port}", path=f"/{name}").geturl()
        try:
            for _ in range(2):
                migrate(url)
            assert execute(url, "SELECT DISTINCT proowner::regrole::text FROM pg_proc WHERE prosecdef") == [
                (OWNER,)
            ]
            migrate(url, "base")
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
            cursor.execute(f"DROP ROLE {owner}")
