"""A draft that changes hands: its author gives it to a colleague, and takes it back."""

import pytest

from historia_clinica.handovers import neighbours as colleagues
from historia_clinica.restrictions import neighbours

API = "/api/historia-clinica"


@pytest.fixture(autouse=True)
def people(monkeypatch):
    said = {3: {"id": 3, "full_name": "Carla Ruiz"}, 4: {"id": 4, "full_name": "Iván Mora"}}
    monkeypatch.setattr(colleagues, "author", said.get)
    monkeypatch.setattr(neighbours, "readers", lambda: {"Psicología"})


@pytest.fixture
def note(client, doctor, patient):
    url = f"{API}/patients/{patient['id']}/notes"
    return client.post(url, json={"reason": "Dolor"}, headers=doctor).json["id"]


@pytest.fixture
def give(client, doctor, note):
    def act(to=4, who=doctor, version=1, status=201):
        headers = who | {"If-Match": f'"{version}"'}
        answer = client.post(f"{API}/notes/{note}/handovers", json={"to_id": to}, headers=headers)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


@pytest.fixture
def take_back(client, note):
    def act(who, status=201):
        answer = client.post(f"{API}/notes/{note}/handovers/take-back", headers=who)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


def write(client, note, who, version):
    headers = who | {"If-Match": f'"{version}"'}
    return client.patch(
        f"{API}/notes/{note}", json={"plan": f"Resina {version}"}, headers=headers
    ).status_code


def test_the_colleague_writes_and_signs_it(client, doctor, colleague, note, give, told):
    given = give()
    assert (given["from"]["name"], given["to"]["name"], given["by"]["id"]) == ("Carla Ruiz", "Iván Mora", "3")
    assert write(client, note, doctor, 2) == 403
    assert write(client, note, colleague, 2) == 200
    [mine] = client.get(f"{API}/own-drafts", headers=colleague).json["data"]
    assert (mine["note_id"], mine["handover"]["from"]["name"]) == (note, "Carla Ruiz")
    assert client.get(f"{API}/own-drafts", headers=doctor).json["data"] == []
    signed = client.post(f"{API}/notes/{note}/sign", headers=colleague).json
    assert (signed["author"]["name"], signed["signed_by"]["name"]) == ("Iván Mora", "Iván Mora")
    assert [one["from"]["name"] for one in signed["handovers"]] == ["Carla Ruiz"]
    assert told("note.handed_over")[0]["data"]["summary"] == (
        "Pasó a Iván Mora el borrador de una nota de Ana Pérez"
    )


def test_what_was_given_by_mistake_comes_back_while_nobody_wrote(
    client, doctor, colleague, note, give, take_back, told
):
    take_back(doctor, 409)
    give()
    take_back(colleague, 409)
    assert take_back(doctor)["to"]["name"] == "Carla Ruiz"
    assert write(client, note, doctor, 3) == 200 and len(told("note.taken_back")) == 1
    take_back(doctor, 409)
    give(version=4)
    assert write(client, note, colleague, 5) == 200
    take_back(doctor, 409)
    give(to=3, who=colleague, version=6)
    assert write(client, note, doctor, 7) == 200


def test_only_its_author_gives_it_or_who_decides_for_others(client, login, doctor, colleague, note, give):
    give(to=4, who=colleague, status=403)
    give(version=7, status=412)
    give(to=3, status=422)
    give(to=9, status=422)
    director = login("records:read", "records:write", "restrictions:write", id="1", name="Julia Paz")
    assert give(who=director)["by"]["name"] == "Julia Paz"
    client.post(f"{API}/notes/{note}/sign", headers=colleague)
    give(to=3, who=colleague, version=3, status=409)


def test_a_restriction_goes_with_the_draft(client, doctor, colleague, note, give, take_back):
    client.post(f"{API}/notes/{note}/restrictions", json={"roles": ["Psicología"]}, headers=doctor)
    give()
    assert client.get(f"{API}/notes/{note}", headers=doctor).status_code == 403
    assert client.get(f"{API}/notes/{note}", headers=colleague).status_code == 200
    take_back(doctor)
    assert client.get(f"{API}/notes/{note}", headers=doctor).status_code == 200
    assert client.get(f"{API}/notes/{note}", headers=colleague).status_code == 403


@pytest.mark.parametrize("owner", [False, True])
def test_the_database_holds_it(note, give, refused, owner):
    def no(sql):
        return refused(sql, owner=owner)

    author = "UPDATE historia_clinica.clinical_notes SET author_id = '9', author_name = 'X'"
    assert no(author) == "clinical_notes_author_kept"
    give()
    assert no(author) == "clinical_notes_author_kept"
    if owner:
        assert no("UPDATE historia_clinica.note_handovers SET to_id = '9'") == "note_handovers_kept"
        assert no("DELETE FROM historia_clinica.note_handovers") == "note_handovers_kept"
