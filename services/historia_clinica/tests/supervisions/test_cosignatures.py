"""Notes of who signs under supervision: pending until somebody else co-signs."""

import io

import pypdfium2
import pytest

from common import pdf
from historia_clinica import practitioners
from historia_clinica.restrictions import neighbours as roles

API = "/api/historia-clinica"


@pytest.fixture(autouse=True)
def people(monkeypatch):
    said = {
        "3": {"id": 3, "full_name": "Carla Ruiz", "supervises": True},
        "4": {"id": 4, "full_name": "Iván Mora", "supervises": True},
        "5": {"id": 5, "full_name": "Nora Paz", "supervises": False},
        "6": {"id": 6, "full_name": "Eloy Vega", "supervises": False},
    }
    monkeypatch.setattr(practitioners, "ask", said.get)


@pytest.fixture
def student(login):
    return login("records:read", "records:write", "records:sign", id="5", name="Nora Paz", role="Estudiante")


@pytest.fixture
def ask(client):
    def act(method, path, body=None, who=None, status=200):
        answer = getattr(client, method)(f"{API}/{path}", json=body or {}, headers=who)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


@pytest.fixture
def note(ask, student, patient):
    """A student's draft."""
    return ask("post", f"patients/{patient['id']}/notes", {"reason": "Dolor en 36"}, student, 201)["id"]


@pytest.fixture
def waiting(ask, student, note):
    """The same, signed for Carla Ruiz to co-sign."""
    ask("put", f"notes/{note}/supervisor", {"supervisor_id": 3}, student)
    ask("post", f"notes/{note}/sign", None, student)
    return note


def test_a_student_signs_for_somebody_to_cosign(ask, client, student, doctor, colleague, note, patient, told):
    refused = client.post(f"{API}/notes/{note}/sign", headers=student)
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "supervisor_id"
    ask("put", f"notes/{note}/supervisor", {"supervisor_id": 3}, student)
    signed = ask("post", f"notes/{note}/sign", None, student)
    assert signed["status"] == "SIGNED" and signed["supervision"] == {
        "supervisor": {"id": "3", "name": "Carla Ruiz"}, "remark": None, "cosigned_by": None, "cosigned_at": None,
        "returned": None,
    }  # fmt: skip
    [row] = client.get(f"{API}/waiting-cosignatures", headers=doctor).json["data"]
    assert (row["note_id"], row["patient_name"], row["reason"]) == (note, "Ana Pérez", "Dolor en 36")
    assert client.get(f"{API}/waiting-cosignatures", headers=colleague).json["data"] == []
    assert len(client.get(f"{API}/waiting-cosignatures?mine=false", headers=colleague).json["data"]) == 1
    done = ask("post", f"notes/{note}/cosignature", {"remark": "De acuerdo"}, doctor)
    assert (done["cosigned_by"]["name"], done["remark"]) == ("Carla Ruiz", "De acuerdo")
    assert client.get(f"{API}/waiting-cosignatures", headers=doctor).json["data"] == []
    assert client.get(f"{API}/notes/{note}", headers=doctor).json["supervision"]["cosigned_at"]
    [event] = told("note.cosigned")
    assert event["data"]["summary"] == "Refrendó una nota que firmó Nora Paz de Ana Pérez"
    assert "para que la refrende Carla Ruiz" in told("note.signed")[0]["data"]["summary"]
    assert client.post(f"{API}/notes/{note}/cosignature", json={}, headers=doctor).status_code == 409


def test_who_signs_alone_needs_nobody(ask, client, doctor, patient):
    note = ask("post", f"patients/{patient['id']}/notes", {"reason": "Dolor"}, doctor, 201)["id"]
    ask("put", f"notes/{note}/supervisor", {"supervisor_id": 4}, doctor)
    assert ask("post", f"notes/{note}/sign", None, doctor)["supervision"] is None
    assert client.post(f"{API}/notes/{note}/cosignature", json={}, headers=doctor).status_code == 409


def test_whoever_may_cosign_takes_over(ask, student, doctor, colleague, waiting):
    ask("put", f"notes/{waiting}/supervisor", {"supervisor_id": 4}, student)
    ask("put", f"notes/{waiting}/supervisor", {"supervisor_id": 3}, colleague)
    assert ask("post", f"notes/{waiting}/cosignature", None, colleague)["cosigned_by"]["name"] == "Iván Mora"
    ask("put", f"notes/{waiting}/supervisor", {"supervisor_id": 4}, student, 409)


