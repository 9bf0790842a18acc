"""A calendar from elsewhere: it blocks hours as an absence does, moves nobody, and is read by nobody's network but the public one."""

import socket
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from citas.busy_feeds import neighbours
from citas.busy_feeds.jobs import BusyReader
from citas.busy_feeds.rules import Unfetched
from citas.calendars import Unreadable, busy_times

ADDRESS = "https://calendar.example.com/private/basic.ics"
ZONE = ZoneInfo("America/Guayaquil")


def calendar(*events):
    lines = (f"BEGIN:VEVENT\r\nUID:{n}\r\n{event}\r\nEND:VEVENT" for n, event in enumerate(events))
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", "")).encode()


@pytest.fixture
def soon():
    """Ten in the morning of Guayaquil, in a week."""
    return (datetime.now(UTC) + timedelta(days=7)).replace(hour=15, minute=0, second=0, microsecond=0)


@pytest.fixture
def own(login, doctor):
    return login("appointments:read", "appointments:write", "patients:read", id=str(doctor), name="Luis Vera")


@pytest.fixture
def imported(client, doctor, own):
    def make(status=201, headers=own, **changes):
        body = {"name": "Hospital", "url": ADDRESS} | changes
        answer = client.post(f"/api/citas/doctors/{doctor}/busy-feeds", json=body, headers=headers)
        assert answer.status_code == status, answer.json
        return answer.json

    return make


@pytest.fixture
def read(apps, settings):
    """What the relay reads, in so many minutes."""
    told = SimpleNamespace(minutes=0)

    def act(content):
        def fetch(url):
            assert url == ADDRESS
            if isinstance(content, Exception):
                raise content
            return content

        told.minutes += 20
        BusyReader(settings, apps["citas"].extensions["db"], fetch).run(
            datetime.now(UTC) + timedelta(minutes=told.minutes)
        )

    return act


@pytest.fixture
def shown(client, doctor, own):
    return lambda: client.get(f"/api/citas/doctors/{doctor}/busy-feeds", headers=own).json["data"]


def test_it_blocks_hours_names_who_is_booked_there_and_gives_all_back(
    client, imported, read, shown, book, new, own, reception, manager, soon, doctor, published
):
    visit = book(start_time=soon.isoformat(), end_time=(soon + timedelta(minutes=30)).isoformat())
    imported()
    later = soon + timedelta(days=1)
    busy = f"DTSTART:{later:%Y%m%dT%H%M%SZ}\r\nDURATION:PT2H"
    read(calendar(f"DTSTART:{soon:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H\r\nSUMMARY:Cirugía de X", busy))
    (feed,) = shown()
    assert (feed["host"], feed["blocks"], feed["failure"]) == ("calendar.example.com", 2, None)
    assert "url" not in feed and feed["read_at"]
    # Whoever was booked stays booked, and is named.
    assert [clash["id"] for clash in feed["clashes"]] == [visit["id"]]
    stands = client.get(f"/api/citas/appointments/{visit['id']}", headers=reception).json
    assert stands["status"] == "PENDING" and stands["start_time"] == visit["start_time"]
    assert published("busy_feed.clashed")[0]["data"]["summary"].endswith("ocupa horas en las que hay 1 citas")

    wish = new(start_time=later.isoformat(), end_time=(later + timedelta(minutes=30)).isoformat())
    refused = client.post("/api/citas/appointments", json=wish, headers=reception)
    assert refused.status_code == 409
    away = client.get(f"/api/citas/doctors/{doctor}/time-off", headers=own).json["data"]
    assert {row["reason"] for row in away} == {"Ocupado: Hospital"}
    by_hand = client.post(f"/api/citas/time-off/{away[0]['id']}/cancel", headers=manager)
    assert by_hand.status_code == 409 and "calendario importado" in by_hand.json["detail"]

    # The same again changes nothing; an event that is gone frees its hours; unreadable, what was read stands.
    read(calendar(busy))
    assert shown()[0]["blocks"] == 1 and shown()[0]["clashes"] == []
    kept = client.get(f"/api/citas/doctors/{doctor}/time-off", headers=own).json["data"][0]["id"]
    read(Unfetched("El servidor respondió 404."))
    (failing,) = shown()
    assert (failing["blocks"], failing["failure"]) == (1, "El servidor respondió 404.") and failing[
        "failing_since"
    ]
    read(b"<html>")
    read(calendar(busy))
    assert shown()[0]["failure"] is None
    assert client.get(f"/api/citas/doctors/{doctor}/time-off", headers=own).json["data"][0]["id"] == kept
    assert len(published("busy_feed.failed")) == 1 and len(published("busy_feed.recovered")) == 1

    assert client.delete(f"/api/citas/busy-feeds/{feed['id']}", headers=own).status_code == 204
    assert (
        shown() == [] and client.get(f"/api/citas/doctors/{doctor}/time-off", headers=own).json["data"] == []
    )
    assert client.post("/api/citas/appointments", json=wish, headers=reception).status_code == 201


