from contextlib import closing

import psycopg2
import pytest
import redis

from tools.servers import embedded


@pytest.fixture(scope="module")
def servers():
    with embedded.throwaway() as pair:
        yield pair


def query(url, text):
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(text)
            return cursor.fetchone()
    finally:
        connection.close()


def test_postgresql_is_16_in_utf8_and_utc_with_room_for_the_pools(servers):
    found = query(
        servers.database_url,
        "SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding'), "
        "current_setting('TimeZone'), current_setting('max_connections'), current_setting('fsync')",
    )
    assert found == (16, "UTF8", "UTC", "200", "off")


def test_nobody_enters_without_the_password(servers):
    place = servers.database_url.rsplit("@", 1)[1]
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        query(f"postgresql://postgres:otra@{place}", "SELECT 1")
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url("redis://" + servers.redis_url.rsplit("@", 1)[1]).ping()


REFUSED = [
    "INSERT INTO people VALUES (1, 'ana.perez@example.com', '$2b$12$hash', '1990-01-01')",  # unique: DETAIL says the key
    "INSERT INTO people VALUES (2, NULL, '$2b$12$hash', '1990-01-01')",  # not null: DETAIL says the row
    "INSERT INTO people VALUES (3, 'x', '$2b$12$hash', '1890-01-01')",  # check: DETAIL says the row
    "INSERT INTO people VALUES (4, 'y', '$2b$12$hash', 'ana.perez')",  # the message itself says the value
    "SELECT 'ana.perez@example.com'::int",
    "SELECT 'ana.perez@example.com' FROM nowhere",
    "EXECUTE add (1, 'ana.perez@example.com')",
    "SET statement_timeout = '50ms'; SELECT pg_sleep(5), 'ana.perez@example.com'",
]
WAITED = "SET deadlock_timeout = '10ms'; SET lock_timeout = '100ms'; UPDATE people SET email = 'ana.perez' WHERE id = 1"


def test_the_log_says_nothing_of_people(servers):
    with (
        closing(psycopg2.connect(servers.database_url)) as holder,
        closing(psycopg2.connect(servers.database_url)) as other,
    ):
        other.autocommit = True
        with holder, holder.cursor() as cursor:
            cursor.execute("CREATE TABLE people (id int PRIMARY KEY, email text UNIQUE NOT NULL, hash text,"
                           " born date CONSTRAINT people_born CHECK (born > '1900-01-01'))")  # fmt: skip
            cursor.execute(
                "INSERT INTO people VALUES (1, 'ana.perez@example.com', '$2b$12$hash', '1990-01-01')"
            )
        with holder.cursor() as holding, other.cursor() as cursor:
            holding.execute("UPDATE people SET hash = '$2b$12$hash' WHERE id = 1")
            with pytest.raises(psycopg2.errors.LockNotAvailable):
                cursor.execute(WAITED)
            holding.execute("ROLLBACK")
            cursor.execute("PREPARE add (int, text) AS INSERT INTO people VALUES ($1 / 0, $2)")
            for statement in REFUSED:
                with pytest.raises(psycopg2.Error):
                    cursor.execute(statement)
    log = (servers.folder / "postgres.log").read_text()
    assert "still waiting" in log, "it still says what whoever runs the server needs"
    assert "ana.perez" not in log and "$2b$" not in log


def test_redis_answers(servers):
    assert redis.Redis.from_url(servers.redis_url).ping()


def test_stopping_leaves_nothing_behind(tmp_path):
    pair = embedded.start(tmp_path / "pareja")
    folder = pair.folder
    pair.stop()
    assert not folder.exists()
    assert all(process.returncode is not None for process in pair.processes)
