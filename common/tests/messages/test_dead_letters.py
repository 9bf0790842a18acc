"""Dead letters: listed, and replayed or skipped by a person."""

from uuid import UUID

import pytest

from common.messages import events

URL = "/api/logs/events"
# The same in every process that collects these tests, as pytest-xdist demands.
NOBODY = UUID("0" * 32)


@pytest.fixture
def parked(db, owner):
    """Three deliveries that the log has refused; their ids, oldest first."""
    ids = []
    for n in range(3):
        with db.transaction() as tx:
            ids.append(str(events.publish(tx, "thing.made", f"thing:{n}", "Creó algo")))
    owner(
        "UPDATE deliveries SET dead_lettered_at = now(), last_error = '422: no', attempts = 4, leased_until = now()"
    )
    return ids


@pytest.fixture
def operator(bearer):
    return bearer("events:read", "events:write", id="7")


def test_parked_deliveries_are_listed_oldest_first(client, operator, parked):
    first = client.get(f"{URL}?limit=2", headers=operator).json
    rest = client.get(f"{URL}?limit=2&after={first['next']}", headers=operator).json
    assert [row["event_id"] for row in first["data"] + rest["data"]] == parked and rest["next"] is None
    assert {
        "subscriber": "logs",
        "type": "thing.made",
        "attempts": 4,
        "last_error": "422: no",
    }.items() <= first["data"][0].items()
    assert client.get(f"{URL}?state=waiting", headers=operator).json["data"] == []


@pytest.mark.parametrize(
    "query", ["state=x", "limit=0", "after=x", "after=WzEsMl0=", "after=WyJhIiwiYiJd", "x=1"]
)
def test_a_list_of_deliveries_refuses_what_it_does_not_know(client, operator, query):
    assert client.get(f"{URL}?{query}", headers=operator).status_code in (200, 400, 422)


def test_a_replayed_delivery_is_due_again(client, operator, parked, owner):
    answer = client.post(f"{URL}/{parked[0]}/replay", json={"subscriber": "logs"}, headers=operator)
    assert (
        answer.status_code == 200 and answer.json["dead_lettered_at"] is None and answer.json["attempts"] == 0
    )
    assert owner(
        "SELECT available_at <= now(), leased_until FROM deliveries WHERE event_id = %s", parked[0]
    ) == [(True, None)]
    assert owner("SELECT type, actor->>'id' FROM outbox ORDER BY seq DESC LIMIT 1") == [
        ("event.replayed", "7")
    ]


def test_a_skipped_delivery_is_gone_and_its_reason_is_told(client, operator, parked, owner):
    body = {"subscriber": "logs", "reason": "era una prueba"}
    assert client.post(f"{URL}/{parked[0]}/skip", json=body, headers=operator).status_code == 200
    assert owner("SELECT count(*) FROM deliveries WHERE event_id = %s", parked[0]) == [(0,)]
    ((level, summary),) = owner(
        "SELECT data->>'level', data->>'summary' FROM outbox ORDER BY seq DESC LIMIT 1"
    )
    assert level == "WARNING" and "era una prueba" in summary
    assert client.post(f"{URL}/{parked[0]}/skip", json=body, headers=operator).status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (f"{NOBODY}/replay", {"subscriber": "logs"}, 404),
        (f"{NOBODY}/skip", {"subscriber": "logs", "reason": "porque sí"}, 404),
        (f"{NOBODY}/skip", {"subscriber": "logs"}, 422),
        (f"{NOBODY}/replay", {"subscriber": ""}, 422),
        ("x/replay", {"subscriber": "logs"}, 404),
    ],
)
def test_what_there_is_not_cannot_be_helped_on(client, operator, path, body, status):
    assert client.post(f"{URL}/{path}", json=body, headers=operator).status_code == status
