import pytest

URL = "/api/citas/rooms"


def same(version):
    return {"If-Match": f'"{version}"'}


def test_a_room_is_made_listed_and_renamed(client, manager, published):
    made = client.post(URL, json={"name": "Rayos X"}, headers=manager)
    assert made.status_code == 201 and made.json["active"] is True and made.headers["ETag"] == '"1"'
    assert [r["name"] for r in client.get(URL, headers=manager).json["data"]] == ["Rayos X"]
    changed = client.patch(
        f"{URL}/{made.json['id']}", json={"name": "Imagen", "active": False}, headers=manager | same(1)
    )
    assert (changed.json["name"], changed.json["active"], changed.json["version"]) == ("Imagen", False, 2)
    assert [e["type"] for e in published()] == ["room.created", "room.updated"]


def test_rooms_come_in_pages_by_name(client, manager):
    for name in ("Beta", "Alfa", "Gama"):
        client.post(URL, json={"name": name, "active": name != "Gama"}, headers=manager)
    first = client.get(f"{URL}?limit=2&total=true", headers=manager).json
    assert [r["name"] for r in first["data"]] == ["Alfa", "Beta"] and first["total"] == 3
    second = client.get(f"{URL}?limit=2&after={first['next']}", headers=manager).json
    assert [r["name"] for r in second["data"]] == ["Gama"] and second["next"] is None
    active = client.get(f"{URL}?active=true", headers=manager).json["data"]
    assert [r["name"] for r in active] == ["Alfa", "Beta"]


def test_two_rooms_cannot_have_one_name(client, manager, room):
    clash = client.post(URL, json={"name": "CONSULTORIO 1"}, headers=manager)
    assert clash.status_code == 409
    assert clash.json["errors"] == [{"field": "name", "message": "Ya existe un consultorio con ese nombre."}]


def test_a_room_sent_twice_with_one_key_is_made_once(client, manager):
    headers = manager | {"Idempotency-Key": "room-0001"}
    first, second = (client.post(URL, json={"name": "Uno"}, headers=headers) for _ in range(2))
    assert first.json == second.json and second.status_code == 201
    assert len(client.get(URL, headers=manager).json["data"]) == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "name"), ({"name": " "}, "name"), ({"name": "x" * 81}, "name"), ({"name": "A", "x": 1}, "x")],
)
def test_invalid_rooms_name_the_field(client, manager, body, field):
    answer = client.post(URL, json=body, headers=manager)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_a_room_is_edited_as_it_was_read(client, manager, room):
    url = f"{URL}/{room}"
    assert client.patch(url, json={"name": "A"}, headers=manager).status_code == 428
    assert client.patch(url, json={"name": "A"}, headers=manager | same(7)).status_code == 412
    assert client.patch(url, json={"name": None}, headers=manager | same(1)).status_code == 422
    assert client.patch(f"{URL}/{2**63 - 1}", json={}, headers=manager | same(1)).status_code == 404


def test_only_who_plans_may_change_rooms(client, reception, room):
    assert client.get(URL).status_code == 401
    assert client.post(URL, json={"name": "A"}).status_code == 401
    assert client.post(URL, json={"name": "A"}, headers=reception).status_code == 403
    assert client.patch(f"{URL}/{room}", json={}, headers=reception).status_code == 403
