"""What an allergy does, until when a problem lasts, and who says that no allergy is known."""

import pytest

API = "/api/historia-clinica"


@pytest.fixture
def record(client, doctor, patient):
    """Record an entry: `record(category="CONDITION")`, an allergy to penicillin unless it says otherwise."""

    def act(**entry):
        answer = client.post(
            f"{API}/patients/{patient['id']}/medical-history",
            json={"category": "ALLERGY", "description": "Penicilina"} | entry,
            headers=doctor,
        )
        assert answer.status_code == 201, answer.json
        return answer.json

    return act


@pytest.fixture
def change(client, doctor):
    def act(entry, **changes):
        return client.patch(
            f"{API}/medical-history/{entry['id']}",
            json=changes,
            headers=doctor | {"If-Match": f'"{entry["version"]}"'},
        )

    return act


@pytest.fixture
def denial(patient):
    return f"{API}/patients/{patient['id']}/no-known-allergies"


@pytest.fixture
def file(client, doctor, patient):
    return lambda: client.get(f"{API}/patients/{patient['id']}", headers=doctor).json


def test_an_allergy_says_what_it_does_and_how_sure_it_is(record, file):
    entry = record(severity="HIGH", reaction=" Anafilaxia ", certainty="CONFIRMED")
    assert (entry["reaction"], entry["certainty"]) == ("Anafilaxia", "CONFIRMED")
    assert file()["alerts"] == [
        {
            "category": "ALLERGY",
            "description": "Penicilina",
            "severity": "HIGH",
            "reaction": "Anafilaxia",
            "certainty": "CONFIRMED",
            "condition_code": None,
        }
    ]


def test_what_another_category_cannot_have_goes_with_the_category(record, change):
    entry = record(reaction="Ronchas", certainty="SUSPECTED")
    changed = change(entry, category="OTHER").json
    assert (changed["reaction"], changed["certainty"]) == (None, None)


def test_a_problem_that_is_resolved_has_an_end_and_may_come_back(record, change):
    entry = record(category="CONDITION", description="Gingivitis", onset_date="2020-05-01")
    closed = change(entry, active=False, end_date="2020-06-01").json
    assert (closed["active"], closed["end_date"]) == (False, "2020-06-01")
    back = change(closed, active=True).json
    assert (back["active"], back["end_date"]) == (True, None)
    assert change(back, active=False).json["end_date"] is not None


@pytest.mark.parametrize("end", ["2020-04-30", "2199-01-01"])
def test_a_problem_does_not_end_before_it_began_nor_in_the_future(record, change, end):
    entry = record(category="CONDITION", description="Gingivitis", onset_date="2020-05-01")
    answer = change(entry, active=False, end_date=end)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "end_date")


def test_that_no_allergy_is_known_is_said_by_somebody(client, doctor, denial, file, told):
    assert file()["no_known_allergies"] is None
    answer = client.post(denial, headers=doctor)
    assert (answer.status_code, answer.json["by"]) == (201, {"id": "3", "name": "Carla Ruiz"})
    assert file()["no_known_allergies"]["by"] == answer.json["by"]
    assert len(told("allergies.denied")) == 1


def test_who_may_not_see_alerts_is_not_told_of_allergies(client, doctor, login, denial, patient):
    client.post(denial, headers=doctor)
    seen = client.get(f"{API}/patients/{patient['id']}", headers=login("patients:read")).json
    assert (seen["alerts"], seen["no_known_allergies"]) == (None, None)


def test_it_is_said_once(client, doctor, denial):
    client.post(denial, headers=doctor)
    again = client.post(denial, headers=doctor)
    assert (again.status_code, again.json["detail"]) == (
        409,
        "Ya consta que el paciente no tiene alergias conocidas.",
    )


def test_an_active_allergy_contradicts_it(client, doctor, denial, record, change):
    entry = record()
    answer = client.post(denial, headers=doctor)
    assert answer.status_code == 409 and answer.json["detail"].startswith("El paciente tiene alergias")
    change(entry, active=False)
    assert client.post(denial, headers=doctor).status_code == 201


@pytest.mark.parametrize("how", ["recorded", "reactivated", "recategorised"])
def test_an_allergy_withdraws_it(client, doctor, denial, record, change, file, told, how):
    entry = record(category="OTHER") if how == "recategorised" else record()
    entry = entry if how == "recategorised" else change(entry, active=False).json
    client.post(denial, headers=doctor)
    if how == "recorded":
        record(description="Látex")
    else:
        changes = {"category": "ALLERGY"} if how == "recategorised" else {"active": True}
        assert change(entry, **changes).status_code == 200
    assert file()["no_known_allergies"] is None
    assert len(told("allergies.denial_withdrawn")) == 1


def test_it_can_be_taken_back_and_said_again(client, doctor, denial, file):
    assert client.delete(denial, headers=doctor).status_code == 404
    client.post(denial, headers=doctor)
    assert client.delete(denial, headers=doctor).status_code == 204
    assert file()["no_known_allergies"] is None
    assert client.post(denial, headers=doctor).status_code == 201


def test_of_whom_it_is_said_exists(client, doctor):
    url = f"{API}/patients/999/no-known-allergies"
    assert client.post(url, headers=doctor).status_code == 404
    assert client.delete(url, headers=doctor).status_code == 404


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        ("DELETE FROM historia_clinica.allergy_denials", "allergy_denials_append_only"),
        ("UPDATE historia_clinica.allergy_denials SET asserted_by_name = 'x'", "allergy_denials_append_only"),
        (
            "INSERT INTO historia_clinica.medical_history"
            " (patient_id, category, description, recorded_by_id, recorded_by_name)"
            " VALUES (%(patient)s, 'ALLERGY', 'x', '3', 'x')",
            "medical_history_allergy_denied",
        ),
        (
            "UPDATE historia_clinica.allergy_denials SET withdrawn_at = now()",
            "allergy_denials_withdrawal",
        ),
    ],
)
def test_the_database_holds_what_was_said(client, doctor, denial, patient, refused, sql, constraint):
    client.post(denial, headers=doctor)
    params = {"patient": patient["id"]} if "%(patient)s" in sql else {}
    assert refused(sql, owner=True, **params) == constraint


def test_what_was_withdrawn_stays_withdrawn(client, doctor, denial, refused):
    client.post(denial, headers=doctor)
    client.delete(denial, headers=doctor)
    sql = (
        "UPDATE historia_clinica.allergy_denials"
        " SET withdrawn_at = NULL, withdrawn_by_id = NULL, withdrawn_by_name = NULL"
    )
    assert refused(sql, owner=True) == "allergy_denials_append_only"
