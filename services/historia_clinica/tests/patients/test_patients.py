"""Patients: register, read, change."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from openapi_spec_validator import OpenAPIV2SpecValidator, validate

URL = "/api/historia-clinica/patients"


def new(**changes):
    return {
        "document_type": "CEDULA",
        "document_number": "1710034065",
        "first_name": "Ana María",
        "last_name": "Pérez",
    } | changes


def test_a_registered_patient_can_be_read(client, reception):
    made = client.post(
        URL,
        json=new(
            email="Ana@Example.COM",
            phone="+593 (99) 123-4567",
            birth_date="1990-05-17",
            gender="female",
            occupation=" Contadora ",
        ),
        headers=reception,
    )
    assert made.status_code == 201
    assert made.headers["ETag"] == '"1"'
    assert made.json["full_name"] == "Ana María Pérez"
    assert made.json["email"] == "ana@example.com"
    assert made.json["phone"] == "+593991234567"
    assert made.json["occupation"] == "Contadora"
    assert made.json["active"] is True and made.json["alerts"] == []
    read = client.get(f"{URL}/{made.json['id']}", headers=reception)
    assert (read.status_code, read.json, read.headers["ETag"]) == (200, made.json, '"1"')


def test_the_summary_is_what_other_services_ask_for(client, reception, patient):
    assert client.get(f"{URL}/{patient['id']}/summary", headers=reception).json == {
        "id": patient["id"],
        "full_name": "Ana Pérez",
        "document_type": "CEDULA",
        "document_number": patient["document_number"],
        "document_country": None,
        "no_document_reason": None,
        "phone": "+593991234567",
        "email": "ana@example.com",
        "address": "Quito",
        "birth_date": None,
        "active": True,
        "messages_withdrawn": False,
    }


@pytest.mark.parametrize(
    ("type", "number", "stored"),
    [
        ("CEDULA", "1710034065", "1710034065"),
        ("RUC", "1710034065001", "1710034065001"),
        ("RUC", "1793213150001", "1793213150001"),
        ("RUC", "1760001550001", "1760001550001"),
        ("PASSPORT", "ab123456", "AB123456"),
    ],
)
def test_each_kind_of_document_is_accepted(client, reception, type, number, stored):
    answer = client.post(URL, json=new(document_type=type, document_number=number), headers=reception)
    assert (answer.status_code, answer.json["document_number"]) == (201, stored)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"document_number": "1710034064"}, "document_number", "cédula"),
        ({"document_number": "2510034065"}, "document_number", "cédula"),
        ({"document_number": "171003406"}, "document_number", "10 dígitos"),
        ({"document_type": "RUC"}, "document_number", "13 dígitos"),
        ({"document_type": "RUC", "document_number": "1710034065002"}, "document_number", "001"),
        ({"document_type": "PASSPORT", "document_number": "AB-123456"}, "document_number", "pasaporte"),
        ({"document_type": "DNI"}, "document_type", "Elija uno"),
        ({"document_number": None}, "document_number", "Escriba el número"),
        ({"first_name": "  "}, "first_name", "al menos 1"),
        ({"last_name": "x" * 101}, "last_name", "máximo 100"),
        ({"gender": "F"}, "gender", "Elija uno"),
        ({"occupation": "x" * 101}, "occupation", "máximo 100"),
        ({"phone": "llámame"}, "phone", "con cifras"),
        ({"phone": "1------"}, "phone", "suficientes"),
        ({"email": "ana"}, "email", "formato"),
        ({"birth_date": "17/05/1990"}, "birth_date", "AAAA-MM-DD"),
        ({"birth_date": "2199-01-01"}, "birth_date", "futura"),
        ({"address": ""}, "address", "al menos 1"),
        ({"active": True}, "active", "no existe"),
    ],
)
def test_invalid_data_names_the_field(client, reception, changes, field, words):
    answer = client.post(URL, json=new(**changes), headers=reception)
    assert answer.status_code == 422
    (error,) = answer.json["errors"]
    assert error["field"] == field and words in error["message"]


def test_tomorrow_at_the_clinic_is_no_birth_date(client, reception):
    today = datetime.now(ZoneInfo("America/Guayaquil")).date()
    tomorrow = new(birth_date=str(today + timedelta(days=1)))
    assert client.post(URL, json=tomorrow, headers=reception).status_code == 422
    assert client.post(URL, json=new(birth_date=str(today)), headers=reception).status_code == 201


def test_a_document_is_registered_once(client, reception):
    first = client.post(URL, json=new(), headers=reception).json
    again = client.post(URL, json=new(first_name="Otra", distinct_person=True), headers=reception)
    assert again.status_code == 409
    assert again.json["errors"] == [
        {"field": "document_number", "message": "Ese documento ya es de Ana María Pérez."}
    ]
    assert [other["id"] for other in again.json["likely_duplicates"]] == [first["id"]]


def test_a_registration_sent_twice_is_done_once(client, reception, told):
    headers = reception | {"Idempotency-Key": "registro-0001"}
    first = client.post(URL, json=new(), headers=headers)
    second = client.post(URL, json=new(), headers=headers)
    assert (second.status_code, second.json) == (201, first.json)
    assert len(told("patient.registered")) == 1


def test_broken_json_is_400(client, reception):
    assert client.post(URL, data="{", content_type="application/json", headers=reception).status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "", "patients:write"),
        ("POST", "", "patients:read"),
        ("GET", "/search?q=ana", "patients:write"),
        ("GET", "/1", "patients:write"),
        ("PATCH", "/1", "patients:read"),
        ("GET", "/1/summary", "patients:write"),
    ],
)
def test_who_you_are_comes_before_what_you_sent(client, login, method, path, permission):
    assert client.open(f"{URL}{path}", method=method, json={}).status_code == 401
    assert client.open(f"{URL}{path}", method=method, json={}, headers=login(permission)).status_code == 403


@pytest.mark.parametrize("path", ["/999", "/999/summary", f"/{2**63 - 1}", f"/{2**63}", "/x"])
def test_who_is_not_there_is_404(client, reception, path):
    assert client.get(f"{URL}{path}", headers=reception).status_code == 404


def test_a_change_needs_the_version_that_was_read(client, reception, patient):
    url = f"{URL}/{patient['id']}"
    assert client.patch(url, json={"phone": "0987654321"}, headers=reception).status_code == 428
    first = client.patch(url, json={"phone": "0987654321"}, headers=reception | {"If-Match": '"1"'})
    assert (first.status_code, first.json["version"], first.headers["ETag"]) == (200, 2, '"2"')
    assert first.json == patient | {
        "phone": "+593987654321",
        "version": 2,
        "updated_at": first.json["updated_at"],
    }
    assert (
        client.patch(url, json={"phone": "022222222"}, headers=reception | {"If-Match": '"1"'}).status_code
        == 412
    )
    assert client.get(url, headers=reception).json == first.json


def test_changing_nobody_is_404(client, reception):
    assert client.patch(f"{URL}/999", json={}, headers=reception | {"If-Match": '"1"'}).status_code == 404


def test_a_change_that_changes_nothing_leaves_no_trace(client, reception, patient, told):
    answer = client.patch(
        f"{URL}/{patient['id']}", json={"first_name": "Ana"}, headers=reception | {"If-Match": '"1"'}
    )
    assert (answer.status_code, answer.json["version"]) == (200, 1)
    assert told("patient.updated") == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_name": None}, "first_name"),
        ({"gender": None}, "gender"),
        ({"active": None}, "active"),
        ({"document_type": None}, "no_document_reason"),
        ({"document_type": "RUC"}, "document_number"),
        ({"document_number": "1710034064"}, "document_number"),
        ({"birth_date": "2199-12-31"}, "birth_date"),
        ({"full_name": "x"}, "full_name"),
    ],
)
def test_an_invalid_change_names_the_field(client, reception, patient, changes, field):
    answer = client.patch(f"{URL}/{patient['id']}", json=changes, headers=reception | {"If-Match": '"1"'})
    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])


def test_a_document_can_be_corrected_but_not_into_somebody_elses(client, reception, register):
    register(document_number="1710034065")
    passenger = register(document_type="PASSPORT", document_number="AB123456", phone="0991234567")
    url, headers = f"{URL}/{passenger['id']}", reception | {"If-Match": '"1"'}
    taken = client.patch(
        url, json={"document_type": "CEDULA", "document_number": "1710034065"}, headers=headers
    )
    assert (taken.status_code, taken.json["errors"][0]["field"]) == (409, "document_number")
    fixed = client.patch(url, json={"document_number": "xy999999", "phone": None}, headers=headers)
    assert (fixed.json["document_number"], fixed.json["phone"]) == ("XY999999", None)


def test_the_documentation_is_valid_swagger(client, reception):
    answer = client.get("/api/historia-clinica/swagger.json", headers=reception)
    validate(answer.json, cls=OpenAPIV2SpecValidator)
