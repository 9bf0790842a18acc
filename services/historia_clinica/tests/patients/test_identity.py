"""Identity as life has it: without document, with a foreign card, with one name; and who is registered already."""

import pytest

URL = "/api/historia-clinica/patients"
ANA = {
    "document_type": "CEDULA",
    "document_number": "1710034065",
    "first_name": "Ana",
    "last_name": "Pérez Mora",
}
WITHOUT = {"document_type": None, "document_number": None, "no_document_reason": "LOST"}
NEWBORN = {"document_type": None, "no_document_reason": "NEWBORN", "first_name": "Niño", "last_name": "Pérez"}


@pytest.fixture
def post(client, reception):
    return lambda new, headers=reception: client.post(URL, json=new, headers=headers)


@pytest.fixture
def patch(client, reception):
    def act(id, version, **changes):
        return client.patch(f"{URL}/{id}", json=changes, headers=reception | {"If-Match": f'"{version}"'})

    return act


def test_a_newborn_is_registered_and_gets_the_document_later(post, patch, told):
    made = post(NEWBORN)
    assert made.status_code == 201, made.json
    assert (made.json["document_type"], made.json["document_number"]) == (None, None)
    assert made.json["no_document_reason"] == "NEWBORN"
    (event,) = told("patient.registered")
    assert event["data"]["patient"]["document_type"] is None
    done = patch(made.json["id"], 1, document_type="CEDULA", document_number="171003406-5")
    assert (done.status_code, done.json["document_number"], done.json["no_document_reason"]) == (
        200,
        "1710034065",
        None,
    )
    lost = patch(made.json["id"], 2, document_type=None, no_document_reason="LOST")
    assert (lost.status_code, lost.json["document_number"]) == (200, None)


def test_two_without_document_are_two_patients(post):
    assert post(NEWBORN).status_code == post(NEWBORN).status_code == 201


def test_a_foreign_card_has_its_country(post, client, reception):
    card = {
        "document_type": "FOREIGN_CARD",
        "document_number": "12.345.678-k",
        "first_name": "Li",
        "last_name": None,
    }
    assert post(card).json["errors"][0]["field"] == "document_country"
    assert post(card | {"document_country": "XX"}).json["errors"][0]["field"] == "document_country"
    made = post(card | {"document_country": "cl"})
    assert (made.json["document_number"], made.json["document_country"]) == ("12345678K", "CL")
    assert (made.json["full_name"], made.json["last_name"]) == ("Li", None)
    other = post(card | {"document_country": "PE", "distinct_person": True})
    assert other.status_code == 201


def test_names_are_one_line_of_what_can_be_seen(post):
    made = post(ANA | {"first_name": " Ana\u00a0 Mari\u0301a\t"})
    assert made.json["first_name"] == "Ana María"
    refused = post(ANA | {"first_name": "A\u200bna"})
    assert refused.status_code == 422 and "U+200B" in refused.json["errors"][0]["message"]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"document_type": "RUC", "document_number": "1710034065001", "first_name": "A."}, "DOCUMENT"),
        ({"document_type": "PASSPORT", "document_number": "AB123456"}, "NAME_AND_BIRTH_DATE"),
        (
            WITHOUT | {"first_name": "PEREZ", "last_name": "Ana"},
            "NAME_AND_BIRTH_DATE",
        ),
        ({"document_type": "PASSPORT", "document_number": "AB123456", "birth_date": None}, "NAME_AND_PHONE"),
    ],
)
def test_the_same_person_under_another_document_is_pointed_out(post, client, reception, other, why):
    known = ANA | {"birth_date": "1990-05-17", "phone": "0991234567"}
    id = post(known).json["id"]
    again = {"birth_date": "1990-05-17", "phone": "099 123 4567"} | ANA | other
    refused = post(again)
    assert refused.status_code == 409 and "Ana Pérez Mora, cédula 1710034065" in refused.json["detail"]
    assert refused.json["confirm"] == "distinct_person"
    assert [(one["id"], one["why"]) for one in refused.json["likely_duplicates"]] == [(id, why)]
    asked = client.get(
        f"{URL}/likely-duplicates",
        query_string={k: v for k, v in again.items() if v and k != "no_document_reason"},
        headers=reception,
    )
    assert (asked.status_code, asked.json["data"]) == (200, refused.json["likely_duplicates"])
    assert post(again | {"distinct_person": True}).status_code == 201


