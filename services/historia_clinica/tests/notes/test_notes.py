"""Clinical notes: draft, sign, add."""

import hashlib
import json

import pytest

API = "/api/historia-clinica"
CARIES = {"code": "K02.1", "description": "Caries de la dentina", "kind": "DEFINITIVE", "condition": None}
PULPITIS = {"code": "K04.0", "description": "Pulpitis", "kind": "PRESUMPTIVE", "condition": None}


@pytest.fixture
def url(patient):
    return f"{API}/patients/{patient['id']}/notes"


@pytest.fixture
def note(client, doctor, url):
    new = {"reason": "Dolor", "subjective": "Dolor al frío", "diagnoses": [PULPITIS, CARIES]}
    answer = client.post(url, json=new, headers=doctor)
    assert answer.status_code == 201, answer.json
    return answer.json


@pytest.fixture
def signed(client, doctor, note):
    return client.post(f"{API}/notes/{note['id']}/sign", headers=doctor).json


def test_a_draft_can_be_read(client, doctor, url, note, patient):
    assert note["status"] == "DRAFT" and note["patient_id"] == patient["id"]
    assert note["author"] == {"id": "3", "name": "Carla Ruiz"}
    assert note["diagnoses"] == [PULPITIS, CARIES]
    assert (note["signed_by"], note["signed_at"], note["content_sha256"]) == (None, None, None)
    read = client.get(f"{API}/notes/{note['id']}", headers=doctor)
    assert (read.json, read.headers["ETag"]) == (note, '"1"')
    assert client.get(url, headers=doctor).json == {"data": [note], "next": None}


def test_notes_come_in_pages_the_newest_first(client, doctor, url):
    ids = [client.post(url, json={"reason": "Control"}, headers=doctor).json["id"] for _ in range(3)]
    first = client.get(f"{url}?limit=2&total=true", headers=doctor).json
    second = client.get(f"{url}?limit=2&after={first['next']}", headers=doctor).json
    assert [row["id"] for row in first["data"] + second["data"]] == ids[::-1]
    assert (first["total"], first["total_exact"], second["next"]) == (3, True, None)


def test_the_author_edits_a_draft(client, doctor, note):
    url, headers = f"{API}/notes/{note['id']}", doctor | {"If-Match": '"1"'}
    assert client.patch(url, json={"plan": "Resina"}, headers=doctor).status_code == 428
    assert client.patch(url, json={"reason": "Dolor"}, headers=headers).json["version"] == 1
    changed = client.patch(url, json={"plan": "Resina", "diagnoses": [CARIES]}, headers=headers)
    assert changed.status_code == 200
    assert (changed.json["plan"], changed.json["diagnoses"]) == ("Resina", [CARIES])
    assert (changed.json["version"], changed.json["subjective"]) == (2, "Dolor al frío")
    assert client.patch(url, json={"plan": None}, headers=headers).status_code == 412
    emptied = client.patch(url, json={"plan": None}, headers=doctor | {"If-Match": '"2"'})
    assert (emptied.json["plan"], emptied.json["diagnoses"]) == (None, [CARIES])


def test_nobody_else_edits_or_signs_a_draft(client, colleague, note):
    url = f"{API}/notes/{note['id']}"
    edited = client.patch(url, json={"plan": "x"}, headers=colleague | {"If-Match": '"1"'})
    assert edited.status_code == 403 and "Carla Ruiz" in edited.json["detail"]
    assert client.post(f"{url}/sign", headers=colleague).status_code == 403


