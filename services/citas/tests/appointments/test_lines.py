"""GET and PUT of /appointments/{id}/treatments and /extras"""

import pytest

URL = "/api/citas/appointments"


def same(version):
    return {"If-Match": f'"{version}"'}


@pytest.fixture
def put(client, reception):
    def putting(appointment, kind, *items):
        url = f"{URL}/{appointment['id']}/{kind}"
        return client.put(url, json={"items": items}, headers=reception | same(appointment["version"]))

    return putting


def test_treatments_are_replaced_as_a_whole(client, reception, clinic, book, put, published):
    booked = book(treatments=[{"treatment_id": clinic.treatment()}])
    filling = clinic.treatment(name="Resina", price="60.00")
    answer = put(
        booked, "treatments", {"treatment_id": filling, "quantity": "1.5"}, {"treatment_id": filling}
    )
    assert answer.status_code == 200 and answer.headers["ETag"] == '"2"'
    assert [(i["name"], i["quantity"]) for i in answer.json["items"]] == [
        ("Resina", "1.500"),
        ("Resina", "1.000"),
    ]
    assert (answer.json["total"], answer.json["version"]) == ("150.00", 2)
    assert client.get(f"{URL}/{booked['id']}/treatments", headers=reception).json == answer.json
    assert client.get(f"{URL}/{booked['id']}", headers=reception).json["treatments"] == answer.json["items"]
    assert published()[-1]["type"] == "appointment.updated"


def test_extras_are_replaced_as_a_whole(client, reception, clinic, book, put):
    booked = book()
    answer = put(booked, "extras", {"product_id": clinic.product(), "quantity": "2"})
    assert answer.status_code == 200 and answer.json["total"] == "7.00"
    assert client.get(f"{URL}/{booked['id']}/extras", headers=reception).json == answer.json
    booked["version"] = 2
    emptied = put(booked, "extras").json
    assert (emptied["items"], emptied["total"], emptied["version"]) == ([], "0.00", 3)


def test_what_was_booked_keeps_its_price(apps, clinic, book, put):
    treatment = clinic.treatment(price="45.00")
    booked = book(treatments=[{"treatment_id": treatment}])
    path = f"/api/inventario/treatments/{treatment}"
    client = apps["inventario"].test_client()
    client.patch(path, json={"price": "50.00", "active": False}, headers=clinic.headers | same(1))
    answer = put(booked, "treatments", {"treatment_id": treatment, "quantity": "2"})
    assert answer.status_code == 200 and answer.json["total"] == "90.00"


def test_unknown_ones_name_their_line(clinic, book, put):
    booked = book()
    known = {"treatment_id": clinic.treatment()}
    answer = put(booked, "treatments", known, {"treatment_id": 999_999})
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "items.1.treatment_id"
    answer = put(booked, "extras", {"product_id": 999_999, "quantity": "1"})
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "items.0.product_id"


def test_what_is_over_keeps_its_lines(book, move, put):
    booked = book()
    move(booked["id"], "ARRIVED", "IN_PROGRESS")
    over = move(booked["id"], "COMPLETED")
    for kind in ("treatments", "extras"):
        answer = put(over, kind)
        assert answer.status_code == 409 and "atendida" in answer.json["detail"]


@pytest.mark.parametrize("kind", ["treatments", "extras"])
def test_lines_are_edited_as_they_were_read(client, reception, login, book, put, kind):
    booked = book()
    url = f"{URL}/{booked['id']}/{kind}"
    assert client.put(url, json={"items": []}, headers=reception).status_code == 428
    assert put({**booked, "version": 4}, kind).status_code == 412
    assert put({**booked, "id": 999_999}, kind).status_code == 404
    assert client.get(f"{URL}/999999/{kind}", headers=reception).status_code == 404
    assert client.put(url, json={"items": "x"}, headers=reception | same(1)).status_code == 422
    assert client.put(url, json={}).status_code == 401 and client.get(url).status_code == 401
    assert client.put(url, json={}, headers=login("appointments:read")).status_code == 403
    assert client.get(url, headers=login("appointments:write")).status_code == 403
