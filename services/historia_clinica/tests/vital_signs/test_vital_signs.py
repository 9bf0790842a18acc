"""Vital signs: recorded, listed with what is computed, withdrawn, and locked with their note."""

import pytest

API = "/api/historia-clinica"


@pytest.fixture
def url(patient):
    return f"{API}/patients/{patient['id']}/vital-signs"


@pytest.fixture
def record(client, doctor, url):
    def act(**signs):
        answer = client.post(url, json={"pulse": 72} | signs, headers=doctor)
        assert answer.status_code == 201, answer.json
        return answer.json

    return act


def test_signs_are_recorded_with_what_is_computed(client, doctor, url, record, told):
    made = record(systolic=124, diastolic=78, pulse=150, weight="68.4", height="164", temperature="36.6")
    assert (made["bmi"], made["unusual"], made["growth"]) == ("25.4", ["pulse"], None)
    assert made["recorded_by"] == {"id": "3", "name": "Carla Ruiz"}
    assert client.get(url, headers=doctor).json == {"data": [made], "next": None}
    assert told("vital_signs.recorded")[0]["data"]["summary"].startswith("Registró signos vitales de")
    ranges = client.get(f"{url}/plausible", headers=doctor).json["data"]
    assert {"measure": "pulse", "low": 40, "high": 130} in ranges


def test_a_child_has_percentiles(client, doctor, register):
    child = register(birth_date="2026-01-01", gender="female")
    url = f"{API}/patients/{child['id']}/vital-signs"
    made = client.post(
        url, json={"weight": "7.3", "taken_at": "2026-07-02T10:00:00-05:00"}, headers=doctor
    ).json
    assert made["growth"]["weight"]["percentile"] == "50.1"


def test_the_newest_come_first_in_pages(client, doctor, url, record):
    days = ["2026-03-01", "2026-01-01", "2026-02-01"]
    for day in days:
        record(taken_at=f"{day}T10:00:00-05:00")
    first = client.get(f"{url}?limit=2", headers=doctor).json
    second = client.get(f"{url}?limit=2&after={first['next']}", headers=doctor).json
    assert [row["taken_at"][:10] for row in first["data"] + second["data"]] == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("signs", "field"),
    [
        ({}, "systolic"),
        ({"systolic": 120}, "diastolic"),
        ({"systolic": 80, "diastolic": 90}, "diastolic"),
        ({"pulse": 5}, "pulse"),
        ({"pulse": 70, "taken_at": "2099-01-01T10:00:00-05:00"}, "taken_at"),
        ({"weight": "0"}, "weight"),
        ({"temperature": "36.65"}, "temperature"),
        ({"pulse": 70, "note_id": 999999}, "note_id"),
    ],
)
def test_what_is_no_measurement_is_refused(client, doctor, url, signs, field):
    answer = client.post(url, json=signs, headers=doctor)
    assert answer.status_code in (409, 422), answer.json
    assert answer.json["errors"][0]["field"] == field


def test_signs_are_withdrawn_once_with_a_reason(client, doctor, record, refused):
    made = record()
    url = f"{API}/vital-signs/{made['id']}/withdraw"
    answer = client.post(url, json={"reason": "Brazalete mal puesto"}, headers=doctor)
    assert answer.json["withdrawn"]["reason"] == "Brazalete mal puesto"
    assert client.post(url, json={"reason": "Otra vez"}, headers=doctor).status_code == 409
    for sql in (
        "UPDATE historia_clinica.vital_signs SET pulse = 1",
        "DELETE FROM historia_clinica.vital_signs",
    ):
        assert refused(f"{sql} WHERE id = %(id)s", id=made["id"]) == "InsufficientPrivilege"
        assert refused(f"{sql} WHERE id = %(id)s", id=made["id"], owner=True) == "vital_signs_kept"


def test_what_hangs_from_a_signed_note_is_locked_with_it(client, doctor, patient, url, record, refused):
    note = client.post(f"{API}/patients/{patient['id']}/notes", json={"reason": "x"}, headers=doctor).json[
        "id"
    ]
    made = record(note_id=note)
    assert client.get(f"{url}?note_id={note}", headers=doctor).json["data"] == [made]
    client.post(f"{API}/notes/{note}/sign", headers=doctor)
    late = client.post(url, json={"pulse": 70, "note_id": note}, headers=doctor)
    withdrawal = client.post(
        f"{API}/vital-signs/{made['id']}/withdraw", json={"reason": "Tarde"}, headers=doctor
    )
    assert (late.status_code, withdrawal.status_code) == (409, 409)
    for owner in (False, True):
        sql = "UPDATE historia_clinica.vital_signs SET withdrawn_reason = 'x' WHERE id = %(id)s"
        assert refused(sql, id=made["id"], owner=owner) == "clinical_notes_signed"


def test_signs_of_a_note_are_of_its_patient(client, doctor, register, record, patient):
    other = register()
    note = client.post(f"{API}/patients/{other['id']}/notes", json={"reason": "x"}, headers=doctor).json["id"]
    answer = client.post(
        f"{API}/patients/{patient['id']}/vital-signs", json={"pulse": 70, "note_id": note}, headers=doctor
    )
    assert answer.json["errors"][0]["field"] == "note_id"


def test_who_does_not_read_records_sees_none(client, reception, url):
    assert client.get(url, headers=reception).status_code == 403
    assert client.post(url, json={"pulse": 70}, headers=reception).status_code == 403
    assert client.get(url).status_code == 401


def test_the_curves_of_a_child_come_with_what_was_measured(client, doctor, register):
    child = register(birth_date="2017-03-04", gender="female")
    of = f"{API}/patients/{child['id']}"
    assert client.get(f"{of}/growth?measure=height", headers=doctor).json == {"data": None}
    taken = {"height": "125.5", "weight": "26.0", "taken_at": "2025-03-10T15:00:00Z"}
    row = client.post(f"{of}/vital-signs", json=taken, headers=doctor)
    assert row.json["growth"].keys() >= {"height", "bmi", "weight"}
    made = client.get(f"{of}/growth?measure=bmi", headers=doctor).json["data"]
    assert made["reference"] == "WHO_2007" and made["points"][0]["month"] == 96
    assert client.get(f"{API}/patients/999999/growth", headers=doctor).status_code == 404
