"""What the admission form asks, who signs for a minor, and what a patient consents to."""

import pytest

API = "/api/historia-clinica"
ADMISSION = {
    "nationality": "EC",
    "birth_place": "Quito",
    "ethnicity": "MESTIZO",
    "marital_status": "MARRIED",
    "education": "HIGHER",
    "workplace": "Unidad Educativa Quitumbe",
    "insurer": "IESS",
    "insurance_number": "00123456",
    "came_by": "RECOMMENDED",
    "preferred_channel": "WHATSAPP",
    "emergency_contact_relation": "Hermano",
    "guardian_name": "Luis Pérez",
    "guardian_relation": "Padre",
    "guardian_document": "1710034065",
    "guardian_phone": "+593991234567",
}


@pytest.fixture
def consents(patient):
    return f"{API}/patients/{patient['id']}/data-consents"


@pytest.fixture
def consent(client, reception, consents):
    def act(given=True, purpose="DATA", given_by="Ana Pérez"):
        new = {"purpose": purpose, "given": given, "given_by": given_by}
        return client.post(consents, json=new, headers=reception)

    return act


def test_what_the_admission_form_asks_is_kept_and_can_be_emptied(client, reception, register):
    patient = register(**ADMISSION)
    assert {name: patient[name] for name in ADMISSION} == ADMISSION
    answer = client.patch(
        f"{API}/patients/{patient['id']}",
        json=dict.fromkeys(ADMISSION),
        headers=reception | {"If-Match": '"1"'},
    )
    assert set(answer.json[name] for name in ADMISSION) == {None}


def test_a_list_says_nothing_of_it(client, reception, register):
    register(**ADMISSION)
    [row] = client.get(f"{API}/patients", headers=reception).json["data"]
    assert row.keys().isdisjoint(ADMISSION)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"nationality": "XX"}, "nationality"),
        ({"ethnicity": "MARTIAN"}, "ethnicity"),
        ({"insurance_number": "1"}, "insurer"),
        ({"guardian_phone": "0991234567"}, "guardian_name"),
        ({"guardian_name": "Luis Pérez", "guardian_phone": "12"}, "guardian_phone"),
        ({"came_by": "PLANE"}, "came_by"),
    ],
)
def test_what_does_not_fit_names_the_field(client, reception, patient, changes, field):
    answer = client.patch(
        f"{API}/patients/{patient['id']}", json=changes, headers=reception | {"If-Match": '"1"'}
    )
    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])


def test_a_consent_is_given_to_a_text_and_withdrawn(client, reception, consents, consent, told):
    before = client.get(consents, headers=reception).json
    assert before["data"] == [] and {text["purpose"] for text in before["texts"]} == {"DATA", "MESSAGES"}
    given = consent()
    assert given.status_code == 201 and given.json["text"] in [text["text"] for text in before["texts"]]
    withdrawn = consent(given=False)
    assert withdrawn.status_code == 201
    acts = client.get(consents, headers=reception).json["data"]
    assert [(act["given"], act["text_version"], act["given_by"]) for act in acts] == [
        (False, 1, "Ana Pérez"),
        (True, 1, "Ana Pérez"),
    ]
    assert (len(told("consent.given")), len(told("consent.withdrawn"))) == (1, 1)


def test_an_act_that_changes_nothing_is_refused(consent):
    nothing = consent(given=False)
    assert (nothing.status_code, nothing.json["detail"]) == (409, "No consta un consentimiento que retirar.")
    consent()
    again = consent()
    assert (again.status_code, again.json["detail"]) == (409, "Ese consentimiento ya consta.")
    assert consent(purpose="MESSAGES").status_code == 201


@pytest.mark.parametrize("table", ["patient_consents", "consent_texts"])
def test_the_database_keeps_every_act(consent, refused, table):
    consent()
    set_one = "given = false" if table == "patient_consents" else "text = 'x'"
    assert refused(f"DELETE FROM historia_clinica.{table}", owner=True) == f"{table}_append_only"
    assert refused(f"UPDATE historia_clinica.{table} SET {set_one}", owner=True) == f"{table}_append_only"


def test_of_whom_a_consent_is_exists(client, reception):
    url = f"{API}/patients/999/data-consents"
    new = {"purpose": "DATA", "given": True, "given_by": "x"}
    assert client.get(url, headers=reception).status_code == 404
    assert client.post(url, json=new, headers=reception).status_code == 404