@pytest.mark.parametrize("who", [5, 6, 99])
def test_a_supervisor_is_another_who_may(ask, student, note, who):
    refused = ask("put", f"notes/{note}/supervisor", {"supervisor_id": who}, student, 422)
    assert refused["errors"][0]["field"] == "supervisor_id"


def test_nobody_else_cosigns_nor_chooses(ask, client, login, student, doctor, colleague, note):
    ask("post", f"notes/{note}/cosignature", None, doctor, 409)
    ask("put", f"notes/{note}/supervisor", {"supervisor_id": 4}, colleague, 403)
    ask("put", f"notes/{note}/supervisor", {"supervisor_id": 3}, student)
    ask("post", f"notes/{note}/cosignature", None, doctor, 409)
    ask("post", f"notes/{note}/sign", None, student)
    ask("post", f"notes/{note}/cosignature", None, student, 403)
    # Whoever learnt to sign alone since does not co-sign what they wrote.
    licensed = login(
        "records:read", "records:write", "records:cosign", id="5", name="Nora Paz", role="Médico"
    )
    ask("post", f"notes/{note}/cosignature", None, licensed, 403)
    machine = login("records:cosign", id="3", name="Carla Ruiz", client=True)
    ask("post", f"notes/{note}/cosignature", None, machine, 403)


def test_a_pending_note_seals_no_diagnosis(ask, client, login, student, doctor, patient):
    caries = {"code": "K02.1", "description": "Caries", "kind": "DEFINITIVE", "condition": None}
    new = {"reason": "Dolor", "diagnoses": [caries]}
    note = ask("post", f"patients/{patient['id']}/notes", new, student, 201)["id"]
    ask("put", f"notes/{note}/supervisor", {"supervisor_id": 3}, student)
    ask("post", f"notes/{note}/sign", None, student)
    seal = f"{API}/patients/{patient['id']}/diagnosis-seal"
    assert client.get(seal, headers=doctor).status_code == 404
    ask("post", f"notes/{note}/cosignature", None, doctor)
    assert client.get(seal, headers=doctor).status_code == 200


def test_a_note_is_printed_with_both(client, ask, doctor, waiting, monkeypatch):
    names = ("legal_name", "ruc", "address", "phone", "email", "logo")
    monkeypatch.setattr(pdf, "letterhead", lambda: dict.fromkeys(names) | {"name": "Los Andes"})

    def printed():
        answer = client.get(f"{API}/notes/{waiting}/form-002.pdf", headers=doctor)
        document = pypdfium2.PdfDocument(io.BytesIO(answer.data))
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())

    said = printed()
    assert "Nora Paz" in said and "Pendiente de refrendo de" in said
    ask("post", f"notes/{waiting}/cosignature", {"remark": "De acuerdo"}, doctor)
    said = printed()
    assert "Refrendada por Carla Ruiz" in said and "De acuerdo" in said and "Pendiente" not in said


@pytest.fixture
def send_back(ask):
    def act(note, who, status=201):
        return ask("post", f"notes/{note}/returns", {"reason": "Falta la vitalidad en 36"}, who, status)

    return act


def test_what_is_sent_back_is_written_and_signed_again(
    ask, client, student, doctor, waiting, send_back, told, patient
):
    before = client.get(f"{API}/notes/{waiting}", headers=doctor).json
    back = send_back(waiting, doctor)["returned"]
    assert (back["by"]["name"], back["reason"]) == ("Carla Ruiz", "Falta la vitalidad en 36")
    [draft] = client.get(f"{API}/own-drafts", headers=student).json["data"]
    assert (draft["note_id"], draft["redraft_of"]["note_id"]) == (back["draft_id"], waiting)
    assert draft["redraft_of"]["reason"] == back["reason"] and draft["reason"] == "Dolor en 36"
    kept = client.get(f"{API}/notes/{waiting}", headers=student).json
    assert kept["supervision"]["returned"] == back and kept["content_sha256"] == before["content_sha256"]
    assert client.get(f"{API}/waiting-cosignatures", headers=doctor).json["data"] == []
    assert told("note.returned")[0]["data"]["summary"] == (
        "Devolvió a Nora Paz, para que la corrija, una nota de Ana Pérez"
    )
    # What does not stand takes nothing more, and the timeline says so.
    ask("post", f"notes/{waiting}/cosignature", None, doctor, 409)
    ask("post", f"notes/{waiting}/addenda", {"text": "Más"}, student, 409)
    ask("put", f"notes/{waiting}/supervisor", {"supervisor_id": 4}, student, 409)
    send_back(waiting, doctor, 409)
    line = client.get(f"{API}/patients/{patient['id']}/timeline?kinds=NOTE", headers=doctor).json["data"]
    assert [one["status"] for one in line] == ["DRAFT", "RETURNED"]
    # Whoever sent it back is to co-sign it, without being chosen anew.
    again = back["draft_id"]
    assert ask("post", f"notes/{again}/sign", None, student)["supervision"]["supervisor"]["id"] == "3"
    assert ask("post", f"notes/{again}/cosignature", None, doctor)["cosigned_by"]["id"] == "3"


