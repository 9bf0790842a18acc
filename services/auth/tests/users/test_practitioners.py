import pytest

from auth.users.schemas import Practitioners


def test_practitioners_are_the_active_people_who_sign(client, admin, login, new_role, new_user, ana):
    headers = login("appointments:read")
    doctor = new_user(
        new_role("records:sign", name="Odontología"),
        email="doc@example.com",
        full_name="Dra. Vera",
        specialty="Ortodoncia",
    )
    listed = Practitioners.model_validate(client.get("/api/auth/practitioners", headers=headers).json)
    assert [(one.id, one.full_name, one.specialty) for one in listed.data] == [
        (doctor["id"], "Dra. Vera", "Ortodoncia")
    ]
    one = client.get(f"/api/auth/practitioners/{doctor['id']}", headers=headers)
    assert one.json["full_name"] == "Dra. Vera"
    assert client.get(f"/api/auth/practitioners/{ana['id']}", headers=headers).status_code == 404
    client.patch(
        f"/api/auth/users/{doctor['id']}", json={"active": False}, headers=admin | {"If-Match": '"1"'}
    )
    assert client.get("/api/auth/practitioners", headers=headers).json == {"data": []}
    assert client.get(f"/api/auth/practitioners/{doctor['id']}", headers=headers).status_code == 404


@pytest.mark.parametrize("path", ["practitioners", "practitioners/1"])
def test_practitioners_are_for_who_sees_the_agenda(client, login, path):
    assert client.get(f"/api/auth/{path}").status_code == 401
    assert client.get(f"/api/auth/{path}", headers=login("users:read")).status_code == 403
