import threading
import time

import psycopg2
import pytest

from common.store import pool as module
from common.store.pool import Pool, PoolTimeout

PID = "SELECT pg_backend_pid()"


@pytest.fixture
def pool(dsn):
    pool = Pool(dsn, "logs", 1, timeout=5.0)
    yield pool
    pool.close()


def ask(pool, sql=PID):
    with pool.connection() as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def counted(pool):
    return {name: tally.value for name, tally in vars(pool.meters).items()}


def test_a_connection_is_used_again(pool):
    assert ask(pool) == ask(pool)


def test_whoever_finds_the_pool_empty_waits(pool):
    taken = threading.Event()

    def hold():
        with pool.connection():
            taken.set()
            time.sleep(0.2)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait()
    assert ask(pool, "SELECT 1") == 1
    holder.join()
    assert counted(pool) == {"in_use": 0, "waiting": 0, "waits": 1, "timeouts": 0}


def test_the_wait_is_bounded(dsn):
    pool = Pool(dsn, "logs", 1, timeout=0.05)
    with pool.connection(), pytest.raises(PoolTimeout), pool.connection():
        pass
    assert counted(pool) == {"in_use": 0, "waiting": 0, "waits": 1, "timeouts": 1}
    assert ask(pool, "SELECT 1") == 1
    pool.close()


def test_there_are_never_more_connections_than_allowed(dsn, in_threads):
    pool = Pool(dsn, "logs", 3, timeout=30)
    pids = in_threads(20, lambda n: ask(pool, f"{PID} FROM pg_sleep(0.01)"))
    assert len(set(pids)) <= 3
    pool.close()


def test_a_connection_that_the_server_closed_is_replaced(pool, kill, monkeypatch):
    # However soon it is asked for again: one given back a moment ago is not looked at.
    monkeypatch.setattr("common.store.pool.FRESH_SECONDS", 0)
    pid = ask(pool)
    kill(pid)
    assert ask(pool) != pid


def test_a_connection_that_dies_in_use_is_not_given_to_the_next(pool, kill):
    with pytest.raises(psycopg2.OperationalError), pool.connection() as connection:
        kill(connection.info.backend_pid)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    assert ask(pool, "SELECT 1") == 1


def test_a_connection_that_dies_in_a_transaction_is_not_given_to_the_next(pool, kill):
    with pool.connection() as connection:
        connection.autocommit = False
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        kill(connection.info.backend_pid)
    assert ask(pool, "SELECT 1") == 1


def test_a_connection_closed_by_its_user_is_not_given_to_the_next(pool):
    with pool.connection() as connection:
        connection.close()
    assert ask(pool, "SELECT 1") == 1


def test_a_connection_that_was_closed_while_idle_is_replaced(pool):
    with pool.connection() as connection:
        pass
    connection.close()
    assert ask(pool, "SELECT 1") == 1


def test_what_is_left_open_is_rolled_back(pool):
    with pytest.raises(psycopg2.Error), pool.connection() as connection:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN; CREATE TEMPORARY TABLE leftover ()")
            cursor.execute("SELECT 1/0")
    assert ask(pool, "SELECT to_regclass('leftover')") is None


def test_an_old_connection_is_replaced(pool, monkeypatch):
    pid = ask(pool)
    monkeypatch.setattr(module, "MAX_AGE", 0)
    assert ask(pool) != pid


def test_a_connection_that_was_idle_for_long_is_tried_first(pool, monkeypatch):
    pid = ask(pool)
    monkeypatch.setattr(module, "PING_AFTER", -1)
    assert ask(pool) == pid


def test_a_connection_that_died_silently_is_found_by_trying(pool, kill, monkeypatch):
    """A network that broke tells the socket nothing."""
    pid = ask(pool)
    kill(pid)
    monkeypatch.setattr(module, "PING_AFTER", -1)
    monkeypatch.setattr(module, "hung_up", lambda connection: False)
    assert ask(pool) != pid


def test_warming_opens_connections_ahead(dsn, owner):
    pool = Pool(dsn + "?application_name=warmed", "logs", 4)
    pool.warm(3)
    assert owner("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'warmed'") == [(3,)]
    pool.close()


def test_a_server_that_is_down_delays_no_boot():
    pool = Pool("postgresql://nobody@127.0.0.1:1/none", "logs", 2)
    pool.warm(2)
    with pytest.raises(psycopg2.OperationalError), pool.connection():
        pass
    with pytest.raises(psycopg2.OperationalError), pool.connection():
        pass


def test_a_statement_cannot_run_for_ever(pool):
    assert ask(pool, "SHOW statement_timeout") == "10s"
    assert ask(pool, "SHOW search_path") == "logs,public"
    assert ask(pool, "SHOW timezone") == "UTC"