def test_somebody_else_of_that_name_is_no_duplicate(post):
    post(ANA | {"birth_date": "1990-05-17", "phone": "0991234567"})
    child = {
        "document_type": "CEDULA",
        "document_number": "1710034073",
        "first_name": "Ana",
        "last_name": "Pérez",
    }
    other = child | {"document_number": "0926687856", "birth_date": "2015-01-01", "phone": "0991234567"}
    assert post(other).status_code == 201


def test_whose_a_repeated_document_is_is_said_also_when_inactive(post, patch, login):
    id = post(ANA).json["id"]
    patch(id, 1, active=False)
    refused = post(ANA | {"first_name": "Otra"})
    assert refused.json["detail"] == "Ese documento ya es de Ana Pérez Mora, cuya ficha está inactiva."
    assert refused.json["likely_duplicates"][0]["id"] == id
    blind = post(ANA, login("patients:write"))
    assert blind.json["detail"] == "Ya existe un paciente con ese documento."
    assert "likely_duplicates" not in blind.json


def test_a_changed_document_is_compared_too(post, patch):
    post(ANA)
    other = post(
        {**ANA, "document_type": "PASSPORT", "document_number": "AB123456", "first_name": "Luz"}
    ).json
    as_ruc = {"document_type": "RUC", "document_number": "1710034065001"}
    assert patch(other["id"], 1, **as_ruc).json["confirm"] == "distinct_person"
    assert patch(other["id"], 1, **as_ruc, distinct_person=True).status_code == 200
    assert patch(other["id"], 2, address="Quito").status_code == 200


def test_duplicates_are_asked_by_those_who_read_patients(client, login):
    url = f"{URL}/likely-duplicates?first_name=Ana"
    assert client.get(url).status_code == 401
    assert client.get(url, headers=login("patients:write")).status_code == 403
    assert client.get(url, headers=login("patients:read")).json == {"data": []}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("171003406-5", True),
        ("17 1003 4065", True),
        ("099 123 4567", True),
        ("0991234567", True),
        ("%2B593991234567", True),
        ("(099) 123-4567 perez", True),
        ("171003406-6", False),
    ],
)
def test_a_patient_is_found_by_numbers_as_they_are_printed(post, client, reception, typed, found):
    post(ANA | {"phone": "099.123.4567"})
    for url in (f"{URL}?search={typed}", f"{URL}/search?q={typed}"):
        assert bool(client.get(url, headers=reception).json["data"]) is found, url


def test_alerts_are_for_those_who_may_see_them(post, client, doctor, reception, login):
    id = post(ANA).json["id"]
    allergy = {"category": "ALLERGY", "description": "Penicilina"}
    client.post(f"{URL}/{id}/medical-history", json=allergy, headers=doctor)
    cashier = login("patients:read", "patients:write", id="5")
    for _ in range(2):
        assert client.get(f"{URL}/{id}", headers=reception).json["alerts"][0]["description"] == "Penicilina"
        assert client.get(f"{URL}/{id}", headers=cashier).json["alerts"] is None
    changed = client.patch(f"{URL}/{id}", json={"address": "Quito"}, headers=cashier | {"If-Match": '"1"'})
    assert (changed.status_code, changed.json["alerts"]) == (200, None)
    auxiliary = login("records:read", id="6")
    assert client.get(f"{URL}/{id}/medical-history", headers=auxiliary).status_code == 403
