import pytest
from openapi_spec_validator import OpenAPIV2SpecValidator, validate

URL = "/api/facturacion/series"


def new(**changes):
    return {"establishment": "002", "emission_point": "001", "name": "Sucursal norte"} | changes


def test_the_first_series_is_there(client, boss):
    (serie,) = client.get(URL, headers=boss).json["data"]
    assert (serie["establishment"], serie["emission_point"], serie["next_sequential"]) == ("001", "001", 1)


def test_a_series_is_created_once(client, boss, published):
    answer = client.post(URL, json=new(), headers=boss)
    assert answer.status_code == 201 and answer.json["active"] and answer.json["next_sequential"] == 1
    again = client.post(URL, json=new(name="Otra"), headers=boss)
    assert again.status_code == 409 and again.json["errors"][0]["field"] == "establishment"
    assert [event["type"] for event in published()] == ["series.created"]


def test_a_series_sent_twice_is_created_once(client, boss):
    headers = boss | {"Idempotency-Key": "series-000001"}
    first, second = client.post(URL, json=new(), headers=headers), client.post(
        URL, json=new(), headers=headers
    )
    assert first.status_code == second.status_code == 201 and first.json == second.json


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"establishment": "000"}, "establishment"),
        ({"establishment": "1"}, "establishment"),
        ({"emission_point": "00A"}, "emission_point"),
        ({"name": ""}, "name"),
        ({"active": None}, "active"),
        ({"next_sequential": 0}, "next_sequential"),
        ({"next_sequential": 10**9}, "next_sequential"),
    ],
)
def test_invalid_series_name_the_field(client, boss, changes, field):
    answer = client.post(URL, json=new(**changes), headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_identity_and_permission_come_first(client, login):
    assert client.get(URL).status_code == 401
    assert client.get(URL, headers=login("patients:read")).status_code == 403
    for act, url in ((client.post, URL), (client.patch, f"{URL}/1")):
        assert act(url, json={}).status_code == 401
        assert act(url, json={}, headers=login("invoices:write")).status_code == 403


def test_a_series_is_renamed_by_whoever_read_it_last(client, boss, issued):
    (serie,) = client.get(URL, headers=boss).json["data"]
    url = f"{URL}/{serie['id']}"
    assert client.patch(url, json={"name": "Caja"}, headers=boss).status_code == 428
    issued()
    answer = client.patch(url, json={"name": "Caja"}, headers=boss | {"If-Match": '"1"'})
    assert answer.status_code == 200, "a number taken meanwhile is no edit"
    assert answer.json["name"] == "Caja" and answer.json["next_sequential"] == 2
    assert client.patch(url, json={"active": False}, headers=boss | {"If-Match": '"1"'}).status_code == 412
    assert client.patch(url, json={"name": None}, headers=boss | {"If-Match": '"2"'}).status_code == 422
    assert client.patch(f"{URL}/999999", json={}, headers=boss | {"If-Match": '"2"'}).status_code == 404


def test_the_next_number_is_chosen_until_the_first_invoice(client, boss, issued):
    (serie,) = client.get(URL, headers=boss).json["data"]
    url = f"{URL}/{serie['id']}"
    answer = client.patch(url, json={"next_sequential": 500}, headers=boss | {"If-Match": '"1"'})
    assert answer.json["next_sequential"] == 500 and answer.json["version"] == 2
    assert issued()["number"] == "001-001-000000500"
    answer = client.patch(url, json={"next_sequential": 600}, headers=boss | {"If-Match": '"2"'})
    assert answer.status_code == 409 and answer.json["errors"][0]["field"] == "next_sequential"


def test_the_rates_of_iva(client, login):
    assert client.get("/api/facturacion/iva-rates").status_code == 401
    rates = client.get("/api/facturacion/iva-rates", headers=login()).json["data"]
    assert {row["code"]: row["rate"] for row in rates} == {
        "0": "0.00",
        "4": "15.00",
        "5": "5.00",
        "6": "0.00",
        "7": "0.00",
        "8": "8.00",
    }
    assert rates[1]["valid_from"] == "2024-04-01" and rates[1]["valid_to"] is None


def test_the_documentation_is_valid_swagger(client, login):
    validate(client.get("/api/facturacion/swagger.json", headers=login()).json, cls=OpenAPIV2SpecValidator)
