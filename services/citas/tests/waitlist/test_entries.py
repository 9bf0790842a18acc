"""Who would come earlier: entered, listed, changed, withdrawn."""

from datetime import date, timedelta

import pytest

LIST = "/api/citas/waitlist"
MORNINGS = [{"weekday": day, "start_time": "08:00", "end_time": "12:00"} for day in range(5)]


def listed(client, headers, query=""):
    return client.get(f"{LIST}{query}", headers=headers).json["data"]


def test_whoever_would_come_earlier_is_entered_with_what_suits_them(
    client, reception, wait, doctor, published
):
    entry = wait(doctor_id=doctor, windows=MORNINGS, notice_minutes=60, note="Llamar")
    assert (entry["state"], entry["minutes"], entry["doctor"]["id"]) == ("WAITING", 30, doctor)
    assert entry["windows"] == MORNINGS and entry["treatments"][0]["name"] == "Limpieza dental"
    assert listed(client, reception) == [entry]
    assert client.get(f"{LIST}/{entry['id']}", headers=reception).json == entry
    (event,) = published("waitlist.added")
    assert event["data"]["summary"] == "Puso en la lista de espera a Ana Pérez"


def test_nobody_waits_twice_for_one_treatment(wait, clinic, patient):
    wait()
    refused = wait(409)
    assert "ya está en la lista" in refused["detail"]
    wait(treatments=[{"treatment_id": clinic.treatment()}])
    wait(patient_id=clinic.patient())


def test_an_entry_is_changed_by_its_version_and_withdrawn_with_a_reason(
    client, reception, wait, clinic, published
):
    entry = wait()
    url = f"{LIST}/{entry['id']}"
    other = clinic.treatment(duration_minutes=50)
    changes = {"treatments": [{"treatment_id": other}], "priority": True, "priority_reason": "Dolor"}
    changed = client.patch(url, json=changes, headers=reception | {"If-Match": '"1"'})
    assert changed.status_code == 200, changed.json
    assert (changed.json["minutes"], changed.json["priority"], changed.json["version"]) == (50, True, 2)
    assert client.patch(url, json={"note": "x"}, headers=reception | {"If-Match": '"1"'}).status_code == 412
    assert client.patch(url, json={"note": "x"}, headers=reception).status_code == 428
    done = client.post(f"{url}/withdraw", json={"reason": "Ya no quiere"}, headers=reception)
    assert (done.json["state"], done.json["withdraw_reason"]) == ("WITHDRAWN", "Ya no quiere")
    assert client.post(f"{url}/withdraw", json={"reason": "Otra vez"}, headers=reception).status_code == 409
    assert client.patch(url, json={"note": "x"}, headers=reception | {"If-Match": '"3"'}).status_code == 409
    assert listed(client, reception) == []
    assert [row["id"] for row in listed(client, reception, "?state=WITHDRAWN")] == [entry["id"]]
    assert [event["type"] for event in published("waitlist.updated", "waitlist.withdrawn")] == [
        "waitlist.updated",
        "waitlist.withdrawn",
    ]
    # Whoever withdrew may wait again.
    wait(treatments=[{"treatment_id": other}])


