"""Hours held for some minutes by whoever is choosing one."""

import pytest

HOLDS, URL = "/api/citas/holds", "/api/citas/appointments"
AT = {"start_time": "2099-01-05T10:00:00-05:00", "end_time": "2099-01-05T10:30:00-05:00"}
RANGE = {"from": "2099-01-05T00:00:00-05:00", "to": "2099-01-06T00:00:00-05:00"}


@pytest.fixture
def other(login):
    return login("appointments:read", "appointments:write", "patients:read", id="77", name="Paola Ríos")


@pytest.fixture
def hold(client, reception, doctor):
    def act(status=201, headers=reception, **changes):
        answer = client.post(HOLDS, json={"doctor_id": doctor} | AT | changes, headers=headers)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


@pytest.fixture
def held(client):
    def act(headers):
        return client.get(HOLDS, query_string=RANGE, headers=headers).json["data"]

    return act


def test_a_held_hour_is_seen_by_others_and_booked_by_nobody_else(
    client, hold, held, other, new, reception, book
):
    mine = hold()
    assert (mine["mine"], mine["holder_name"], mine["kind"]) == (True, "Rosa Mora", "AGENDA")
    (seen,) = held(other)
    assert (seen["id"], seen["mine"]) == (mine["id"], False)
    refused = client.post(URL, json=new(start_time="2099-01-05T10:15:00-05:00"), headers=other)
    assert (refused.status_code, refused.json["obstacle"]) == (409, "HELD")
    assert refused.json["next_slots"][0]["start_time"] == "2099-01-05T15:30:00Z"
    book()
    assert held(other) == []


def test_nobody_overbooks_what_is_held_but_who_may_ends_it(client, hold, new, override, published, doctor):
    mine = hold()
    over = new(overbooked=True, overbook_reason="Dolor agudo")
    assert client.post(URL, json=over, headers=override).json["obstacle"] == "HELD"
    assert client.delete(f"{HOLDS}/{mine['id']}", headers=override).status_code == 204
    assert client.post(URL, json=over, headers=override).status_code == 201
    (event,) = published("hold.released")
    assert event["data"]["holder_name"] == "Rosa Mora"


def test_a_hold_is_given_back_by_its_holder_alone(client, hold, held, other, reception):
    mine = hold()
    assert client.delete(f"{HOLDS}/{mine['id']}", headers=other).status_code == 403
    assert client.delete(f"{HOLDS}/{mine['id']}", headers=reception).status_code == 204
    assert held(other) == []
    assert client.delete(f"{HOLDS}/{mine['id']}", headers=reception).status_code == 204


def test_another_hour_lets_go_of_the_one_before(hold, held, other, reception):
    hold()
    times = {"start_time": "2099-01-05T11:00:00-05:00", "end_time": "2099-01-05T11:30:00-05:00"}
    # Sent twice, as when its answer was lost on the way, it is one.
    later, again = (hold(headers=reception | {"Idempotency-Key": "otra-hora"}, **times) for _ in range(2))
    assert later == again
    assert [row["id"] for row in held(other)] == [later["id"]]
    hold(headers=other)
    assert len(held(other)) == 2


def test_a_room_is_held_too(client, hold, clinic, room, new, other):
    hold(room_id=room)
    elsewhere = new(doctor_id=clinic.doctor("Eva Paz"), room_id=room)
    assert client.post(URL, json=elsewhere, headers=other).json["obstacle"] == "HELD"
    hold(409, headers=other, doctor_id=elsewhere["doctor_id"], room_id=room)


def test_what_is_taken_or_not_attended_is_not_held(hold, book, off, clinic):
    book()
    assert hold(409)["obstacle"] == "DOCTOR"
    off("2099-01-05T12:00:00-05:00", "2099-01-05T18:00:00-05:00")
    times = {"start_time": "2099-01-05T13:00:00-05:00", "end_time": "2099-01-05T13:30:00-05:00"}
    assert hold(409, **times)["obstacle"] == "HOURS"
    hold(422, end_time="2099-01-05T10:02:00-05:00")


def test_free_hours_leave_out_what_others_hold(client, hold, other, reception, doctor):
    hold(start_time="2099-01-05T08:00:00-05:00", end_time="2099-01-05T08:40:00-05:00")
    wish = {"minutes": 40, "from": "2099-01-05", "to": "2099-01-05", "doctor_ids": str(doctor)}
    first = {
        who: client.get(f"{URL}/free-slots", query_string=wish, headers=headers).json["data"][0]["start_time"]
        for who, headers in (("mine", reception), ("other", other))
    }
    assert first == {"mine": "2099-01-05T13:00:00Z", "other": "2099-01-05T13:40:00Z"}
    asked = {
        "doctor_id": doctor,
        "start_time": "2099-01-05T08:00:00-05:00",
        "end_time": "2099-01-05T08:30:00-05:00",
    }
    answer = client.get(f"{URL}/check-availability", query_string=asked, headers=other).json
    assert (answer["available"], "reservando" in answer["reason"]) == (False, True)
    assert client.get(f"{URL}/check-availability", query_string=asked, headers=reception).json["available"]


def test_a_visit_is_moved_onto_what_its_mover_holds_and_by_nobody_else(client, hold, book, other, reception):
    visit = book(start_time="2099-01-05T12:00:00-05:00", end_time="2099-01-05T12:30:00-05:00")
    hold()
    there = {"start_time": "2099-01-05T10:00:00-05:00"}
    version = {"If-Match": f'"{visit["version"]}"'}
    url = f"{URL}/{visit['id']}"
    assert client.patch(url, json=there, headers=other | version).json["obstacle"] == "HELD"
    assert client.patch(url, json=there, headers=reception | version).status_code == 200


def test_a_hold_that_expired_blocks_nobody(client, held, other, new, database_of, doctor, clinic):
    """By the database's clock alone: nothing clears it first."""
    with database_of("citas").transaction() as tx:
        tx.run(
            """
            INSERT INTO citas.holds (doctor_id, doctor_name, during, kind, holder_id, holder_name, created_at, expires_at)
                 VALUES (%(doctor)s, 'X', tstzrange(%(start_time)s, %(end_time)s), 'AGENDA', '5', 'Rosa Mora',
                         now() - interval '6 minutes', clock_timestamp() - interval '1 millisecond')
            """,
            doctor=doctor,
            **AT,
        )
    assert held(other) == []
    assert client.post(HOLDS, json={"doctor_id": doctor} | AT, headers=other).status_code == 201
    assert client.post(URL, json=new(), headers=other).status_code == 201


def test_whoever_only_reads_holds_nothing(client, login, doctor):
    reader = login("appointments:read", id="9")
    assert client.post(HOLDS, json={"doctor_id": doctor} | AT, headers=reader).status_code == 403
    assert (
        client.get(
            HOLDS, query_string=RANGE | {"to": "2099-03-06T00:00:00-05:00"}, headers=reader
        ).status_code
        == 422
    )
