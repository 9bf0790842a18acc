"""Notes of an appointment: citas is asked whose it is."""

from common.messages.client import Services

API = "/api/historia-clinica"


def test_a_note_names_an_appointment_of_its_patient(client, doctor, patient, appointment, told):
    url = f"{API}/patients/{patient['id']}/notes"
    note = client.post(url, json={"reason": "Dolor", "appointment_id": appointment}, headers=doctor)
    assert (note.status_code, note.json["appointment_id"]) == (201, appointment)
    client.post(url, json={"reason": "Otra cosa"}, headers=doctor)
    page = client.get(f"{API}/appointments/{appointment}/notes?total=true", headers=doctor).json
    assert (page["data"], page["total"]) == ([note.json], 1)
    (view,) = told("record.viewed")
    assert view["data"]["summary"] == "Vio las notas de una cita de Ana Pérez"


def test_a_note_does_not_name_somebody_elses_appointment(client, doctor, register, appointment):
    url = f"{API}/patients/{register()['id']}/notes"
    answer = client.post(url, json={"reason": "Dolor", "appointment_id": appointment}, headers=doctor)
    assert answer.status_code == 422
    assert answer.json["errors"] == [{"field": "appointment_id", "message": "Esa cita es de otro paciente."}]
    draft = client.post(url, json={"reason": "Dolor"}, headers=doctor).json
    changed = client.patch(
        f"{API}/notes/{draft['id']}",
        json={"appointment_id": appointment},
        headers=doctor | {"If-Match": '"1"'},
    )
    assert changed.status_code == 422


def test_an_appointment_can_be_named_and_taken_back_while_a_draft(client, doctor, patient, appointment):
    draft = client.post(
        f"{API}/patients/{patient['id']}/notes", json={"reason": "Dolor"}, headers=doctor
    ).json
    url = f"{API}/notes/{draft['id']}"
    named = client.patch(url, json={"appointment_id": appointment}, headers=doctor | {"If-Match": '"1"'})
    assert (named.status_code, named.json["appointment_id"]) == (200, appointment)
    freed = client.patch(url, json={"appointment_id": None}, headers=doctor | {"If-Match": '"2"'})
    assert (freed.status_code, freed.json["appointment_id"]) == (200, None)


def test_an_appointment_that_is_not_there_is_422(client, doctor, patient):
    answer = client.post(
        f"{API}/patients/{patient['id']}/notes", json={"reason": "x", "appointment_id": 999}, headers=doctor
    )
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "appointment_id")


def test_who_may_not_see_appointments_names_none(client, colleague, patient):
    answer = client.post(
        f"{API}/patients/{patient['id']}/notes", json={"reason": "x", "appointment_id": 1}, headers=colleague
    )
    assert answer.status_code == 403


def test_without_citas_only_a_newly_named_appointment_has_to_wait(
    client, apps, settings, doctor, patient, appointment, monkeypatch
):
    url = f"{API}/patients/{patient['id']}/notes"
    note = client.post(url, json={"reason": "Dolor", "appointment_id": appointment}, headers=doctor).json
    nobody = Services(settings.model_copy(update={"service_urls": {"citas": "http://127.0.0.1:9"}}))
    monkeypatch.setitem(apps["historia_clinica"].extensions, "services", nobody)
    answer = client.post(url, json={"reason": "x", "appointment_id": 1}, headers=doctor)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert client.post(url, json={"reason": "x"}, headers=doctor).status_code == 201
    saved = client.patch(
        f"{API}/notes/{note['id']}",
        json={"plan": "Resina", "appointment_id": appointment},
        headers=doctor | {"If-Match": '"1"'},
    )
    assert saved.status_code == 200
