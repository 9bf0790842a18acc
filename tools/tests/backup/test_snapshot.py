"""A copy taken from a server that is reached over TLS alone, as a managed one is, and gone back to."""

import time
from contextlib import closing
from datetime import UTC, datetime

import psycopg2
import pytest
import redis

from tests import certificate
from tools.backup import archive, snapshot
from tools.messages import Problem
from tools.servers import embedded, pg_tools
from tools.servers.server_user import server_user
from tools.suite import database


@pytest.fixture(scope="module")
def servers():
    with embedded.throwaway() as pair:
        data = pair.folder / "postgres"
        certificate.write(data / "server.crt", data / "server.key")
        for name in ("server.crt", "server.key"):
            server_user().own(data / name)
        every = (data / "pg_hba.conf").read_text()
        (data / "pg_hba.conf").write_text(every.replace("host ", "hostssl "))
        execute(pair.database_url, "ALTER SYSTEM SET ssl = on", "SELECT pg_reload_conf()")
        yield pair


@pytest.fixture
def url(servers):
    """A database with a table of three rows; its URL is as .env.example recommends for a managed server."""
    trusted = f"sslmode=verify-full&sslrootcert={servers.folder}/postgres/server.crt"
    maintenance = f"{servers.database_url}?{trusted}"
    limit = time.monotonic() + 10
    while True:  # until the server has read its settings again
        try:
            execute(maintenance, "DROP DATABASE IF EXISTS clinic WITH (FORCE)", "CREATE DATABASE clinic")
            break
        except psycopg2.OperationalError:
            assert time.monotonic() < limit
            time.sleep(0.1)
    url = pg_tools.with_database(maintenance, "clinic")
    execute(url, "CREATE TABLE alembic_version AS SELECT '0001' AS version_num")
    execute(url, "CREATE SCHEMA auth", "CREATE TABLE auth.users AS SELECT * FROM generate_series(1, 3) AS id")
    return url


def execute(url, *statements):
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchone()[0] if cursor.description else None


def copy(url, tmp_path, dotenv=b"HTTP_PORT=4444\n"):
    (tmp_path / "secrets" / "jwt").mkdir(parents=True)
    (tmp_path / "secrets" / "jwt" / "jwks.json").write_text("{}")
    (tmp_path / "secrets" / "database-url").write_text("of this machine")
    return snapshot.take(url, tmp_path / "secrets", tmp_path / "files", dotenv, tmp_path)


def unpacked(file, tmp_path):
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "0001.py").write_text('revision = "0001"\n')
    return snapshot.unpack(file, tmp_path / "work", tmp_path / "versions")


def test_the_database_is_what_it_was_and_the_present_one_stays_beside(servers, url, tmp_path):
    file = copy(url, tmp_path)
    execute(url, "DELETE FROM auth.users")
    cache = redis.Redis.from_url(servers.redis_url)
    cache.set("remembered", "of the database that was")
    manifest = unpacked(file, tmp_path)
    assert manifest.rows == {"auth.users": 3, "public.alembic_version": 1}
    scratch = snapshot.restore_beside(url, tmp_path / "work", manifest)
    assert execute(url, "SELECT count(*) FROM auth.users") == 0
    snapshot.swap(url, scratch, servers.redis_url)
    assert execute(url, "SELECT count(*) FROM auth.users") == 3
    assert execute(pg_tools.with_database(url, "clinic_anterior"), "SELECT count(*) FROM auth.users") == 0
    assert cache.get("remembered") is None


def test_the_copy_holds_the_secrets_of_the_data_and_the_settings(url, tmp_path):
    file = copy(url, tmp_path)
    assert set(unpacked(file, tmp_path).files) == {archive.DUMP, archive.DOTENV, "secrets/jwt/jwks.json"}
    assert archive.read(file, archive.DOTENV) == b"HTTP_PORT=4444\n"
    [_] = tmp_path.glob("*.tar")


def test_without_settings_there_are_none_in_the_copy(url, tmp_path):
    assert archive.read(copy(url, tmp_path, dotenv=None), archive.DOTENV) is None


def test_what_is_not_as_the_copy_says_leaves_nothing_behind(url, tmp_path):
    manifest = unpacked(copy(url, tmp_path), tmp_path)
    manifest.rows["auth.users"] = 4
    with pytest.raises(Problem, match="auth.users: 4 en la copia, 3 al restaurar"):
        snapshot.restore_beside(url, tmp_path / "work", manifest)
    with closing(database.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = 'clinic_restauracion'")
        assert cursor.fetchone() == (0,)


def test_the_same_number_of_rows_with_other_content_is_found_out(url, tmp_path):
    manifest = unpacked(copy(url, tmp_path), tmp_path)
    execute(url, "UPDATE auth.users SET id = 4 WHERE id = 3")
    (tmp_path / "later").mkdir()
    later = snapshot.dump(url, tmp_path / "later" / archive.DUMP, datetime.now(UTC))
    assert later.rows == manifest.rows
    with pytest.raises(Problem, match="auth.users: tantas filas como en la copia, con otro contenido"):
        snapshot.restore_beside(url, tmp_path / "later", manifest)


def test_a_copy_of_before_there_were_sums_is_taken_by_its_counts(url, tmp_path):
    manifest = unpacked(copy(url, tmp_path), tmp_path)
    manifest.sums = {}
    snapshot.drop(url, snapshot.restore_beside(url, tmp_path / "work", manifest))