def test_signing_seals_the_content(client, doctor, note, signed):
    assert (signed["status"], signed["version"]) == ("SIGNED", 2)
    assert signed["signed_by"] == note["author"] and signed["signed_at"]
    content = {
        "patient_id": note["patient_id"],
        "appointment_id": None,
        "reason": "Dolor",
        "subjective": "Dolor al frío",
        "objective": None,
        "assessment": None,
        "plan": None,
        "diagnoses": [{k: v for k, v in one.items() if v} for one in (PULPITIS, CARIES)],
        "author": {"id": "3", "name": "Carla Ruiz"},
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert signed["content_sha256"] == hashlib.sha256(canonical.encode()).hexdigest()


def test_a_signed_note_is_not_changed_or_signed_again(client, doctor, signed):
    url = f"{API}/notes/{signed['id']}"
    edited = client.patch(url, json={"plan": "x"}, headers=doctor | {"If-Match": '"2"'})
    assert (edited.status_code, edited.json["detail"]) == (
        409,
        "La nota está firmada y ya no se cambia: agregue una adenda.",
    )
    assert client.post(f"{url}/sign", headers=doctor).status_code == 409


def test_a_signature_sent_twice_is_given_once(client, doctor, note, told):
    url, headers = f"{API}/notes/{note['id']}/sign", doctor | {"Idempotency-Key": "firma-0001"}
    first, second = client.post(url, headers=headers), client.post(url, headers=headers)
    assert (second.status_code, second.json) == (200, first.json)
    assert len(told("note.signed")) == 1


def test_one_signs_the_version_one_has_read(client, doctor, note):
    url = f"{API}/notes/{note['id']}/sign"
    assert client.post(url, headers=doctor | {"If-Match": '"7"'}).status_code == 412
    assert client.post(url, headers=doctor | {"If-Match": '"1"'}).status_code == 200


def test_what_was_forgotten_goes_into_addenda(client, doctor, colleague, signed):
    url = f"{API}/notes/{signed['id']}/addenda"
    first = client.post(url, json={"text": "Alergia al látex"}, headers=colleague)
    assert (first.status_code, first.json["author"]) == (201, {"id": "4", "name": "Iván Mora"})
    second = client.post(url, json={"text": "Control en un mes"}, headers=doctor)
    page = client.get(f"{url}?limit=1&total=true", headers=doctor).json
    assert (page["data"], page["total"]) == ([first.json], 2)
    assert client.get(f"{url}?after={page['next']}", headers=doctor).json["data"] == [second.json]
    read = client.get(f"{API}/notes/{signed['id']}", headers=doctor).json
    assert [addendum["text"] for addendum in read["addenda"]] == ["Alergia al látex", "Control en un mes"]
    assert read["content_sha256"] == signed["content_sha256"] and read["version"] == signed["version"]


def test_an_addendum_sent_twice_is_added_once(client, doctor, signed):
    url, headers = f"{API}/notes/{signed['id']}/addenda", doctor | {"Idempotency-Key": "adenda-0001"}
    first = client.post(url, json={"text": "x"}, headers=headers)
    assert client.post(url, json={"text": "x"}, headers=headers).json == first.json
    assert len(client.get(url, headers=doctor).json["data"]) == 1


def test_a_draft_takes_no_addenda(client, doctor, note):
    answer = client.post(f"{API}/notes/{note['id']}/addenda", json={"text": "x"}, headers=doctor)
    assert answer.status_code == 409


def test_a_draft_sent_twice_is_written_once(client, doctor, url):
    headers = doctor | {"Idempotency-Key": "borrador-0001"}
    first = client.post(url, json={"reason": "Control"}, headers=headers)
    assert client.post(url, json={"reason": "Control"}, headers=headers).json == first.json
    assert len(client.get(url, headers=doctor).json["data"]) == 1


@pytest.mark.parametrize(("code", "stored"), [("k021", "K02.1"), ("z00", "Z00"), ("S72.1A", "S72.1A")])
def test_codes_are_stored_as_the_classification_prints_them(client, doctor, url, code, stored):
    answer = client.post(url, json={"reason": "x", "diagnoses": [CARIES | {"code": code}]}, headers=doctor)
    assert answer.json["diagnoses"][0]["code"] == stored


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": None}, "reason"),
        ({"reason": " "}, "reason"),
        ({"plan": "x" * 20_001}, "plan"),
        ({"appointment_id": 0}, "appointment_id"),
        ({"appointment_id": 2**63}, "appointment_id"),
        ({"diagnoses": None}, "diagnoses"),
        ({"diagnoses": [CARIES | {"code": "K2"}]}, "diagnoses.0.code"),
        ({"diagnoses": [CARIES | {"kind": "SURE"}]}, "diagnoses.0.kind"),
        ({"diagnoses": [CARIES | {"description": ""}]}, "diagnoses.0.description"),
        ({"diagnoses": [CARIES, CARIES | {"code": "K021"}]}, "diagnoses"),
        ({"status": "SIGNED"}, "status"),
    ],
)
def test_invalid_data_names_the_field(client, doctor, url, note, changes, field):
    made = client.post(url, json={"reason": "x"} | changes, headers=doctor)
    changed = client.patch(f"{API}/notes/{note['id']}", json=changes, headers=doctor | {"If-Match": '"1"'})
    for answer in (made, changed):
        assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])


def test_an_empty_addendum_is_422(client, doctor, signed):
    answer = client.post(f"{API}/notes/{signed['id']}/addenda", json={"text": " "}, headers=doctor)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "text")


