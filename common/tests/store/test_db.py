from datetime import UTC, datetime
from decimal import Decimal

import psycopg2
import pytest

from common.store.db import Prepared, json

KEYS = "SELECT count(*) FROM idempotency_keys"
INSERT = "INSERT INTO idempotency_keys (subject, key, fingerprint) VALUES ('1', %(key)s, '')"


def count(db):
    with db.session() as session:
        return session.value(KEYS)


def test_a_transaction_commits_whole(db):
    with db.transaction() as tx:
        assert tx.run(INSERT, key="a") == 1
        tx.run(INSERT, key="b")
        assert count(db) == 0
    assert count(db) == 2


def test_a_transaction_that_fails_leaves_nothing(db):
    with pytest.raises(psycopg2.errors.UniqueViolation), db.transaction() as tx:
        tx.run(INSERT, key="a")
        tx.run(INSERT, key="a")
    with pytest.raises(KeyboardInterrupt), db.transaction() as tx:
        tx.run(INSERT, key="a")
        raise KeyboardInterrupt
    assert count(db) == 0


def test_what_waits_for_the_commit_runs_after_it(db):
    seen = []
    with db.transaction() as tx:
        tx.run(INSERT, key="a")
        tx.after_commit.append(lambda: seen.append(count(db)))
        assert seen == []
    assert seen == [1]


def test_without_a_commit_what_waits_for_it_never_runs(db):
    seen = []
    with pytest.raises(ValueError), db.transaction() as tx:
        tx.after_commit.append(lambda: seen.append(1))
        raise ValueError
    assert seen == []


def test_a_session_needs_no_commit(db):
    with db.session() as session:
        session.run(INSERT, key="a")
    assert count(db) == 1


def test_rows_are_dicts(db):
    with db.session() as session:
        rows = session.all("SELECT n, n * %(factor)s AS product FROM generate_series(1, 2) AS n", factor=3)
        assert rows == [{"n": 1, "product": 3}, {"n": 2, "product": 6}]
        assert session.one("SELECT 1 AS n") == {"n": 1}
        assert session.one("SELECT 1 WHERE false") is None
        assert session.value("SELECT 1 WHERE false") is None


def test_a_transaction_survives_the_end_of_its_connection(db, kill):
    with pytest.raises(psycopg2.Error), db.transaction() as tx:
        tx.run(INSERT, key="a")
        kill(tx.connection.info.backend_pid)
        tx.run(INSERT, key="b")
    assert count(db) == 0


def test_a_connection_that_is_gone_at_the_commit_is_an_error(db, kill):
    with pytest.raises(psycopg2.Error), db.transaction() as tx:
        tx.run(INSERT, key="a")
        kill(tx.connection.info.backend_pid)
    assert count(db) == 0


def test_decimals_and_times_become_text_in_json(db):
    value = {"total": Decimal("45.00"), "at": datetime(2026, 11, 24, tzinfo=UTC), "name": "Íñigo"}
    with db.session() as session:
        stored = session.value("SELECT %(value)s::jsonb", value=json(value))
    assert stored == {"total": "45.00", "at": "2026-11-24T00:00:00Z", "name": "Íñigo"}


TOGETHER = Prepared("SELECT %(a)s + %(b)s AS sum, '100 %%' AS share", a="bigint", b="numeric")
KNOWN = "SELECT count(*) FROM pg_prepared_statements"


def test_a_prepared_statement_is_planned_once_for_each_connection(db):
    with db.session() as session:
        assert session.one(TOGETHER, a=1, b=Decimal("0.50")) == {"sum": Decimal("1.50"), "share": "100 %"}
        assert session.value(TOGETHER, a=2, b=2) == 4
        assert session.value(KNOWN) == 1
        with db.session() as another:
            assert another.value(KNOWN) == 0
            assert another.value(TOGETHER, a=3, b=3) == 6


def test_a_prepared_statement_outlives_the_transaction_in_which_it_was_first_used(db):
    with pytest.raises(ValueError), db.transaction() as tx:
        tx.one(TOGETHER, a=1, b=1)
        raise ValueError
    with db.session() as session:
        assert session.value(TOGETHER, a=1, b=1) == 2


def test_a_parameter_that_no_statement_names_is_refused_under_test(db):
    with db.session() as session, pytest.raises(TypeError, match="names no lost"):
        session.one("SELECT %(kept)s::text AS kept", kept="a", lost="b")