def test_the_appointment_given_up_is_the_patients_own_and_still_to_come(wait, book, clinic, move):
    own, strange = book()["id"], clinic.patient()
    assert wait(gives_up_id=own)["gives_up"]["id"] == own
    assert wait(422, patient_id=strange, gives_up_id=own)["errors"][0]["field"] == "gives_up_id"
    move(own, "CANCELLED", reason="Viaja")
    other = clinic.treatment()
    refused = wait(422, treatments=[{"treatment_id": other}], gives_up_id=own)
    assert "adelantar" in refused["errors"][0]["message"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"treatments": []}, "treatments"),
        ({"treatments": [{"treatment_id": 999999}]}, "treatments.0.treatment_id"),
        ({"patient_id": 999999}, "patient_id"),
        ({"doctor_id": 999999}, "doctor_id"),
        ({"minutes": 3}, "minutes"),
        ({"priority": True}, "priority_reason"),
        ({"last_day": "2020-01-01"}, "last_day"),
        ({"windows": [MORNINGS[0], MORNINGS[0]]}, "windows.1.start_time"),
        ({"windows": [{"weekday": 0, "start_time": "10:00", "end_time": "09:00"}]}, "windows.0.end_time"),
        ({"notice_minutes": -1}, "notice_minutes"),
        ({"state": "BOOKED"}, "state"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(wait, wrong, field):
    assert wait(422, **wrong)["errors"][0]["field"] == field


def test_the_list_is_narrowed(client, reception, wait, clinic, doctor, patient, treatment):
    mine = wait(doctor_id=doctor)["id"]
    other = wait(patient_id=clinic.patient("Zoila", "Ñacato"))["id"]
    third = wait(patient_id=clinic.patient("Eva"), doctor_id=clinic.doctor("Eva Luna"))["id"]

    def ids(query):
        return [row["id"] for row in listed(client, reception, query)]

    assert ids(f"?doctor_id={doctor}") == [mine, other]
    assert ids(f"?patient_id={patient}") == [mine]
    assert ids("?search=nacato") == [other]
    assert ids(f"?treatment_id={treatment}") == [mine, other, third]
    assert ids("?sort=-created_at&limit=1")[0] in (mine, other, third)
    assert client.get(f"{LIST}?state=NEVER", headers=reception).status_code == 422


def test_whose_last_day_is_over_waits_no_more(client, reception, wait, database_of):
    entry = wait(last_day=(date.today() + timedelta(days=9)).isoformat())
    with database_of("citas").session() as db:
        db.run("UPDATE citas.waitlist_entries SET first_day = '2020-01-01', last_day = '2020-01-02'")
        assert client.get(f"{LIST}/{entry['id']}", headers=reception).json["state"] == "EXPIRED"
        assert listed(client, reception) == []
        refused = client.post(f"{LIST}/{entry['id']}/withdraw", json={"reason": "Tarde"}, headers=reception)
        assert refused.status_code == 409 and "vencida" in refused.json["detail"]
        db.run("SELECT citas.housekeeping()")
        assert db.value("SELECT state FROM citas.waitlist_entries") == "EXPIRED"


def test_who_may_not_write_the_agenda_enters_nobody(client, wait, login):
    reader = login("appointments:read", id="7")
    wait(403, headers=reader)
    wait(401, headers={})
    assert client.get(LIST, headers=reader).status_code == 200
    assert client.get(LIST, headers=login("patients:read", id="7")).status_code == 403
    assert client.get(f"{LIST}/999", headers=reader).status_code == 404


def test_sent_twice_it_is_entered_once(wait, reception):
    key = reception | {"Idempotency-Key": "wait-once-1"}
    assert wait(headers=key) == wait(headers=key)


def test_the_list_shows_patients_as_their_files_say(
    client, reception, wait, clinic, apps, patient, deliver, login
):
    wait()
    other = clinic.patient("Anita", "Perez", phone="0984410192")
    theirs = wait(patient_id=other)
    chief = login("patients:read", "patients:merge", "invoices:read", id="1")
    merged = (
        apps["historia_clinica"]
        .test_client()
        .post(
            f"/api/historia-clinica/patients/{patient}/merges",
            json={"from_id": other, "reason": "Se registró dos veces"},
            headers=chief,
        )
    )
    assert merged.status_code == 201, merged.json
    deliver()
    assert {row["patient"]["name"] for row in listed(client, reception, f"?patient_id={other}")} == {
        "Ana Pérez"
    }
    assert len(listed(client, reception, f"?patient_id={patient}")) == 2
    refused = wait(409, patient_id=other)
    assert "ya está" in refused["detail"]
    done = client.post(f"{LIST}/{theirs['id']}/withdraw", json={"reason": "Repetida"}, headers=reception)
    assert done.status_code == 200