def test_only_ones_own_or_by_who_keeps_the_hours_and_not_any_address(
    client, imported, login, reception, manager
):
    imported(403, headers=reception)
    for url in (
        "http://calendar.example.com/a.ics",
        "https://u:p@example.com/a",
        "https://example.com:8443/a",
        "ftp://x",
        "https://127.0.0.1/a",
        "https://[::1]/a",
        "https://localhost/a",
        "https://0x7f000001/a",
        "https://[/a",
    ):
        assert imported(422, url=url)["errors"][0]["field"] == "url"
    feed = imported(url="webcal://calendar.example.com/private/basic.ics")
    imported(409)
    assert imported(409, url="WEBCAL://Calendar.EXAMPLE.com/private/basic.ics")["errors"][0]["field"] == "url"
    assert client.delete(f"/api/citas/busy-feeds/{feed['id']}", headers=reception).status_code == 403
    assert client.post(f"/api/citas/busy-feeds/{feed['id']}/read", headers=reception).status_code == 403
    assert client.delete("/api/citas/busy-feeds/999999", headers=reception).status_code == 404


class Answer:
    def __init__(self, status=200, pieces=(b"BEGIN",), location=None):
        self.status, self.pieces, self.location = status, list(pieces), location

    def getheader(self, name):
        return self.location

    def read1(self, size):
        return self.pieces.pop(0) if self.pieces else b""


def network(monkeypatch, hosts, answers):
    """A network of these hosts and their answers; what was asked."""
    asked = []
    monkeypatch.setattr(
        neighbours.socket, "getaddrinfo", lambda host, port, **how: [(0, 0, 0, "", (hosts[host], port))]
    )

    def connect(host, address):
        asked.append((host, address))
        return SimpleNamespace(
            request=lambda *a, **b: None,
            getresponse=lambda: answers.pop(0),
            close=lambda: None,
            cut=lambda: None,
        )

    return connect, asked


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1", "0.0.0.0", "::ffff:10.0.0.7"])  # fmt: skip
def test_no_address_of_ours_is_read(monkeypatch, address):
    connect, asked = network(monkeypatch, {"inside.example.com": address}, [Answer()])
    with pytest.raises(Unfetched, match="red pública"):
        neighbours.fetch("https://inside.example.com/a.ics", connect)
    assert asked == []


def test_a_redirect_is_looked_at_like_the_first_address(monkeypatch):
    hosts = {"a.example.com": "93.184.216.34", "inside.example.com": "10.0.0.7"}
    away = Answer(302, location="https://inside.example.com/x")
    connect, asked = network(monkeypatch, hosts, [away])
    with pytest.raises(Unfetched, match="red pública"):
        neighbours.fetch("https://a.example.com/a.ics", connect)
    assert asked == [("a.example.com", "93.184.216.34")]
    connect, _ = network(monkeypatch, hosts, [Answer(302, location="http://a.example.com/x")])
    with pytest.raises(Unfetched, match="https"):
        neighbours.fetch("https://a.example.com/a.ics", connect)