def test_who_you_are_comes_before_a_consent(client, login, consents):
    assert client.post(consents, json={}).status_code == 401
    assert client.post(consents, json={}, headers=login("patients:read")).status_code == 403
    assert client.get(consents, headers=login("records:read")).status_code == 403


def test_under_fifteen_somebody_else_consents(consent, client, reception, register):
    child = register(first_name="Nico", birth_date="2022-03-01")
    url = f"{API}/patients/{child['id']}/data-consents"
    new = {"purpose": "DATA", "given": True, "given_by": "nico pérez"}
    refused = client.post(url, json=new, headers=reception)
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "given_by")
    assert client.post(url, json=new | {"given_by": "Ana Pérez"}, headers=reception).status_code == 201


def test_tags_are_lower_case_once_and_filter_the_list(client, reception, register):
    register(first_name="Otra")
    tagged = register(tags=["VIP", "vip", "Ortodoncia"])
    assert tagged["tags"] == ["ortodoncia", "vip"]
    found = client.get(f"{API}/patients?tag=Vip", headers=reception).json["data"]
    assert [row["id"] for row in found] == [tagged["id"]]
    in_use = client.get(f"{API}/patients/tags", headers=reception).json["data"]
    assert in_use == [{"name": "ortodoncia"}, {"name": "vip"}]


@pytest.mark.parametrize("tags", [[""], ["x" * 31], [str(n) for n in range(11)], None])
def test_tags_have_bounds(client, reception, patient, tags):
    answer = client.patch(
        f"{API}/patients/{patient['id']}", json={"tags": tags}, headers=reception | {"If-Match": '"1"'}
    )
    assert answer.status_code == 422


def test_the_database_bounds_what_the_form_asks(patient, refused):
    for what in (
        "birth_place = repeat('x', 101)",
        "guardian_name = repeat('x', 101)",
        "guardian_name = 'x', guardian_document = repeat('x', 41)",
    ):
        sql = f"UPDATE historia_clinica.patients SET {what} WHERE id = {patient['id']}"
        assert refused(sql) == "patients_admission_lengths"


def test_relatives_see_one_another(client, reception, register, told):
    mother, child = register(first_name="Rosa"), register(first_name="Nico")
    url = f"{API}/patients/{child['id']}/family"
    made = client.post(url, json={"relative_id": mother["id"], "relation": "PARENT"}, headers=reception)
    assert made.status_code == 201 and made.json["data"][0]["relative"]["full_name"] == "Rosa Pérez"
    [seen] = client.get(f"{API}/patients/{mother['id']}/family", headers=reception).json["data"]
    assert (seen["relation"], seen["relative"]["id"]) == ("CHILD", child["id"])
    other_way = {"relative_id": child["id"], "relation": "SIBLING"}
    again = client.post(f"{API}/patients/{mother['id']}/family", json=other_way, headers=reception)
    assert (again.status_code, again.json["errors"][0]["message"]) == (409, "Ya consta que son familiares.")
    assert client.delete(f"{API}/family-links/{seen['id']}", headers=reception).status_code == 204
    assert client.delete(f"{API}/family-links/{seen['id']}", headers=reception).status_code == 404
    assert client.get(url, headers=reception).json["data"] == []
    assert (len(told("family.linked")), len(told("family.unlinked"))) == (1, 1)


def test_nobody_is_their_own_relative(client, reception, patient):
    url = f"{API}/patients/{patient['id']}/family"
    itself = client.post(url, json={"relative_id": patient["id"], "relation": "OTHER"}, headers=reception)
    nobody = client.post(url, json={"relative_id": 999, "relation": "OTHER"}, headers=reception)
    assert [answer.json["errors"][0]["field"] for answer in (itself, nobody)] == ["relative_id"] * 2


def test_who_you_are_comes_before_a_relative(client, login, patient):
    url = f"{API}/patients/{patient['id']}/family"
    assert client.post(url, json={}).status_code == 401
    assert client.post(url, json={}, headers=login("patients:read")).status_code == 403
    assert client.delete(f"{API}/family-links/1", headers=login("patients:read")).status_code == 403
