"""A PostgreSQL of its own that is stopped by SIGSTOP: every wait for it is bounded, and it is back when it moves."""

import threading
import time

import pytest

from common.store import pool as module
from common.store.pool import Frozen, Pool
from tests.frozen import frozen
from tools.servers import embedded


@pytest.fixture(scope="module")
def server():
    with embedded.throwaway() as servers:
        yield servers


@pytest.fixture
def pool(server):
    pool = Pool(server.database_url, "public", 4)
    yield pool
    pool.close()


def ask(pool, sql="SELECT 1"):
    with pool.connection() as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def refused_after(pool, sql="SELECT 1"):
    begun = time.monotonic()
    with pytest.raises(Frozen):
        ask(pool, sql)
    return time.monotonic() - begun


def test_a_statement_that_is_only_slow_is_waited_for(pool):
    assert ask(pool, "SELECT 1 FROM pg_sleep(2.2)") == 1


def test_a_frozen_server_is_given_up_then_refused_at_once_and_used_again_when_it_moves(pool, server):
    ask(pool)
    with frozen(server.processes[0].pid):
        assert refused_after(pool) < 4.5
        quick = sorted(refused_after(pool) for _ in range(50))
        assert quick[-1] < 0.7 and quick[40] < 0.05
    deadline = time.monotonic() + 5
    while True:
        try:
            assert ask(pool) == 1
            break
        except Frozen:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_a_server_that_freezes_under_way_is_given_up(pool, server):
    ask(pool)
    found = []
    asking = threading.Thread(target=lambda: found.append(refused_after(pool, "SELECT 1 FROM pg_sleep(3)")))
    asking.start()
    time.sleep(0.3)
    with frozen(server.processes[0].pid):
        asking.join()
    assert found and found[0] < 5


def test_connecting_to_a_frozen_server_is_given_up(pool, server):
    with frozen(server.processes[0].pid):
        assert refused_after(pool) < 4.5


def test_one_process_of_the_server_that_freezes_costs_who_waits_for_it_and_nobody_else(pool, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.1)
    stuck = ask(pool, "SELECT pg_backend_pid()")
    found = []
    with frozen(stuck):
        waiting = threading.Thread(target=lambda: found.append(refused_after(pool)))
        waiting.start()
        time.sleep(0.1)
        assert ask(pool, "SELECT pg_backend_pid()") != stuck
        waiting.join()
        assert ask(pool, "SELECT pg_backend_pid()") != stuck
    assert found and found[0] < 4
