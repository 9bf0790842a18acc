"""A patient's background."""

import pytest

API = "/api/historia-clinica"


@pytest.fixture
def url(patient):
    return f"{API}/patients/{patient['id']}/medical-history"


def allergy(**changes):
    return {"category": "ALLERGY", "description": "Penicilina"} | changes


def test_what_is_recorded_is_listed(client, doctor, url, patient):
    made = client.post(url, json=allergy(severity="HIGH", onset_date="2015-03-01"), headers=doctor)
    assert made.status_code == 201
    assert made.json["recorded_by"] == {"id": "3", "name": "Carla Ruiz"}
    assert made.json["patient_id"] == patient["id"] and made.json["active"] is True
    assert client.get(url, headers=doctor).json == {"data": [made.json], "next": None}


def test_pages_filter_and_count(client, doctor, url):
    ids = [client.post(url, json=allergy(description=str(n)), headers=doctor).json["id"] for n in range(3)]
    client.patch(
        f"{API}/medical-history/{ids[0]}", json={"active": False}, headers=doctor | {"If-Match": '"1"'}
    )
    first = client.get(f"{url}?limit=2&total=true", headers=doctor).json
    second = client.get(f"{url}?limit=2&after={first['next']}", headers=doctor).json
    assert [row["id"] for row in first["data"] + second["data"]] == ids[::-1]
    assert (first["total"], second["next"]) == (3, None)
    assert [r["id"] for r in client.get(f"{url}?active=false", headers=doctor).json["data"]] == ids[:1]
    assert client.get(f"{url}?active=true&total=true", headers=doctor).json["total"] == 2


def test_the_alerts_are_the_active_entries_that_matter_severest_first(client, doctor, url, patient):
    for entry in (
        allergy(description="Látex"),
        allergy(description="Polen", severity="LOW"),
        {"category": "CONDITION", "description": "Hipertensión", "severity": "MODERATE"},
        {"category": "CONDITION", "description": "Miopía", "severity": "LOW"},
        {"category": "PREGNANCY", "description": "20 semanas"},
        {"category": "SURGERY", "description": "Apendicectomía", "severity": "HIGH"},
        {"category": "MEDICATION", "description": "Warfarina", "severity": "HIGH"},
        {"category": "CONDITION", "description": "Marcapasos", "condition_code": "PACEMAKER"},
    ):
        assert client.post(url, json=entry, headers=doctor).status_code == 201
    file = f"{API}/patients/{patient['id']}"
    alerts = client.get(file, headers=doctor).json["alerts"]
    assert [(alert["category"], alert["description"], alert["severity"]) for alert in alerts] == [
        ("MEDICATION", "Warfarina", "HIGH"),
        ("CONDITION", "Hipertensión", "MODERATE"),
        ("ALLERGY", "Polen", "LOW"),
        ("ALLERGY", "Látex", None),
        ("CONDITION", "Marcapasos", None),
    ]
    assert [alert["condition_code"] for alert in alerts] == [None] * 4 + ["PACEMAKER"]
    latex = client.get(url, headers=doctor).json["data"][-1]
    client.patch(
        f"{API}/medical-history/{latex['id']}", json={"active": False}, headers=doctor | {"If-Match": '"1"'}
    )
    assert client.get(file, headers=doctor).json["alerts"] == [*alerts[:3], alerts[4]]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"category": "RARE"}, "category"),
        ({"description": " "}, "description"),
        ({"description": "x" * 2001}, "description"),
        ({"severity": "MILD"}, "severity"),
        ({"onset_date": "2199-01-01"}, "onset_date"),
        ({"onset_date": "ayer"}, "onset_date"),
        ({"active": True}, "active"),
        ({"reaction": "x" * 201}, "reaction"),
        ({"certainty": "SURE"}, "certainty"),
        ({"condition_code": "PACEMAKER"}, "condition_code"),
        ({"category": "CONDITION", "condition_code": "FLU"}, "condition_code"),
        ({"category": "CONDITION", "reaction": "Ronchas"}, "reaction"),
        ({"category": "SURGERY", "certainty": "CONFIRMED"}, "certainty"),
    ],
)
def test_invalid_data_names_the_field(client, doctor, url, changes, field):
    answer = client.post(url, json=allergy(**changes), headers=doctor)
    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])


@pytest.mark.parametrize(
    "changes",
    [
        {"category": None},
        {"description": None},
        {"active": None},
        {"onset_date": "2199-01-01"},
        {"end_date": "2020-01-01"},
        {"condition_code": "PACEMAKER"},
    ],
)
def test_an_invalid_change_names_the_field(client, doctor, url, changes):
    id = client.post(url, json=allergy(), headers=doctor).json["id"]
    answer = client.patch(f"{API}/medical-history/{id}", json=changes, headers=doctor | {"If-Match": '"1"'})
    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, list(changes))


def test_a_change_needs_the_version_that_was_read(client, doctor, url, told):
    id = client.post(url, json=allergy(severity="LOW"), headers=doctor).json["id"]
    entry = f"{API}/medical-history/{id}"
    assert client.patch(entry, json={"severity": None}, headers=doctor).status_code == 428
    headers = doctor | {"If-Match": '"1"'}
    assert client.patch(entry, json={"severity": "LOW"}, headers=headers).json["version"] == 1
    changed = client.patch(entry, json={"severity": None}, headers=headers)
    assert (changed.json["severity"], changed.json["version"]) == (None, 2)
    assert changed.json["description"] == "Penicilina"
    assert client.patch(entry, json={"severity": "HIGH"}, headers=headers).status_code == 412
    assert len(told("history.updated")) == 1


def test_an_entry_sent_twice_is_recorded_once(client, doctor, url):
    headers = doctor | {"Idempotency-Key": "alergia-0001"}
    first = client.post(url, json=allergy(), headers=headers)
    assert client.post(url, json=allergy(), headers=headers).json == first.json
    assert len(client.get(url, headers=doctor).json["data"]) == 1


def test_what_is_not_there_is_404(client, doctor):
    url = f"{API}/patients/999/medical-history"
    assert client.get(url, headers=doctor).status_code == 404
    assert client.post(url, json=allergy(), headers=doctor).status_code == 404
    entry = f"{API}/medical-history/999"
    assert client.patch(entry, json={}, headers=doctor | {"If-Match": '"1"'}).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "/patients/1/medical-history", "patients:read"),
        ("POST", "/patients/1/medical-history", "records:read"),
        ("PATCH", "/medical-history/1", "records:read"),
        ("POST", "/patients/1/no-known-allergies", "records:read"),
        ("DELETE", "/patients/1/no-known-allergies", "records:read"),
    ],
)
def test_who_you_are_comes_before_what_you_sent(client, login, method, path, permission):
    assert client.open(f"{API}{path}", method=method, json={}).status_code == 401
    assert client.open(f"{API}{path}", method=method, json={}, headers=login(permission)).status_code == 403
