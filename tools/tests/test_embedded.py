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


def test_redis_answers(servers):
    assert redis.Redis.from_url(servers.redis_url).ping()


def test_stopping_leaves_nothing_behind(tmp_path):
    pair = embedded.start(tmp_path / "pareja")
    folder = pair.folder
    pair.stop()
    assert not folder.exists()
    assert all(process.returncode is not None for process in pair.processes)