def test_what_is_too_large_or_too_slow_is_left(monkeypatch):
    hosts = {"a.example.com": "93.184.216.34"}
    large = Answer(pieces=[b"x" * 65536] * 40)
    connect, _ = network(monkeypatch, hosts, [large])
    with pytest.raises(Unfetched, match="2 MB"):
        neighbours.fetch("https://a.example.com/a.ics", connect)
    ticks = iter((0, 0, 1, 99))
    connect, _ = network(monkeypatch, hosts, [Answer(pieces=[b"x"] * 3)])
    with pytest.raises(Unfetched, match="tarda"):
        neighbours.fetch("https://a.example.com/a.ics", connect, now=lambda: next(ticks))


def test_who_answers_nothing_or_a_byte_now_and_then_is_cut(monkeypatch):
    monkeypatch.setattr(neighbours, "MOST_SECONDS", 0.05)
    network(monkeypatch, {"a.example.com": "93.184.216.34"}, [])
    here, there = socket.socketpair()

    def connect(host, address):
        connection = neighbours.Pinned(host, address)
        connection.sock = here
        return connection

    with there, pytest.raises(Unfetched, match="no responde"):
        neighbours.fetch("https://a.example.com/a.ics", connect)


@pytest.mark.parametrize(
    "address", ["::ffff:10.0.0.7", "64:ff9b::a00:7", "2002:a00:7::1", "fd00::1", "100.64.0.1", "224.0.0.1"]
)
def test_an_address_of_ours_in_the_clothes_of_another_is_none_of_the_public_network(address):
    assert not neighbours.is_public(ip_address(address))


def test_repeated_moved_cancelled_and_free_events_are_read_as_calendars_mean_them():
    weekly = "DTSTART;TZID=America/New_York:20261102T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;UNTIL=20270401T000000Z\r\nEXDATE;TZID=America/New_York:20261207T090000"  # noqa: E501
    content = calendar(
        weekly,
        "DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261226",
        "DTSTART:20261203T080000\r\nDURATION:PT90M",
        "DTSTART:20261203T180000Z\r\nDURATION:PT1H\r\nSTATUS:CANCELLED",
        "DTSTART:20261203T180000Z\r\nDURATION:PT1H\r\nTRANSP:TRANSPARENT",
        "DTSTART:20200101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY",
    ).replace(
        b"END:VCALENDAR",
        b"BEGIN:VEVENT\r\nUID:0\r\nRECURRENCE-ID;TZID=America/New_York:20261214T090000\r\nDTSTART;TZID=America/New_York:20261215T110000\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR",
    )  # noqa: E501
    spans = busy_times(content, datetime(2026, 11, 30, tzinfo=UTC), datetime(2026, 12, 28, tzinfo=UTC), ZONE)
    said = [
        f"{start.astimezone(ZONE):%m-%d %H:%M} {end.astimezone(ZONE):%m-%d %H:%M}" for start, end in spans
    ]
    assert said == [
        "11-30 09:00 11-30 10:00",
        "12-03 08:00 12-03 09:30",
        "12-15 11:00 12-15 12:00",
        "12-21 09:00 12-21 10:00",
        "12-24 00:00 12-26 00:00",
    ]
    # On the clock on which it was entered: in summer time New York's nine is Guayaquil's eight.
    (start, _), *_ = busy_times(
        content, datetime(2027, 3, 15, tzinfo=UTC), datetime(2027, 3, 16, tzinfo=UTC), ZONE
    )
    assert start.astimezone(ZONE).hour == 8
    with pytest.raises(Unreadable):
        busy_times(b"<html>", start, start + timedelta(days=1), ZONE)
