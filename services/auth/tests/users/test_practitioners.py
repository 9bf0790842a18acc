import pytest

from auth.users.schemas import Practitioners


def test_practitioners_are_the_active_people_said_to_attend(client, admin, login, new_role, new_user, ana):
    headers = login("appointments:read")
    doctor = new_user(
        new_role("records:sign", name="Odontología"),
        email="doc@example.com",
        full_name="Dra. Vera",
        specialty="Ortodoncia",
        practitioner=True,
    )
    assert doctor["practitioner"] is True and ana["practitioner"] is False
    # May do everything, attends nobody.
    new_user(new_role("users:write", "records:sign", name="Administración"), email="boss@example.com")
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


def test_authors_are_who_writes_and_signs_notes_and_attends_or_not(client, login, new_role, new_user, ana):
    headers = login("records:write")
    student = new_user(
        new_role("records:write", "records:sign", name="Estudiante"),
        email="e@example.com",
        full_name="Nora Paz",
    )
    new_user(new_role("records:write", name="Asistente"), email="a@example.com")
    listed = Practitioners.model_validate(client.get("/api/auth/authors", headers=headers).json)
    assert [(one.id, one.full_name, one.supervises) for one in listed.data] == [
        (student["id"], "Nora Paz", False)
    ]
    assert client.get(f"/api/auth/authors/{student['id']}", headers=headers).json["full_name"] == "Nora Paz"
    assert client.get(f"/api/auth/authors/{ana['id']}", headers=headers).status_code == 404
    assert client.get("/api/auth/authors", headers=login("appointments:read")).status_code == 403


@pytest.mark.parametrize("path", ["practitioners", "practitioners/1"])
def test_practitioners_are_for_who_sees_the_agenda(client, login, path):
    assert client.get(f"/api/auth/{path}").status_code == 401
    assert client.get(f"/api/auth/{path}", headers=login("users:read")).status_code == 403


def test_who_attends_has_a_role_that_signs(client, admin, login, new_role, new_user):
    signs, assists = new_role("records:sign", name="Odontología"), new_role(
        "patients:read", name="Asistencia"
    )
    refused = {
        "field": "practitioner",
        "message": "Quien atiende pacientes necesita un rol que pueda firmar notas clínicas.",
    }
    body = {
        "email": "eva@example.com",
        "full_name": "Eva Mora",
        "role_id": assists["id"],
        "practitioner": True,
    }
    answer = client.post("/api/auth/users", json=body, headers=admin)
    assert (answer.status_code, answer.json["errors"]) == (422, [refused])
    doctor = new_user(signs, email="doc@example.com", practitioner=True)
    url = f"/api/auth/users/{doctor['id']}"

    def change(version, **what):
        return client.patch(url, json=what, headers=admin | {"If-Match": f'"{version}"'})

    answer = change(1, role_id=assists["id"])
    assert (answer.status_code, answer.json["errors"]) == (422, [refused])
    moved = change(1, role_id=assists["id"], practitioner=False)
    assert (moved.status_code, moved.json["practitioner"], moved.json["version"]) == (200, False, 2)
    assert change(2, practitioner=True).status_code == 422
    assert change(2, practitioner=None).status_code == 422
    assert change(2, practitioner=True, role_id=signs["id"]).json["version"] == 3
    headers = login("appointments:read")
    assert len(client.get("/api/auth/practitioners", headers=headers).json["data"]) == 1
    # A role that no longer signs takes its people out of the agenda, whatever is said of them.
    role = client.get(f"/api/auth/roles/{signs['id']}", headers=admin).json
    client.patch(
        f"/api/auth/roles/{signs['id']}",
        json={"permissions": ["patients:read"]},
        headers=admin | {"If-Match": f'"{role["version"]}"'},
    )
    assert client.get("/api/auth/practitioners", headers=headers).json == {"data": []}
