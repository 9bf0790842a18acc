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


def test_what_a_transaction_repeats_is_prepared(db):
    prepared = []
    for number in range(3):
        with db.transaction() as tx:
            assert tx.run(INSERT, key=f"key {number}") == 1
            prepared.append(tx.value(KNOWN))  # the question is one of the two
    assert prepared == [0, 2, 2]
    assert count(db) == 3


@pytest.mark.parametrize(
    "sql, value",
    [
        ("SELECT jsonb_build_array(%(value)s)::text", "á"),  # a type that nobody can infer
        ("SELECT %(value)s IS NULL", "á"),  # the planner must see what is optional
        ("SELECT (%(value)s::text || '%%')", "100"),
        ("SELECT %(value)s::timestamptz::text", datetime(2026, 11, 24, 8, tzinfo=UTC)),
        ("SELECT %(value)s::timestamp::text", datetime(2026, 11, 24, 8)),
        ("SELECT pg_typeof(%(value)s)::text", 1),
        ("SELECT pg_typeof(%(value)s)::text", 2**40),
        ("SELECT pg_typeof(%(value)s)::text", True),
        ("SELECT pg_typeof(%(value)s)::text", Decimal("1.50")),
        ("SELECT pg_typeof(%(value)s)::text", ["a"]),
        ("SELECT %(value)s::text[]", []),
        ("SELECT count(*) FROM idempotency_keys WHERE created_at = %(value)s", None),
        ("SELECT 3 = ANY(%(value)s)", [1, 2, 3]),
        ("SELECT event_id = ANY(%(value)s::uuid[]) FROM inbox", ["00000000-0000-0000-0000-000000000000"]),
    ],
)
def test_what_is_prepared_answers_as_before(db, sql, value):
    with db.session() as session:
        plain = session.value(sql, value=value)
    with db.transaction() as tx:
        assert [tx.value(sql, value=value) for _ in range(4)] == [plain] * 4


def test_a_value_of_another_kind_is_another_statement(db):
    sql = "SELECT %(a)s::text || %(b)s"
    with db.transaction() as tx:
        answers = [tx.value(sql, a=a, b="x") for a in (1, 1, None, None, "1", "1", 2**40, 2**40)]
    assert answers == ["1x", "1x", None, None, "1x", "1x", f"{2**40}x", f"{2**40}x"]


def test_a_wrong_statement_is_as_wrong_when_it_is_repeated(db):
    for _ in range(3):
        with pytest.raises(psycopg2.errors.UndefinedColumn), db.transaction() as tx:
            tx.run("DELETE FROM inbox WHERE nothing = %(a)s", a=1)


def test_a_parameter_that_no_statement_names_is_refused_under_test(db):
    with db.session() as session, pytest.raises(TypeError, match="names no lost"):
        session.one("SELECT %(kept)s::text AS kept", kept="a", lost="b")


def test_what_may_wait_is_there_for_the_next_statement_and_at_the_end(db):
    with db.transaction() as tx:
        tx.later(INSERT, key="a")
        assert tx.value(KEYS) == 1
        tx.later(INSERT, key="b")
    assert count(db) == 2


def test_what_waits_and_is_wrong_undoes_the_whole(db):
    with pytest.raises(psycopg2.errors.UniqueViolation), db.transaction() as tx:
        tx.run(INSERT, key="a")
        tx.later(INSERT, key="a")
        tx.after_commit.append(lambda: pytest.fail("it was not committed"))
    with pytest.raises(ValueError), db.transaction() as tx:
        tx.later(INSERT, key="a")
        raise ValueError
    assert count(db) == 0
    with db.session() as session:
        session.later(INSERT, key="a")
    assert count(db) == 1


def test_a_statement_is_prepared_in_the_midst_of_a_transaction_without_harm(db):
    wrong = "SELECT jsonb_build_array(%(value)s)::text"
    with db.transaction() as tx:
        tx.later(INSERT, key="a")
        assert [tx.value(wrong, value="x") for _ in range(3)] == ['["x"]'] * 3
        assert [tx.run(INSERT, key=key) for key in "bcd"] == [1, 1, 1]
    assert count(db) == 4


def test_a_connection_comes_back_without_its_transaction(db):
    with db.session() as session:
        session.run("BEGIN")
        session.run(INSERT, key="a")
    assert count(db) == 0
