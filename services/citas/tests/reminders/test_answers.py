"""What patients answer by a link: by the way that everybody takes; what it cannot answer is refused in words."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

SHARED = "/api/citas/shared/visit"


@pytest.fixture
def link(client, reception, clinic, rule, of_visit):
    """The headers of who shows the link of a visit's message."""

    def make(visit):
        row = of_visit(visit)[0]
        answer = client.post(f"/api/citas/reminders/{row['id']}/message", headers=reception)
        assert answer.status_code == 201, answer.json
        return {"Authorization": f"Link {answer.json['text'].split('#')[1]}"}

    return make


@pytest.fixture
def visit(rule, book):
    rule(channel="WHATSAPP")
    return book()


@pytest.fixture
def answer(client):
    def act(headers, status=201, **body):
        answer = client.post(SHARED, json=body, headers=headers)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


@pytest.fixture
def status_of(client, reception):
    return lambda visit: client.get(f"/api/citas/appointments/{visit['id']}", headers=reception).json


def test_the_link_shows_the_hour_and_neither_surname_nor_treatment(client, visit, link, of_visit):
    answer = client.get(SHARED, headers=link(visit))
    assert answer.json == {
        "name": "Ana", "state": "OPEN", "doctor": "Luis Vera",
        "start_time": "2099-01-05T15:00:00Z", "day": "lunes 5 de enero", "hour": "10:00", "asked_to_move": False,
    }  # fmt: skip
    assert of_visit(visit)[0]["seen_at"] and of_visit(visit)[0]["answer"] is None


def test_the_link_takes_the_visit_to_a_calendar_while_it_stands(client, visit, link, answer):
    headers = link(visit)
    file = client.get(f"{SHARED}/calendar", headers=headers)
    assert file.status_code == 200, file.json
    calendar = Calendar.from_ical(file.data)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH" and file.headers["Content-Disposition"].endswith('"cita.ics"')
    assert event["UID"].startswith(f"visit-{visit['id']}@") and event["SEQUENCE"] == 0
    assert event.decoded("dtstart") == datetime(2099, 1, 5, 15, tzinfo=UTC)
    assert "Limpieza" not in str(event) and "ATTENDEE" not in event
    assert client.get(f"{SHARED}/calendar").status_code == 401
    answer(headers, answer="CANCEL")
    assert client.get(f"{SHARED}/calendar", headers=headers).status_code == 410


def test_confirmed_twice_is_confirmed_once(visit, link, answer, status_of, of_visit, published):
    headers = link(visit)
    for _ in range(2):
        assert answer(headers, answer="CONFIRM")["state"] == "CONFIRMED"
    assert status_of(visit)["status"] == "CONFIRMED" and of_visit(visit)[0]["answer"] == "CONFIRM"
    (event,) = published("appointment.confirmed")
    assert event["actor"]["name"] == "Por enlace"


def test_cancelled_by_the_patient_the_waiting_list_wakes(client, reception, visit, link, answer, status_of):
    headers = link(visit)
    assert answer(headers, answer="CANCEL")["state"] == "CANCELLED"
    # The same again is answered the same; anything else of a visit that is no more is refused.
    assert answer(headers, answer="CANCEL")["state"] == "CANCELLED"
    assert "se canceló" in answer(headers, status=410, answer="CONFIRM")["detail"]
    assert status_of(visit)["cancel_reason"] == "El paciente la canceló por el enlace de su aviso."
    (gap,) = client.get("/api/citas/waitlist/gaps", headers=reception).json["data"]
    assert gap["appointment_id"] == visit["id"] and gap["cause"] == "CANCELLED"


def test_another_hour_is_asked_for_and_seen_until_somebody_takes_care(client, reception, visit, link, answer):
    headers = link(visit)
    assert answer(headers, answer="MOVE", note="Puedo por la tarde")["asked_to_move"] is True
    (one,) = client.get("/api/citas/reminders/requests", headers=reception).json["data"]
    assert one["answer_note"] == "Puedo por la tarde" and one["patient"]["name"] == "Ana Pérez"
    for _ in range(2):
        done = client.post(f"/api/citas/reminders/{one['id']}/handled", headers=reception)
        assert done.status_code == 200 and done.json["handled_by"] == "Rosa Mora"
    assert client.get("/api/citas/reminders/requests", headers=reception).json["data"] == []


@pytest.mark.parametrize(
    "happens, state, words",
    [
        ("cancelled", "CANCELLED", "se canceló"),
        ("moved", "MOVED", "cambió de hora"),
        ("arrived", "HERE", "ya está en la clínica"),
        ("over", "OVER", "ya pasó"),
    ],
)
def test_what_it_cannot_answer_any_more_is_said(
    client, reception, visit, link, answer, move, clock, happens, state, words
):
    headers = link(visit)
    if happens == "cancelled":
        move(visit["id"], "CANCELLED", reason="Viaja")
    elif happens == "arrived":
        move(visit["id"], "ARRIVED")
    elif happens == "over":
        clock("2099-01-05T10:01")
    else:
        matching = {**reception, "If-Match": f'"{visit["version"]}"'}
        body = {"start_time": "2099-01-08T10:00:00-05:00"}
        assert (
            client.patch(f"/api/citas/appointments/{visit['id']}", json=body, headers=matching).status_code
            == 200
        )
    seen = client.get(SHARED, headers=headers).json
    assert seen["state"] == state
    # Of an hour that is another now, whoever has the old link is told nothing.
    assert seen["start_time"] is None or happens in ("arrived", "over")
    for wish in ("CONFIRM", "CANCEL", "MOVE"):
        assert words in answer(headers, status=410, answer=wish)["detail"]


def test_guessed_foreign_and_late_links_are_refused(apps, client, visit, link, answer, settings):
    good = link(visit)["Authorization"]
    assert answer({"Authorization": good[:-4] + "AAAA"}, status=401, answer="CONFIRM")["detail"]
    assert answer({"Authorization": "Link 17"}, status=401, answer="CONFIRM")["detail"]
    signer, now = apps["auth"].extensions["signer"], datetime.now(UTC)
    other, _ = signer.link("waitlist:accept", "1", 60, now)
    assert answer({"Authorization": f"Link {other}"}, status=403, answer="CONFIRM")["detail"]
    late, _ = signer.link("appointment:answer", "1", 60, now - timedelta(hours=1))
    assert "venció" in answer({"Authorization": f"Link {late}"}, status=410, answer="CONFIRM")["detail"]
    nobody, _ = signer.link("appointment:answer", "999999", 60, now)
    assert client.get(SHARED, headers={"Authorization": f"Link {nobody}"}).status_code == 404