def test_what_is_not_there_is_404(client, doctor):
    stale = doctor | {"If-Match": '"1"'}
    assert client.get(f"{API}/patients/999/notes", headers=doctor).status_code == 404
    assert client.post(f"{API}/patients/999/notes", json={"reason": "x"}, headers=doctor).status_code == 404
    assert client.get(f"{API}/notes/999", headers=doctor).status_code == 404
    assert client.patch(f"{API}/notes/999", json={}, headers=stale).status_code == 404
    assert client.patch(f"{API}/notes/999", json={"appointment_id": 1}, headers=stale).status_code == 404
    assert client.post(f"{API}/notes/999/sign", headers=doctor).status_code == 404
    assert client.get(f"{API}/notes/999/addenda", headers=doctor).status_code == 404
    assert client.post(f"{API}/notes/999/addenda", json={"text": "x"}, headers=doctor).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "/patients/1/notes", "patients:read"),
        ("POST", "/patients/1/notes", "records:read"),
        ("GET", "/notes/1", "patients:read"),
        ("PATCH", "/notes/1", "records:read"),
        ("POST", "/notes/1/sign", "records:write"),
        ("GET", "/notes/1/addenda", "patients:read"),
        ("POST", "/notes/1/addenda", "records:read"),
        ("GET", "/appointments/1/notes", "patients:read"),
    ],
)
def test_who_you_are_comes_before_what_you_sent(client, login, method, path, permission):
    assert client.open(f"{API}{path}", method=method, json={}).status_code == 401
    assert client.open(f"{API}{path}", method=method, json={}, headers=login(permission)).status_code == 403


def test_a_draft_is_read_by_professionals_until_it_is_signed(client, doctor, colleague, login, url, note):
    auxiliary = login("records:read", id="6", name="Eva Paz")
    one = f"{API}/notes/{note['id']}"
    assert client.get(one, headers=colleague).json == note
    refused = client.get(one, headers=auxiliary)
    assert refused.status_code == 403 and "borrador" in refused.json["detail"]
    assert client.get(f"{url}?total=true", headers=auxiliary).json["total"] == 0
    assert client.get(url, headers=colleague).json["data"] == [note]
    signed = client.post(f"{one}/sign", headers=doctor).json
    assert client.get(url, headers=auxiliary).json["data"] == [signed]
    assert client.get(one, headers=auxiliary).json == signed


def test_a_visit_is_first_or_subsequent_and_a_definitive_diagnosis_says_its_condition(client, doctor, url):
    new = {
        "reason": "Control",
        "visit": "SUBSEQUENT",
        "diagnoses": [CARIES | {"condition": "CONTROL"}, PULPITIS],
    }
    made = client.post(url, json=new, headers=doctor).json
    assert (made["visit"], [row["condition"] for row in made["diagnoses"]]) == (
        "SUBSEQUENT",
        ["CONTROL", None],
    )
    one = f"{API}/notes/{made['id']}"
    # A form that knows no condition takes it away, like everything that is written anew.
    plain = {"diagnoses": [{k: CARIES[k] for k in ("code", "description", "kind")}], "visit": None}
    changed = client.patch(one, json=plain, headers=doctor | {"If-Match": '"1"'}).json
    assert (changed["diagnoses"], changed["visit"], changed["version"]) == ([CARIES], None, 2)
    assert client.post(f"{one}/sign", headers=doctor).status_code == 200


def test_what_is_only_presumed_has_no_condition(client, doctor, url, note, refused):
    wrong = {"reason": "x", "diagnoses": [CARIES, PULPITIS | {"condition": "INITIAL"}]}
    for answer in (
        client.post(url, json=wrong, headers=doctor),
        client.patch(f"{API}/notes/{note['id']}", json=wrong, headers=doctor | {"If-Match": '"1"'}),
    ):
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "diagnoses.1.condition")
    sql = "UPDATE historia_clinica.diagnoses SET condition = 'INITIAL' WHERE note_id = %(id)s AND kind = 'PRESUMPTIVE'"
    assert refused(sql, id=note["id"]) == "diagnoses_condition"


def test_that_there_is_a_signed_diagnosis_is_told_by_its_hash_and_nothing_else(
    client, doctor, note, url, patient, login
):
    cashier, seal = login("patients:read"), f"{API}/patients/{patient['id']}/diagnosis-seal"
    assert client.get(seal, headers=cashier).status_code == 404  # nobody signed it yet
    assert client.post(f"{API}/notes/{note['id']}/sign", headers=doctor).status_code == 200
    told = client.get(seal, headers=cashier)
    assert told.status_code == 200 and set(told.json) == {"sha256", "signed_on"}
    assert "K04" not in str(told.json) and client.get(seal, headers=cashier).json == told.json
    other = client.post(url, json={"reason": "Control", "diagnoses": [CARIES]}, headers=doctor).json
    client.post(f"{API}/notes/{other['id']}/sign", headers=doctor)
    assert client.get(seal, headers=cashier).json["sha256"] != told.json["sha256"]
    assert client.get(f"{API}/patients/999999/diagnosis-seal", headers=cashier).status_code == 404
    assert client.get(f"{seal}?appointment_id=x", headers=cashier).status_code == 422
    assert client.get(seal, headers=login("invoices:read")).status_code == 403
