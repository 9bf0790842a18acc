"""A professional's calendar by a private address: what calendars read, what they never do, and its end."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from citas.feeds.rules import called


@pytest.fixture
def soon():
    """Ten in the morning of Guayaquil, in a week."""
    return (datetime.now(UTC) + timedelta(days=7)).replace(hour=15, minute=0, second=0, microsecond=0)


@pytest.fixture
def visit(book, clinic, soon):
    return book(
        start_time=soon.isoformat(),
        end_time=(soon + timedelta(minutes=30)).isoformat(),
        treatments=[{"treatment_id": clinic.treatment()}],
        overbooked=False,
    )


@pytest.fixture
def own(login, doctor):
    return login("appointments:read", "appointments:write", id=str(doctor), name="Luis Vera")


@pytest.fixture
def feed(client, doctor, own):
    """Share the doctor's calendar; the path at which it is read."""

    def make(headers=own, **body):
        answer = client.post(f"/api/citas/doctors/{doctor}/feed", json=body, headers=headers)
        assert answer.status_code == 201, answer.json
        parts = urlsplit(answer.json["url"])
        return f"{parts.path}?{parts.query}"

    return make


def test_calendars_read_the_hours_and_nothing_clinical(client, visit, feed, soon):
    answer = client.get(feed())
    assert answer.status_code == 200 and answer.content_type == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.data)
    assert calendar["METHOD"] == "PUBLISH" and calendar["X-WR-CALNAME"] == "Agenda de Luis Vera"
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == soon and event.decoded("dtend") == soon + timedelta(minutes=30)
    assert (
        event["SUMMARY"] == "A. P."
        and event["SEQUENCE"] == 0
        and event["UID"] == f"agenda-{visit['id']}@omniclinica.local"
    )
    for word in (b"Limpieza", b"Ana", "Pérez".encode(), b"Control"):
        assert word not in answer.data
    # The same bytes while nothing changes, in lines that calendars take.
    assert client.get(feed()).data == answer.data
    assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))


def test_a_moved_visit_has_a_higher_sequence_and_a_cancelled_one_is_gone(
    client, reception, visit, move, feed, soon
):
    path = feed()
    later = soon + timedelta(hours=2)
    headers = {**reception, "If-Match": f'"{visit["version"]}"'}
    body = {"start_time": later.isoformat()}
    assert (
        client.patch(f"/api/citas/appointments/{visit['id']}", json=body, headers=headers).status_code == 200
    )
    (event,) = Calendar.from_ical(client.get(path).data).walk("VEVENT")
    assert event.decoded("dtstart") == later and event["SEQUENCE"] == 1
    move(visit["id"], "CANCELLED", reason="Viaja")
    assert Calendar.from_ical(client.get(path).data).walk("VEVENT") == []


def test_a_revoked_replaced_or_guessed_address_reads_nothing(client, doctor, own, visit, feed, published):
    first = feed()
    second = feed(names="NONE")
    assert client.get(first).status_code == 404
    assert b"SUMMARY:Ocupado" in client.get(second).data
    assert client.get(f"/api/citas/doctors/{doctor}/feed", headers=own).json["feed"]["read_at"]
    assert client.delete(f"/api/citas/doctors/{doctor}/feed", headers=own).json == {"feed": None}
    refused = client.get(second)
    assert refused.status_code == 404 and refused.json["detail"] == "Esta dirección no existe o se revocó."
    assert client.get("/api/citas/feeds/calendar.ics?token=x").status_code == 404
    assert [row["type"] for row in published("feed.created", "feed.revoked")] == [
        "feed.created",
        "feed.created",
        "feed.revoked",
    ]
    assert "token" not in str([row["data"] for row in published("feed.created")])


def test_only_the_professional_or_who_keeps_schedules_shares_it(client, doctor, reception, manager, feed):
    path = f"/api/citas/doctors/{doctor}/feed"
    for act in (client.get, client.delete):
        assert act(path, headers=reception).status_code == 403
    assert client.post(path, json={}, headers=reception).status_code == 403
    assert feed(headers=manager)


def test_the_table_holds_no_address(feed, database_of):
    token = feed().partition("=")[2]
    with database_of("citas").session() as db:
        assert token not in str(db.all("SELECT token_hash, doctor_name FROM citas.calendar_feeds"))


@pytest.mark.parametrize("how, words", [("NONE", "Ocupado"), ("INITIALS", "A. A."), ("SHORT", "Ana A.")])
def test_a_name_is_never_whole(how, words):
    assert called("Ana María Pérez Andrade", how) == words
