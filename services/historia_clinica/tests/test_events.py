"""What leaves a trace, and what others are told."""

import json

import psycopg2
import pytest

API = "/api/historia-clinica"


@pytest.fixture
def record(client, doctor, patient):
    """URLs of a patient with an entry, a signed note and an addendum."""
    file = f"{API}/patients/{patient['id']}"
    entry = client.post(
        f"{file}/medical-history", json={"category": "ALLERGY", "description": "Penicilina"}, headers=doctor
    ).json
    note = client.post(f"{file}/notes", json={"reason": "Dolor secreto"}, headers=doctor).json
    url = f"{API}/notes/{note['id']}"
    client.post(f"{url}/sign", headers=doctor)
    client.post(f"{url}/addenda", json={"text": "Texto secreto"}, headers=doctor)
    return {"file": file, "note": url, "entry": f"{API}/medical-history/{entry['id']}"}


def test_reading_a_record_is_recorded(client, doctor, patient, record, told):
    for path in (
        record["file"],
        f"{record['file']}/medical-history",
        f"{record['file']}/notes",
        record["note"],
        f"{record['note']}/addenda",
    ):
        assert client.get(path, headers=doctor).status_code == 200
    views = told("record.viewed")
    assert [view["data"]["summary"] for view in views] == [
        "Vio la ficha de Ana Pérez",
        "Vio los antecedentes de Ana Pérez",
        "Vio las notas de Ana Pérez",
        "Vio una nota de Ana Pérez",
        "Vio las adendas de una nota de Ana Pérez",
    ]
    assert {view["aggregate"] for view in views} == {f"record:{patient['id']}"}
    assert {view["data"]["patient_id"] for view in views} == {patient["id"]}
    assert views[0]["actor"] == {"id": "3", "name": "Carla Ruiz", "role": "Médico", "ip": "127.0.0.1"}


def test_a_file_from_the_cache_is_recorded_too(client, doctor, patient, told):
    for _ in range(3):
        assert client.get(f"{API}/patients/{patient['id']}", headers=doctor).json == patient
    assert len(told("record.viewed")) == 3


def test_lists_and_summaries_and_what_is_not_there_are_not_recorded(client, reception, doctor, patient, told):
    for path in ("patients", "patients/search?q=ana", f"patients/{patient['id']}/summary", "patients/999"):
        client.get(f"{API}/{path}", headers=reception)
    assert client.get(f"{API}/appointments/999/notes", headers=doctor).json["data"] == []
    assert told("record.viewed") == []


def test_a_view_that_cannot_be_recorded_does_not_happen(client, doctor, patient, monkeypatch):
    def fail(*args, **data):
        raise psycopg2.OperationalError("the disk is full")

    monkeypatch.setattr("common.messages.events.publish", fail)
    for path in (f"patients/{patient['id']}", f"patients/{patient['id']}/notes"):
        answer = client.get(f"{API}/{path}", headers=doctor)
        assert answer.status_code == 503 and "Pérez" not in answer.text


def test_registering_changing_and_deactivating_are_told(client, reception, patient, told):
    url = f"{API}/patients/{patient['id']}"

    def change(version, **changes):
        client.patch(url, json=changes, headers=reception | {"If-Match": f'"{version}"'})

    change(1, last_name="Pérez Mora", email=None)
    change(2, active=False)
    change(3, active=True)
    snapshot = {
        "id": patient["id"],
        "name": "Ana Pérez",
        "document_type": "CEDULA",
        "document_number": patient["document_number"],
        "document_country": None,
        "no_document_reason": None,
        "email": "ana@example.com",
        "phone": "+593991234567",
        "address": "Quito",
    }
    renamed = snapshot | {"name": "Ana Pérez Mora", "email": None}
    (registered,) = told("patient.registered")
    assert registered["data"] == {
        "summary": "Registró a Ana Pérez",
        "level": "INFO",
        "patient_id": patient["id"],
        "patient": snapshot,
    }
    assert registered["aggregate"] == f"patient:{patient['id']}"
    first, second = told("patient.updated")
    assert (first["data"]["patient"], first["data"]["changed"]) == (renamed, ["email", "last_name"])
    assert second["data"]["changed"] == ["active"]
    (deactivated,) = told("patient.deactivated")
    assert deactivated["data"]["summary"] == "Desactivó a Ana Pérez Mora"


def test_what_is_told_of_a_record_says_nothing_of_its_content(client, doctor, record, told):
    client.patch(record["entry"], json={"severity": "HIGH"}, headers=doctor | {"If-Match": '"1"'})
    draft = client.post(f"{record['file']}/notes", json={"reason": "Dolor secreto"}, headers=doctor).json
    client.patch(
        f"{API}/notes/{draft['id']}", json={"plan": "Plan secreto"}, headers=doctor | {"If-Match": '"1"'}
    )
    types = (
        "history.recorded",
        "history.updated",
        "note.drafted",
        "note.updated",
        "note.signed",
        "addendum.added",
    )
    for type in types:
        events = told(type)
        assert events, type
        written = json.dumps(events, ensure_ascii=False)
        assert "secret" not in written and "Penicilina" not in written and "Ana Pérez" in written


def test_everything_told_reaches_the_log(client, doctor, record, deliver, database_of):
    client.get(record["file"], headers=doctor)
    deliver()
    with database_of("historia_clinica").session() as db:
        assert db.value("SELECT count(*) FROM historia_clinica.deliveries WHERE subscriber = 'logs'") == 0
