"""Months get their partitions ahead of time, from the relay's hourly housekeeping."""

from datetime import UTC, datetime

import pytest

PARTITIONS = """
SELECT inhrelid::regclass::text AS name FROM pg_inherits
 WHERE inhparent = 'logs.system_logs'::regclass ORDER BY name
"""


def month(offset):
    """The name of a partition, and its fifteenth day."""
    now = datetime.now(UTC)
    index = now.year * 12 + now.month - 1 + offset
    first = datetime(index // 12, index % 12 + 1, 15, tzinfo=UTC)
    return f"logs.system_logs_{first:%Y_%m}", first.isoformat()


@pytest.fixture
def owner(shared, rolled_back):
    with shared.connection.cursor() as cursor:
        cursor.execute("RESET search_path")
        yield cursor


def partitions(cursor):
    cursor.execute(PARTITIONS)
    return [name for (name,) in cursor.fetchall()]


def test_the_migration_makes_three_months_back_and_three_ahead(owner):
    assert partitions(owner) == sorted(["logs.system_logs_default", *(month(n)[0] for n in range(-3, 4))])


def test_housekeeping_makes_what_is_missing_with_the_rights_of_the_service(owner, database_of):
    owner.execute(f"DROP TABLE {month(2)[0]}")
    with database_of("logs").transaction() as tx:
        tx.run("SELECT housekeeping()")
        tx.run("SELECT housekeeping()")
    assert month(2)[0] in partitions(owner)
    owner.execute(
        "SELECT has_table_privilege('omni_logs', %s, 'SELECT, INSERT, UPDATE')",
        (month(2)[0],),
    )
    assert owner.fetchone() == (False,)


def test_only_housekeeping_may_make_partitions(owner):
    owner.execute("SELECT has_function_privilege('omni_logs', 'logs.ensure_partitions(integer)', 'EXECUTE')")
    assert owner.fetchone() == (False,)


def test_an_entry_lies_in_the_partition_of_its_month(owner, tell):
    tell({"occurred_at": month(1)[1]}, {"occurred_at": "2019-05-05T00:00:00Z"})
    owner.execute("SELECT tableoid::regclass::text FROM logs.system_logs ORDER BY occurred_at")
    assert [name for (name,) in owner.fetchall()] == ["logs.system_logs_default", month(1)[0]]


def test_a_month_whose_rows_are_in_the_default_partition_stays_there(
    owner, tell, client, auditor, database_of
):
    owner.execute(f"DROP TABLE {month(3)[0]}")
    tell({"occurred_at": month(3)[1]})
    with database_of("logs").transaction() as tx:
        tx.run("SELECT housekeeping()")
    assert month(3)[0] not in partitions(owner)
    tell({"occurred_at": month(3)[1]})
    assert len(client.get("/api/logs/logs", headers=auditor).json["data"]) == 2


def test_months_further_ahead_are_made_when_their_time_comes(owner):
    owner.execute("SELECT logs.ensure_partitions(5)")
    assert month(5)[0] in partitions(owner)


def test_the_list_reads_each_filter_from_an_index(owner):
    """What no planner may do to a log of millions: read it all for one page."""
    owner.execute("SET LOCAL enable_seqscan = off")
    for condition in (
        "service = 'citas'",
        "level = 'ERROR'",
        "type = 'user.locked'",
        "user_id = '7'",
        "patient_id = 7",
        "request_id = 'x'",
    ):
        owner.execute(
            f"EXPLAIN SELECT id FROM logs.system_logs WHERE {condition} ORDER BY occurred_at DESC, id DESC LIMIT 51"
        )
        plan = "\n".join(line for (line,) in owner.fetchall())
        column = condition.partition(" ")[0]
        assert f"Index Cond: ({column} = " in plan and "Sort" not in plan.replace("Sort Key", ""), plan
