"""The agenda in FHIR R4 as others read it: every answer is held against the models of the standard."""

import pytest
from fhir.resources.R4B.appointment import Appointment
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.capabilitystatement import CapabilityStatement
from fhir.resources.R4B.schedule import Schedule

FHIR = "/api/citas/fhir"


@pytest.fixture
def reader(login):
    return login("appointments:read", id="90", name="Integración", client=True)


@pytest.fixture
def read(client, reader):
    """A Bundle's resources and the address of its next page, each held against the standard."""

    def act(path):
        answer = client.get(path if path.startswith("http") else f"{FHIR}{path}", headers=reader)
        assert answer.status_code == 200, answer.data
        assert answer.mimetype == "application/fhir+json"
        Bundle.model_validate(answer.json)
        links = {link["relation"]: link["url"] for link in answer.json["link"]}
        return [entry["resource"] for entry in answer.json.get("entry", [])], links.get("next")

    return act


def test_the_capability_statement_says_what_may_be_asked(client, reader):
    told = CapabilityStatement.model_validate(client.get(f"{FHIR}/metadata", headers=reader).json)
    assert {one.type for one in told.rest[0].resource} == {"Appointment", "Schedule", "Slot"}


def test_a_visit_is_read_whole_but_for_what_somebody_wrote(
    client, clinic, reader, book, room, doctor, patient, move
):
    visit = book(room_id=room, treatments=[{"treatment_id": clinic.treatment()}], overbooked=False)
    path = f"{FHIR}/Appointment/{visit['id']}"
    shown = Appointment.model_validate(client.get(path, headers=reader).json)
    assert (shown.status, shown.minutesDuration) == ("pending", 30)
    assert shown.serviceType[0].text == "Limpieza dental"
    who, with_whom, where = shown.participant
    assert who.actor.reference.endswith(f"/api/historia-clinica/fhir/Patient/{patient}")
    assert (who.status, with_whom.actor.identifier.value, where.actor.display) == (
        "needs-action",
        str(doctor),
        "Consultorio 1",
    )
    assert b"Control" not in client.get(path, headers=reader).data
    for steps, status in (
        (["CONFIRMED"], "booked"),
        (["ARRIVED"], "arrived"),
        (["IN_PROGRESS"], "checked-in"),
        (["COMPLETED"], "fulfilled"),
    ):
        move(visit["id"], *steps)
        assert client.get(path, headers=reader).json["status"] == status
    assert client.get(f"{FHIR}/Appointment/999999", headers=reader).status_code == 404


def test_visits_are_found_by_day_and_patient_a_page_at_a_time(client, clinic, reader, read, book, patient):
    first = book()
    others = [
        book(
            patient_id=clinic.patient(),
            start_time=f"2099-01-05T{hour}:00:00-05:00",
            end_time=f"2099-01-05T{hour}:30:00-05:00",
        )
        for hour in (11, 12)
    ]
    page, rest = read("/Appointment?date=2099-01-05&_count=2")
    last, none = read(rest)
    assert [row["id"] for row in [*page, *last]] == [str(row["id"]) for row in [first, *others]]
    assert none is None
    assert [row["id"] for row in read(f"/Appointment?patient={patient}")[0]] == [str(first["id"])]
    assert read("/Appointment?date=2099-01-06") == ([], None)
    refused = client.get(f"{FHIR}/Appointment?practitioner=3", headers=reader)
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "date"


def test_a_day_of_a_professional_by_its_pieces(client, reader, reception, read, book, doctor, off):
    book()
    off("2099-01-05T12:00:00-05:00", "2099-01-05T13:00:00-05:00")
    hold = {
        "doctor_id": doctor,
        "start_time": "2099-01-05T14:00:00-05:00",
        "end_time": "2099-01-05T14:30:00-05:00",
    }
    assert client.post("/api/citas/holds", json=hold, headers=reception).status_code == 201
    shown = Schedule.model_validate(client.get(f"{FHIR}/Schedule/{doctor}", headers=reader).json)
    assert shown.actor[0].display == "Luis Vera"
    assert str(doctor) in [row["id"] for row in read("/Schedule")[0]]
    page, rest = read(f"/Slot?schedule={doctor}&start=2099-01-05&_count=3")
    assert len(page) == 3
    slots = list(page)
    while rest:
        more, rest = read(rest)
        slots += more
    # In UTC: eight in the morning of Guayaquil is 13.
    assert [(slot["start"][11:16], slot["end"][11:16], slot["status"]) for slot in slots] == [
        ("13:00", "15:00", "free"),
        ("15:00", "15:30", "busy"),
        ("15:30", "17:00", "free"),
        ("17:00", "18:00", "busy-unavailable"),
        ("18:00", "19:00", "free"),
        ("19:00", "19:30", "busy-tentative"),
        ("19:30", "23:00", "free"),
    ]


@pytest.mark.parametrize(
    "path", ["/metadata", "/Appointment", "/Appointment/1", "/Schedule", "/Schedule/1", "/Slot"]
)
def test_whoever_may_not_read_the_agenda_reads_none_of_it(client, login, path):
    assert client.get(f"{FHIR}{path}", headers=login("patients:read")).status_code == 403