def test_only_who_may_cosign_sends_back_what_waits(ask, login, student, doctor, note, send_back):
    send_back(note, doctor, 409)
    ask("put", f"notes/{note}/supervisor", {"supervisor_id": 3}, student)
    ask("post", f"notes/{note}/sign", None, student)
    send_back(note, student, 403)
    send_back(note, login("records:cosign", "records:read", id="5", name="Nora Paz"), 403)
    send_back(note, login("records:cosign", id="3", name="Carla Ruiz", client=True), 403)
    ask("post", f"notes/{note}/cosignature", None, doctor)
    send_back(note, doctor, 409)


def test_a_restriction_goes_to_what_is_written_again(
    ask, client, student, doctor, colleague, waiting, send_back, monkeypatch
):
    monkeypatch.setattr(roles, "readers", lambda: {"Psicología"})
    ask("post", f"notes/{waiting}/restrictions", {"roles": []}, student)
    send_back(waiting, doctor, 403)
    ask("post", f"notes/{waiting}/openings", {"reason": "Reviso lo que escribió mi estudiante."}, doctor, 201)
    again = send_back(waiting, doctor)["returned"]["draft_id"]
    assert client.get(f"{API}/notes/{again}", headers=doctor).status_code == 403
    assert client.get(f"{API}/notes/{again}", headers=colleague).status_code == 403
    assert client.get(f"{API}/notes/{again}", headers=student).json["reason"] == "Dolor en 36"


TABLE = "historia_clinica.note_supervisions"
RETURN = (
    f"UPDATE {TABLE} SET returned_at = now(), returned_by_name = 'x', return_reason = 'x', redraft_id = note_id,"
    " returned_by_id ="
)
COSIGN = f"UPDATE {TABLE} SET cosigned_at = now(), cosigned_by_name = 'x', cosigned_by_id ="


@pytest.mark.parametrize("owner", [False, True])
def test_the_database_keeps_what_was_sent_back(doctor, waiting, send_back, refused, owner):
    send_back(waiting, doctor)
    for change in (f"{COSIGN} '4'", f"{RETURN} '4'", f"UPDATE {TABLE} SET return_reason = 'y'"):
        assert refused(f"{change} WHERE note_id = {waiting}", owner=owner) == "note_supervisions_returned"


@pytest.mark.parametrize("owner", [False, True])
def test_the_database_holds_it(ask, doctor, waiting, refused, owner, database_of):
    def no(sql):
        return refused(sql, owner=owner)

    assert no(f"{COSIGN} '5'") == "note_supervisions_by_another"
    # A signed note is no draft to write it in again.
    assert no(f"{RETURN} '3'") == "note_supervisions_returned_to_author"
    assert no(f"DELETE FROM {TABLE}") == "clinical_notes_signed"
    assert no(f"UPDATE {TABLE} SET remark = 'x'") == "note_supervisions_cosigned"
    ask("post", f"notes/{waiting}/cosignature", None, doctor)
    assert no(f"{COSIGN} '4'") == "note_supervisions_kept"
    assert no(f"UPDATE {TABLE} SET remark = 'x'") == "note_supervisions_kept"
    with database_of("historia_clinica").session() as db:
        same = db.value(
            f"""SELECT s.content_sha256 = p.content_sha256 AND p.professional LIKE '%%refrenda Carla Ruiz'
                              FROM {TABLE} s JOIN historia_clinica.papers p ON p.id = s.note_id"""
        )
    assert same
