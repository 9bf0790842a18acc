"""A doctor's schedule; check-availability"""

import io
from datetime import UTC, datetime

import pypdfium2
import pytest

from citas.appointments.schemas.agenda import Availability, Schedule
from common import pdf

DOCTORS = "/api/citas/doctors"
CHECK = "/api/citas/appointments/check-availability"
MORNINGS = [{"weekday": day, "start_time": "08:00", "end_time": "12:00"} for day in range(5)]


def at(clock, day="2099-01-05"):
    return f"{day}T{clock}:00-05:00"


def same(version):
    return {"If-Match": f'"{version}"'}


def test_a_schedule_shows_the_days_and_what_is_free(
    client, reception, manager, doctor, book, off, override, clinic
):
    client.put(f"{DOCTORS}/{doctor}/working-hours", json={"items": MORNINGS}, headers=manager | same(0))
    booked = book()
    book(headers=override, patient_id=clinic.patient(), overbooked=True, overbook_reason="Dolor agudo",
         start_time=at("11:00"), end_time=at("11:30"))  # fmt: skip
    off(at("08:00"), at("09:00"))
    answer = client.get(f"{DOCTORS}/{doctor}/schedule?from=2099-01-05&to=2099-01-06", headers=reception)
    schedule = answer.json
    Schedule.model_validate(schedule)
    assert schedule["doctor"] == {"id": doctor, "name": "Luis Vera"}
    assert schedule["working_hours"] == MORNINGS
    assert [row["reason"] for row in schedule["time_off"]] == ["Congreso"]
    assert schedule["appointments"][0] == booked and len(schedule["appointments"]) == 2
    assert [(slot["start_time"][8:16], slot["end_time"][8:16]) for slot in schedule["free_slots"]] == [
        ("05T14:00", "05T15:00"),
        ("05T15:30", "05T16:00"),
        ("05T16:30", "05T17:00"),
        ("06T13:00", "06T17:00"),
    ]


def test_a_schedule_is_of_this_week_unless_asked(client, login, reception, doctor):
    url = f"{DOCTORS}/{doctor}/schedule"
    schedule = client.get(url, headers=reception).json
    now = datetime.now(UTC).isoformat()[:16]
    assert schedule["working_hours"] == [] and all(s["end_time"][:16] >= now for s in schedule["free_slots"])
    assert len(schedule["free_slots"]) >= 5
    assert client.get(f"{url}?from=2099-01-01&to=2099-02-01", headers=reception).status_code == 422
    assert client.get(f"{url}?from=2099-01-02&to=2099-01-01", headers=reception).status_code == 422
    assert client.get(f"{url}?from=2200-01-01", headers=reception).status_code == 200
    assert client.get(f"{DOCTORS}/999999/schedule", headers=reception).status_code == 404
    assert client.get(url).status_code == 401 and client.get(url, headers=login()).status_code == 403


@pytest.fixture
def check(client, reception, doctor):
    def checking(start="10:00", end="10:30", **query):
        query = {"doctor_id": doctor, "start_time": at(start), "end_time": at(end)} | query
        return client.get(CHECK, query_string=query, headers=reception)

    return checking


def test_an_hour_is_free_until_it_is_taken(check, book, clinic, doctor, patient, room):
    free = check().json
    Availability.model_validate(free)
    assert (free["available"], free["reason"], free["conflicts"]) == (True, None, [])
    assert free["next_slots"][0]["start_time"] == "2099-01-05T15:00:00Z"
    booked = book(room_id=room)
    taken = check(patient_id=patient, room_id=room).json
    assert taken["available"] is False
    assert [clash["what"] for clash in taken["conflicts"]] == ["doctor", "patient", "room"]
    assert {clash["patient_name"] for clash in taken["conflicts"]} == {"Ana Pérez"}
    assert check(exclude_id=booked["id"]).json["available"] is True
    assert check("10:30", "11:00").json["available"] is True
    assert check(doctor_id=clinic.doctor()).json["available"] is True


def test_an_hour_off_is_not_free(check, off):
    off(at("10:15"), at("10:20"))
    answer = check().json
    assert answer["available"] is False and answer["conflicts"] == [] and "ausencia" in answer["reason"]


def test_where_nothing_is_free_nothing_is_offered(check, client, manager, doctor):
    sliver = {"items": [{"weekday": 0, "start_time": "08:00", "end_time": "08:10"}]}
    client.put(f"{DOCTORS}/{doctor}/working-hours", json=sliver, headers=manager | same(0))
    assert check().json["next_slots"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"end_time": at("09:00")}, "end_time"),
        ({"end_time": at("10:00", "2099-01-06")}, "end_time"),
        ({"start_time": "2099-01-05T10:00:30-05:00"}, "start_time"),
        ({"doctor_id": 2**63}, "doctor_id"),
        ({"patient_id": "x"}, "patient_id"),
    ],
)
def test_a_wrong_question_names_its_field(check, query, field):
    answer = check(**query)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_the_last_moments_of_time_are_no_failure(check):
    for day in ("1900-01-02", "2199-12-30"):
        assert check(start_time=at("10:00", day), end_time=at("11:00", day)).status_code == 200


def test_only_who_sees_the_agenda_may_ask(client, login):
    assert client.get(CHECK).status_code == 401
    assert client.get(CHECK, headers=login("patients:read")).status_code == 403


def test_a_week_on_paper_tells_each_visit_by_day_and_professional(
    client, reception, clinic, doctor, book, monkeypatch
):
    letterhead = dict.fromkeys(("legal_name", "ruc", "address", "phone", "email", "logo"))
    monkeypatch.setattr(pdf, "letterhead", lambda: letterhead | {"name": "Los Andes"})
    other = clinic.doctor("Ana Ríos")
    book()
    book(doctor_id=other, patient_id=clinic.patient(last_name="Andrade"), start_time=at("09:00", "2099-01-06"),
         end_time=at("09:30", "2099-01-06"))  # fmt: skip
    url = "/api/citas/appointments/agenda.pdf?from=2099-01-05&to=2099-01-11"

    def said(url):
        answer = client.get(url, headers=reception)
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), answer.data[:300]
        pages = pypdfium2.PdfDocument(io.BytesIO(answer.data))
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())

    whole, one = said(url), said(f"{url}&doctor_ids={other}")
    for words in (
        "Los Andes",
        "5 de enero de 2099",
        "6 de enero de 2099",
        "Luis Vera",
        "10:00–10:30",
        "Por confirmar",
    ):
        assert words in whole, (words, whole)
    assert "Ana Andrade" in one and "Luis Vera" not in one
    assert client.get(url.replace("01-11", "01-12"), headers=reception).status_code == 422
