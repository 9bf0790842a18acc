import pytest
from openapi_spec_validator import OpenAPIV2SpecValidator, validate

from logs.schemas import Entry, EntryPage

URL = "/api/logs/logs"


def listed(client, headers, **query):
    answer = client.get(URL, query_string=query, headers=headers)
    assert answer.status_code == 200, answer.json
    EntryPage.model_validate(answer.json)
    return answer.json


def messages(client, headers, **query):
    return [entry["message"] for entry in listed(client, headers, **query)["data"]]


def test_what_was_told_is_listed_newest_first(client, auditor, tell):
    tell({"summary": "Primero", "occurred_at": "2026-11-01T10:00:00Z"}, {"summary": "Segundo"})
    tell({"summary": "Antes", "occurred_at": "2020-01-01T10:00:00Z"})
    assert messages(client, auditor) == ["Segundo", "Primero", "Antes"]


def test_an_entry_says_who_what_when_and_from_where(client, auditor, tell):
    tell({"patient_id": 3, "room": {"id": 2, "name": "Consultorio 2"}, "total": "45.00"})
    entry = listed(client, auditor)["data"][0]
    assert entry == {
        "id": entry["id"],
        "occurred_at": "2026-11-24T15:00:00Z",
        "service": "citas",
        "level": "INFO",
        "type": "appointment.booked",
        "message": "Reservó una cita",
        "user": {"id": "7", "name": "Ana Pérez", "role": "Recepción"},
        "ip": "10.0.0.9",
        "patient_id": 3,
        "aggregate": "appointment:12",
        "request_id": "a-request-of-a-test",
        "data": {"room": {"id": 2, "name": "Consultorio 2"}, "total": "45.00"},
    }


def test_one_entry_is_read_by_its_id(client, auditor, tell):
    tell({"actor": None})
    id = listed(client, auditor)["data"][0]["id"]
    answer = client.get(f"{URL}/{id}", headers=auditor)
    assert answer.status_code == 200 and answer.json["user"] is None
    Entry.model_validate(answer.json)
    again = client.get(f"{URL}/{id}", headers=auditor | {"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("id", [0, 999_999_999, 2**63 - 1, 2**63, "x"])
def test_an_entry_that_does_not_exist_is_404(client, auditor, id):
    assert client.get(f"{URL}/{id}", headers=auditor).status_code == 404


@pytest.mark.parametrize(
    ("query", "change"),
    [
        ({"service": "auth"}, {"service": "auth"}),
        ({"level": "ERROR"}, {"level": "ERROR"}),
        ({"type": "user.locked"}, {"type": "user.locked"}),
        ({"user_id": "service-auth"}, {"actor": {"id": "service-auth"}}),
        ({"patient_id": 9}, {"patient_id": 9}),
        ({"request_id": "another-one"}, {"request_id": "another-one"}),
        ({"from": "2026-11-25"}, {"occurred_at": "2026-11-25T05:00:00Z"}),
        ({"from": "2026-11-24T20:00:00-05:00"}, {"occurred_at": "2026-11-25T01:00:00Z"}),
        ({"to": "2026-11-23"}, {"occurred_at": "2026-11-24T04:59:59Z"}),
        ({"to": "2026-11-24T15:00:00Z"}, {"occurred_at": "2026-11-24T14:59:59Z"}),
        ({"search": "PEÑA"}, {}),
        ({"search": "peña", "service": "citas"}, {}),
        ({"search": " pena   cuenta BLOQUEO "}, {}),
        ({"search": "pe"}, {}),
    ],
)
def test_each_filter_finds_what_it_names(client, auditor, tell, query, change):
    tell({}, {"summary": "Bloqueó la cuenta de Íñigo Peña"} | change)
    assert messages(client, auditor, **query, total="true") == ["Bloqueó la cuenta de Íñigo Peña"]


def test_two_letters_are_those_that_a_word_begins_with(client, auditor, tell):
    tell({"summary": "Anuló la factura"}, {"summary": "Reservó una cita"})
    assert messages(client, auditor, search="an") == ["Anuló la factura"]
    assert messages(client, auditor, search="ta", total="true") == []


@pytest.mark.parametrize("sign", ["%", "_", "\\", "％"])
def test_a_search_takes_every_sign_as_it_is(client, auditor, tell, sign):
    tell({"summary": "Sin signos"}, {"summary": f"Con {sign} en medio"})
    assert messages(client, auditor, search=f"con {sign} medio") == [f"Con {sign} en medio"]


def test_pages_follow_each_other_without_gaps(client, auditor, tell):
    tell(*({"summary": f"Entrada {n}"} for n in range(5)))
    seen, after = [], None
    while after or not seen:
        page = listed(client, auditor, limit=2, **({"after": after} if after else {}))
        seen += [entry["message"] for entry in page["data"]]
        after = page["next"]
    assert seen == [f"Entrada {n}" for n in (4, 3, 2, 1, 0)]


def test_the_total_is_counted_when_asked_for(client, auditor, tell):
    tell(*({"summary": f"Entrada {n}"} for n in range(3)))
    page = listed(client, auditor, limit=1, total="true", search="entrada")
    assert (page["total"], page["total_exact"], len(page["data"])) == (3, True, 1)
    assert "total" not in listed(client, auditor)


@pytest.mark.parametrize("path", ["", "/1", "/stats"])
def test_nobody_reads_the_log_without_an_identity_or_the_permission(client, login, path):
    assert client.get(URL + path).status_code == 401
    assert client.get(f"{URL}{path}?limit=x", headers=login("patients:read")).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("service", ""),
        ("service", "x" * 201),
        ("level", "DEBUG"),
        ("type", ""),
        ("user_id", " "),
        ("patient_id", "0"),
        ("patient_id", "x"),
        ("patient_id", "9223372036854775808"),
        ("request_id", "x" * 201),
        ("from", ""),
        ("from", "ayer"),
        ("from", "2026-02-30"),
        ("from", "1700-01-01"),
        ("from", "2026-11-24T10:00:00"),
        ("to", "9999-12-31"),
        ("to", "2026-11-24T25:00:00Z"),
        ("search", "x" * 101),
        ("limit", "101"),
        ("sort", "id"),
    ],
)
def test_an_invalid_filter_is_named(client, auditor, field, value):
    answer = client.get(URL, query_string={field: value}, headers=auditor)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_a_range_that_ends_before_it_starts_is_refused(client, auditor):
    answer = client.get(f"{URL}?from=2026-11-02&to=2026-11-01", headers=auditor)
    assert answer.json["errors"] == [{"field": "to", "message": "Debe ser posterior a la fecha inicial."}]


@pytest.mark.parametrize("cursor", ["x", "e30=", "W10=", "WzEsMl0=", "WyJhIiwiYiJd", "W3RydWUsdHJ1ZV0="])
def test_a_cursor_of_ones_own_making_is_refused(client, auditor, cursor):
    assert client.get(f"{URL}?after={cursor}", headers=auditor).status_code in (400, 422)


def test_the_documentation_is_valid_swagger(client, auditor):
    spec = client.get("/api/logs/swagger.json", headers=auditor).json
    validate(spec, cls=OpenAPIV2SpecValidator)
    parameters = {p["name"]: p for p in spec["paths"]["/logs"]["get"]["parameters"]}
    assert parameters["from"]["type"] == "string" and "since" not in parameters
