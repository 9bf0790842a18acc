"""Restricting a note, breaking the glass, and who hears of it."""

import pytest

from historia_clinica.restrictions import neighbours

API = "/api/historia-clinica"
WHY = "Urgencia: crisis de angustia en sala de espera"


@pytest.fixture(autouse=True)
def known(monkeypatch):
    monkeypatch.setattr(neighbours, "readers", lambda: {"Psicología", "Médico"})


@pytest.fixture
def director(login):
    permissions = ("records:read", "records:write", "restrictions:read", "restrictions:write")
    return login(*permissions, id="1", name="Julia Paz", role="Administrador")


@pytest.fixture
def note(client, doctor, patient):
    return client.post(
        f"{API}/patients/{patient['id']}/notes", json={"reason": "Duelo"}, headers=doctor
    ).json["id"]


@pytest.fixture
def restrict(client, doctor, note):
    def act(*roles, who=doctor, status=200):
        answer = client.post(f"{API}/notes/{note}/restrictions", json={"roles": roles}, headers=who)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


@pytest.fixture
def open(client, note, colleague):
    def act(reason=WHY, who=colleague, status=201):
        answer = client.post(f"{API}/notes/{note}/openings", json={"reason": reason}, headers=who)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


def test_others_see_that_it_is_there_and_not_what_it_says(
    client, doctor, colleague, patient, note, restrict, told
):
    made = restrict("Psicología")
    assert (made["roles"], made["readable"], made["restricted_by"]["name"]) == (
        ["Psicología"],
        True,
        "Carla Ruiz",
    )
    refused = client.get(f"{API}/notes/{note}", headers=colleague)
    assert (
        refused.status_code == 403
        and "Carla Ruiz" in refused.json["detail"]
        and "motivo" in refused.json["detail"]
    )
    assert client.get(f"{API}/patients/{patient['id']}/notes", headers=colleague).json["data"] == []
    [seen] = client.get(f"{API}/patients/{patient['id']}/restricted-notes", headers=colleague).json["data"]
    assert (seen["note_id"], seen["author"]["name"], seen["readable"]) == (note, "Carla Ruiz", False)
    assert "reason" not in seen
    assert client.get(f"{API}/notes/{note}", headers=doctor).status_code == 200
    assert told("note.restricted")[0]["data"]["summary"] == "Restringió quién lee una nota de Ana Pérez"


def test_a_draft_of_others_is_not_even_there_for_who_reads_no_drafts(client, login, patient, restrict):
    restrict()
    reader = login("records:read", id="8", name="Elena Sosa", role="Auditor")
    assert client.get(f"{API}/patients/{patient['id']}/restricted-notes", headers=reader).json == {"data": []}


def test_only_its_author_decides_or_who_decides_for_others(client, colleague, director, note, restrict):
    restrict("Médico", who=colleague, status=403)
    assert restrict("Médico", who=director)["author"]["name"] == "Carla Ruiz"
    assert restrict("Médico")["roles"] == ["Médico"]
    assert restrict("Médico", "Psicología")["roles"] == ["Médico", "Psicología"]
    assert client.get(f"{API}/notes/{note}", headers=colleague).status_code == 200
    lift = f"{API}/notes/{note}/restrictions/lift"
    assert client.post(lift, headers=colleague).status_code == 403
    assert client.post(lift, headers=director).json["roles"] is None
    assert client.post(lift, headers=director).status_code == 409


def test_a_role_that_reads_no_notes_is_not_named(restrict):
    assert restrict("Bodega", status=422)["errors"][0]["field"] == "roles"


def test_the_glass_is_broken_with_a_reason_for_an_hour(
    client, colleague, director, note, patient, restrict, open, shared, told
):
    restrict()
    for reason in ("corto", "aaaaaaaaaaaaaaaaaaaaa", "una una una una una una"):
        assert open(reason, status=422)["errors"][0]["field"] == "reason"
    made = open()
    assert (made["reason"], made["opened_by"]["name"], made["role"]) == (WHY, "Iván Mora", "Médico")
    assert client.get(f"{API}/notes/{note}", headers=colleague).status_code == 200
    open(status=409)
    # Nobody else came in with them, and the director neither.
    assert client.get(f"{API}/notes/{note}", headers=director).status_code == 403
    event = told("note.opened")[0]
    assert event["data"]["level"] == "WARNING" and event["actor"]["name"] == "Iván Mora"
    assert WHY not in str(event)
    with shared.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE historia_clinica.note_openings DISABLE TRIGGER note_openings_keep")
        cursor.execute(
            "UPDATE historia_clinica.note_openings SET opened_at = now() - interval '1 hour', expires_at = now()"
        )
        cursor.execute("ALTER TABLE historia_clinica.note_openings ENABLE TRIGGER note_openings_keep")
    assert client.get(f"{API}/notes/{note}", headers=colleague).status_code == 403


def test_an_integration_does_not_break_it(login, restrict, open):
    restrict()
    open(who=login("records:read", id="lab", client=True), status=403)


def test_who_answers_for_the_clinic_sees_each_opening_until_it_is_reviewed(
    client, colleague, director, restrict, open, told
):
    restrict()
    made = open()
    assert client.get(f"{API}/note-openings", headers=colleague).status_code == 403
    waiting = client.get(f"{API}/note-openings?reviewed=false", headers=director).json["data"]
    assert waiting == [made] and made["patient_name"] == "Ana Pérez"
    for _ in range(2):
        reviewed = client.post(f"{API}/note-openings/{made['id']}/review", headers=director)
        assert reviewed.json["reviewed_by"]["name"] == "Julia Paz"
    assert client.get(f"{API}/note-openings?reviewed=false", headers=director).json["data"] == []
    assert len(told("note_opening.reviewed")) == 1
    assert client.post(f"{API}/note-openings/999999/review", headers=director).status_code == 404


def test_the_database_keeps_what_was_decided(note, restrict, open, refused):
    restrict()
    open()
    restrictions, openings = "historia_clinica.note_restrictions", "historia_clinica.note_openings"
    assert (
        refused(f"UPDATE {openings} SET reason = 'otra cosa que no fue dicha'", owner=True)
        == "note_openings_kept"
    )
    assert refused(f"DELETE FROM {openings}", owner=True) == "note_openings_kept"
    assert refused(f"UPDATE {restrictions} SET roles = '{{Médico}}'", owner=True) == "note_restrictions_kept"
    assert refused(f"UPDATE {restrictions} SET roles = '{{Médico}}'") == "InsufficientPrivilege"
    longer = f"INSERT INTO {openings} (note_id, reason, opened_by_id, opened_by_name, opened_by_role, expires_at) SELECT note_id, reason, '9', 'O', '', now() + interval '2 hours' FROM {openings}"
    assert refused(longer, owner=True) == "note_openings_bounded"
    # Whoever writes a restriction does not say whose note it is.
    second = f"INSERT INTO {restrictions} (note_id, author_id, roles, restricted_by_id, restricted_by_name) SELECT note_id, '9', '{{}}', '9', 'O' FROM {restrictions}"
    assert refused(second) == "note_restrictions_one"
