"""An hour booked online in its visitor's calendar: one event, whoever brings it, and no word of who is known."""

from datetime import datetime
from unittest.mock import Mock

import pytest
from icalendar import Calendar

from citas.reminders.queries import reminders
from citas.self_booking import letters

from .conftest import CONFIG, ONLINE

URL, SHARED = "/api/citas/appointments", "/api/citas/shared/self-booking"


@pytest.fixture
def told(database_of, published, monkeypatch):
    """(method, event) of the calendar that the last letter brings."""
    clinic = {"name": "Los Andes", "address": "Quito"}
    monkeypatch.setattr(letters.neighbours, "clinic", lambda settings, session: clinic)
    monkeypatch.setattr(letters, "Links", Mock())

    def act():
        letter = letters.outcome(CONFIG, database_of("citas"), published("mail.requested")[-1]["data"])
        (calendar,) = letter.attachments
        return in_calendar(calendar.content)

    return act


def in_calendar(content):
    calendar = Calendar.from_ical(content)
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def test_its_letters_bring_the_hour_for_a_calendar_and_take_it_back(
    client, publish, visitor, known, booked, desk, link, told
):
    publish()
    visitor.whole()
    (row,) = desk(decided=True)
    method, event = told()
    assert method == "REQUEST" and (event["LOCATION"], event["SEQUENCE"]) == ("Quito", 0)
    assert event.decoded("dtstart") == datetime.fromisoformat(booked()[0]["start_time"])
    client.post(f"{SHARED}/cancel", headers=link(row["id"]))
    method, gone = told()
    assert method == "CANCEL" and (gone["UID"], gone["SEQUENCE"]) == (event["UID"], 1)


def test_a_calendar_does_not_tell_whether_the_document_is_known(
    client, publish, visitor, known, desk, link, told
):
    publish()

    def shape(event):
        return sorted(event), event["UID"].partition("-")[0], event["SEQUENCE"], event["STATUS"]

    def whole(clock, to, **person):
        """What a visitor is told in the letters of booking, moving and cancelling."""
        visitor.whole(clock, **person)
        said = [told()]
        headers = link(max(row["id"] for decided in (False, True) for row in desk(decided)))
        there = {"doctor_id": visitor.doctor, "start_time": f"{visitor.day}T{to}:00-05:00"}
        for path, body in (("move", there), ("cancel", None)):
            assert client.post(f"{SHARED}/{path}", json=body, headers=headers).status_code == 201
            said.append(told())
        assert len({event["UID"] for _, event in said}) == 1
        return [(method, *shape(event)) for method, event in said]

    mine = whole("08:00", "10:00")
    assert [(method, sequence) for method, _, _, sequence, _ in mine] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("CANCEL", 2),
    ]
    assert mine == whole("08:40", "10:40", document_number="0926687856", email="otra@example.com")


def test_the_hour_is_taken_to_a_calendar_by_the_ticket_and_by_the_link(
    client, publish, visitor, known, booked, desk, link, told, reception
):
    publish()
    ticket = visitor.hold()["ticket"]
    assert client.post(f"{ONLINE}/calendars", json={"ticket": ticket}).status_code == 410
    visitor.describe(ticket)
    visitor.confirm(ticket)
    (row,) = desk(decided=True)
    headers = link(row["id"])
    by_ticket = client.post(f"{ONLINE}/calendars", json={"ticket": ticket})
    by_link = client.get(f"{SHARED}/calendar", headers=headers)
    assert by_ticket.data == by_link.data and by_link.mimetype == "text/calendar"
    assert "cita.ics" in by_link.headers["Content-Disposition"]
    method, event = in_calendar(by_link.data)
    assert method == "PUBLISH" and "ATTENDEE" not in event and "Limpieza" not in str(event)
    _, letters_own = told()
    assert event["UID"].partition("@")[0] == letters_own["UID"].partition("@")[0]
    same = ("SEQUENCE", "DTSTART", "DTEND", "DTSTAMP")
    assert [event[name] for name in same] == [letters_own[name] for name in same]
    # The clinic moves it: the same event, later.
    (visit,) = booked()
    later = {"start_time": f"{visitor.day}T11:00:00-05:00"}
    moved = client.patch(
        f"{URL}/{visit['id']}", json=later, headers=reception | {"If-Match": f'"{visit["version"]}"'}
    )
    assert moved.status_code == 200, moved.json
    _, later = in_calendar(client.get(f"{SHARED}/calendar", headers=headers).data)
    assert (later["UID"], later["SEQUENCE"]) == (event["UID"], 1)
    assert later.decoded("dtstart") == datetime.fromisoformat(booked()[0]["start_time"])
    client.post(f"{SHARED}/cancel", headers=headers)
    assert client.get(f"{SHARED}/calendar", headers=headers).status_code == 410
    assert client.post(f"{ONLINE}/calendars", json={"ticket": ticket}).status_code == 410


def test_an_hour_that_is_asked_for_is_in_no_calendar_yet(client, publish, visitor, desk, link):
    publish(mode="REQUEST")
    visitor.whole()
    answer = client.get(f"{SHARED}/calendar", headers=link(desk()[0]["id"]))
    assert answer.status_code == 410 and "todavía no aprueba" in answer.json["detail"]


def test_the_reminders_of_an_hour_booked_online_are_about_the_same_event(
    client, login, publish, visitor, known, booked, told, database_of
):
    rule = {
        "name": "Confirmar",
        "channel": "WHATSAPP",
        "moment": "BOOKED",
        "subject": "Su cita",
        "body": "{hora}",
    }
    assert (
        client.post("/api/citas/reminder-rules", json=rule, headers=login("reminders:write")).status_code
        == 201
    )
    publish()
    visitor.whole()
    _, event = told()
    with database_of("citas").session() as db:
        id = db.value("SELECT id FROM citas.reminders WHERE appointment_id = %(id)s", id=booked()[0]["id"])
        one = reminders.to_tell(db, id)
    assert event["UID"].startswith(f"{one['event']}@") and one["event_sequence"] == event["SEQUENCE"]
