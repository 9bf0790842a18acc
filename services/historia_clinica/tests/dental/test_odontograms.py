"""Odontograms: opened, filled, signed alone or with their note, and never changed afterwards by anybody."""

import hashlib
import json
from datetime import UTC, datetime

import pytest

API = "/api/historia-clinica"
CARIES = {"tooth": 26, "kind": "CARIES", "state": "TODO", "faces": ["M", "O"]}
CROWN = {"tooth": 11, "kind": "CROWN", "state": "DONE"}


@pytest.fixture
def url(patient):
    return f"{API}/patients/{patient['id']}/odontograms"


@pytest.fixture
def start(client, doctor, url):
    def act(**new):
        answer = client.post(url, json=new, headers=doctor)
        assert answer.status_code == 201, answer.json
        return answer.json

    return act


@pytest.fixture
def fill(client, doctor):
    def act(chart, *findings, by=doctor, expected=200):
        answer = client.put(
            f"{API}/odontograms/{chart['id']}/findings",
            json={"findings": findings},
            headers=by | {"If-Match": f'"{chart["version"]}"'},
        )
        assert answer.status_code == expected, answer.json
        return answer.json

    return act


@pytest.fixture
def sign(client, doctor):
    def act(chart, expected=200):
        answer = client.post(
            f"{API}/odontograms/{chart['id']}/sign", headers=doctor | {"If-Match": f'"{chart["version"]}"'}
        )
        assert answer.status_code == expected, answer.json
        return answer.json

    return act


@pytest.fixture
def note(client, doctor, patient):
    return client.post(f"{API}/patients/{patient['id']}/notes", json={"reason": "Dolor"}, headers=doctor).json


def test_nobody_has_a_chart_yet(client, doctor, url, told):
    assert client.get(url, headers=doctor).json == {"data": [], "current": None}
    assert told("record.viewed")[0]["data"]["summary"].startswith("Vio el odontograma de")


def test_a_chart_is_opened_filled_and_signed(client, doctor, url, start, fill, sign, told):
    chart = start()
    assert (chart["status"], chart["dentition"], chart["findings"]) == ("DRAFT", "PERMANENT", [])
    filled = fill(chart, CARIES, CROWN)
    assert filled["indices"]["cpo"] == {"decayed": [26], "missing": [], "filled": [11], "total": 2}
    assert filled["findings"][0]["noted_by"] == {"id": "3", "name": "Carla Ruiz"}
    assert client.get(f"{API}/odontograms/{chart['id']}", headers=doctor).json == filled
    signed = sign(filled)
    assert (signed["status"], signed["signed_by"]["name"]) == ("SIGNED", "Carla Ruiz")
    page = client.get(url, headers=doctor).json
    assert page["current"] == signed
    (row,) = page["data"]
    assert row["indices"]["cpo"] == {"decayed": 1, "missing": 0, "filled": 1, "total": 2}
    assert row["counts"] == {"todo": 1, "done": 1, "absent": 0, "fact": 0}
    for what in ("started", "updated", "signed"):
        assert told(f"odontogram.{what}")[0]["aggregate"] == f"odontogram:{chart['id']}"


def test_the_hash_is_that_of_the_content_as_anybody_can_make_it(start, fill, sign):
    remark = {"remark": 'Profunda, "cerca" de la pulpa: ñ\t€'}
    bridge = {"tooth": 44, "to_tooth": 46, "kind": "BRIDGE", "state": "DONE", "pillars": [44, 46]}
    signed = sign(fill(start(), CARIES | remark, bridge))
    content = {
        name: signed[name]
        for name in ("author", "dentition", "findings", "note_id", "patient_id", "signed_by")
    }
    for finding in content["findings"]:
        noted = datetime.fromisoformat(finding["noted_at"]).astimezone(UTC)
        finding["noted_at"] = f"{noted:%Y-%m-%dT%H:%M:%S.%fZ}"
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert signed["sha256"] == hashlib.sha256(canonical.encode()).hexdigest()


def test_the_next_version_begins_with_the_last_and_keeps_who_noted(client, start, fill, sign, colleague):
    first = sign(fill(start(), CARIES))
    second = start()
    assert second["findings"] == first["findings"]
    emptied = fill(second)
    # Taken back, what had been there is what it was; what is new is the colleague's.
    again = fill(emptied, CARIES, CROWN, by=colleague)
    assert again["findings"][0] == first["findings"][0]
    assert again["findings"][1]["noted_by"]["name"] == "Iván Mora"


def test_there_is_one_draft_of_a_patient(client, doctor, colleague, url, start, refused, patient):
    chart = start()
    answer = client.post(url, json={}, headers=colleague)
    assert answer.status_code == 409
    assert answer.json["detail"].startswith("Ya hay un odontograma en borrador, de Carla Ruiz del ")
    assert answer.json["draft_id"] == chart["id"]
    sql = """
        INSERT INTO historia_clinica.odontograms (patient_id, dentition, author_id, author_name)
             VALUES (%(patient)s, 'PERMANENT', '1', 'x')
        """
    assert refused(sql, patient=patient["id"], owner=True) == "odontograms_one_draft"


def test_a_draft_of_a_merged_file_is_the_persons_draft(
    client, login, doctor, register, refused, start, patient
):
    start()
    other = register()
    office = login("patients:read", "patients:write", "patients:merge", "records:read", id="2")
    answer = client.post(
        f"{API}/patients/{other['id']}/merges",
        json={"from_id": patient["id"], "reason": "Es la misma persona"},
        headers=office,
    )
    assert answer.status_code == 201, answer.json
    assert (
        client.post(f"{API}/patients/{other['id']}/odontograms", json={}, headers=doctor).status_code == 409
    )
    page = client.get(f"{API}/patients/{other['id']}/odontograms", headers=doctor).json
    assert len(page["data"]) == 1


def test_signing_the_note_signs_its_chart(client, doctor, note, start, fill, told, refused):
    chart = fill(start(note_id=note["id"]), CARIES)
    sql = """
        UPDATE historia_clinica.clinical_notes
           SET status = 'SIGNED', signed_by_id = author_id, signed_by_name = author_name, signed_at = now(),
               content_sha256 = historia_clinica.content_sha256(clinical_notes)
         WHERE id = %(id)s
        """
    assert refused(sql, id=note["id"], owner=True) == "charts_signed_with_note"
    assert client.post(f"{API}/notes/{note['id']}/sign", headers=doctor).status_code == 200
    signed = client.get(f"{API}/odontograms/{chart['id']}", headers=doctor).json
    assert (signed["status"], signed["findings"]) == ("SIGNED", chart["findings"])
    assert signed["signed_at"] == client.get(f"{API}/notes/{note['id']}", headers=doctor).json["signed_at"]
    assert told("odontogram.signed")[0]["aggregate"] == f"odontogram:{chart['id']}"


def test_a_note_that_cannot_be_signed_leaves_its_chart_a_draft(client, doctor, colleague, note, start):
    chart = start(note_id=note["id"])
    assert client.post(f"{API}/notes/{note['id']}/sign", headers=colleague).status_code == 403
    assert client.get(f"{API}/odontograms/{chart['id']}", headers=doctor).json["status"] == "DRAFT"


def test_a_draft_takes_its_note_and_dentition_later(client, doctor, register, note, start):
    chart = start()
    change = doctor | {"If-Match": '"1"'}
    url = f"{API}/odontograms/{chart['id']}"
    changed = client.patch(url, json={"note_id": note["id"], "dentition": "MIXED"}, headers=change).json
    assert (changed["note_id"], changed["dentition"], changed["version"]) == (note["id"], "MIXED", 2)
    other = client.post(f"{API}/patients/{register()['id']}/notes", json={"reason": "x"}, headers=doctor).json
    for id in (other["id"], 999999):
        answer = client.patch(url, json={"note_id": id}, headers=doctor | {"If-Match": '"2"'})
        assert answer.json["errors"][0]["field"] == "note_id"
    assert client.patch(url, json={"note_id": None}, headers=change).status_code == 412


def test_a_signed_note_takes_no_chart(client, doctor, url, note):
    client.post(f"{API}/notes/{note['id']}/sign", headers=doctor)
    assert client.post(url, json={"note_id": note["id"]}, headers=doctor).status_code == 409


@pytest.mark.parametrize(
    ("finding", "field"),
    [
        ({"tooth": 26, "kind": "CARIES", "state": "TODO"}, "findings.1.faces"),
        ({"tooth": 26, "kind": "ABSENT_CARIES", "state": "DONE"}, "findings.0.kind"),
        ({"tooth": 99, "kind": "CROWN", "state": "DONE"}, "findings.1.tooth"),
        ({"tooth": 26, "kind": "NOTHING", "state": "DONE"}, "findings.1.kind"),
        (
            {"tooth": 26, "kind": "CUSTOM", "state": "FACT", "custom_finding_id": 999},
            "findings.1.custom_finding_id",
        ),
        (
            {"tooth": 26, "kind": "CROWN", "state": "DONE", "noted_at": "2026-01-01T00:00:00Z"},
            "findings.1.noted_at",
        ),
    ],
)
def test_what_is_wrong_is_named(start, fill, finding, field):
    answer = fill(start(), CARIES, finding, expected=422)
    assert answer["errors"][0]["field"] == field


def test_a_stale_change_is_refused_and_the_same_changes_nothing(start, fill):
    chart = start()
    filled = fill(chart, CARIES)
    fill(chart, CROWN, expected=412)
    assert fill(filled, CARIES) == filled


def test_a_draft_is_discarded(client, doctor, url, start, told, refused):
    chart = start()
    path = f"{API}/odontograms/{chart['id']}"
    assert client.delete(path, headers=doctor | {"If-Match": '"1"'}).status_code == 204
    assert client.get(path, headers=doctor).status_code == 404
    assert client.get(url, headers=doctor).json == {"data": [], "current": None}
    assert told("odontogram.discarded")
    assert start()["id"] != chart["id"]
    sql = "UPDATE historia_clinica.odontograms SET dentition = 'MIXED' WHERE id = %(id)s"
    assert refused(sql, id=chart["id"], owner=True) == "odontograms_signed"


def test_what_is_signed_is_changed_by_nobody(client, doctor, start, fill, sign, refused):
    signed = sign(fill(start(), CARIES))
    fill(signed, CROWN, expected=409)
    sign(signed, expected=409)
    current = doctor | {"If-Match": f'"{signed["version"]}"'}
    path = f"{API}/odontograms/{signed['id']}"
    assert client.delete(path, headers=current).status_code == 409
    assert client.patch(path, json={"dentition": "MIXED"}, headers=current).status_code == 409
    insert = """
        INSERT INTO historia_clinica.tooth_findings (odontogram_id, position, tooth, kind, state, faces, pillars,
                                                     noted_at, noted_by_id, noted_by_name)
             VALUES (%(id)s, 9, 11, 'CROWN', 'DONE', '{}', '{}', now(), '1', 'x')
        """
    for sql in (
        "UPDATE historia_clinica.odontograms SET status = 'DRAFT' WHERE id = %(id)s",
        "UPDATE historia_clinica.odontograms SET sha256 = 'x' WHERE id = %(id)s",
        "DELETE FROM historia_clinica.odontograms WHERE id = %(id)s",
        "UPDATE historia_clinica.tooth_findings SET tooth = 27 WHERE odontogram_id = %(id)s",
        "DELETE FROM historia_clinica.tooth_findings WHERE odontogram_id = %(id)s",
        insert,
    ):
        assert refused(sql, id=signed["id"], owner=True) == "odontograms_signed"
    for table in ("odontograms", "tooth_findings"):
        assert refused(f"TRUNCATE historia_clinica.{table} CASCADE", owner=True) == "odontograms_signed"


def test_no_chart_begins_signed(refused, patient):
    sql = """
        INSERT INTO historia_clinica.odontograms (patient_id, dentition, author_id, author_name, status, signed_by_id,
                                                  signed_by_name, signed_at, sha256)
             VALUES (%(patient)s, 'PERMANENT', '1', 'x', 'SIGNED', '1', 'x', now(), 'x')
        """
    assert refused(sql, patient=patient["id"], owner=True) == "odontograms_begin_as_drafts"


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ("19, NULL, 'CROWN', 'DONE', '{}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_tooth"),
        ("26, NULL, 'CROWN', 'FACT', '{}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_state"),
        ("26, NULL, 'CARIES', 'TODO', '{}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_faces"),
        ("26, NULL, 'CARIES', 'TODO', '{O,V}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_faces"),
        ("26, NULL, 'CROWN', 'TODO', '{}', 'RESIN', NULL, NULL, '{}', NULL", "tooth_findings_material"),
        ("26, NULL, 'RECESSION', 'TODO', '{}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_value"),
        ("26, NULL, 'MOBILITY', 'TODO', '{}', NULL, 4, NULL, '{}', NULL", "tooth_findings_value"),
        ("26, NULL, 'DIASTEMA', 'FACT', '{}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_side"),
        ("26, NULL, 'DENTURE', 'DONE', '{}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_span"),
        ("26, 24, 'DENTURE', 'DONE', '{}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_span"),
        ("26, 38, 'DENTURE', 'DONE', '{}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_span"),
        ("24, 26, 'BRIDGE', 'DONE', '{}', NULL, NULL, NULL, '{27}', NULL", "tooth_findings_pillars"),
        ("24, 26, 'BRIDGE', 'DONE', '{}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_pillars"),
        ("26, NULL, 'CUSTOM', 'DONE', '{}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_state"),
        ("11, NULL, 'CROWN', 'DONE', '{}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_once"),
        ("26, NULL, 'CARIES', 'TODO', '{O}', NULL, NULL, NULL, '{}', NULL", "tooth_findings_once"),
        (
            "26, NULL, 'ABSENT_CARIES', 'DONE', '{}', NULL, NULL, NULL, '{}', NULL",
            "tooth_findings_of_a_tooth",
        ),
    ],
)
def test_the_database_refuses_by_itself(start, fill, refused, values, constraint):
    chart = fill(start(), CARIES, CROWN)
    sql = f"""
        INSERT INTO historia_clinica.tooth_findings (odontogram_id, position, tooth, to_tooth, kind, state, faces,
                    material, value, side, pillars, custom_finding_id, noted_at, noted_by_id, noted_by_name)
             VALUES (%(id)s, 9, {values}, now(), '1', 'x')
        """
    assert refused(sql, id=chart["id"], owner=True) == constraint


def test_the_clinic_has_findings_of_its_own(client, doctor, colleague, start, fill, sign, refused, told):
    url = f"{API}/tooth-finding-kinds"
    new = {"name": "Hipoplasia", "sign": "H", "states": ["FACT", "TODO"]}
    assert client.post(url, json=new, headers=colleague).status_code == 403
    kind = client.post(url, json=new, headers=doctor).json
    assert kind["states"] == ["TODO", "FACT"]
    assert client.post(url, json=new | {"name": "HIPOPLASIA"}, headers=doctor).status_code == 409
    own = {"tooth": 11, "kind": "CUSTOM", "state": "FACT", "custom_finding_id": kind["id"]}
    fill(chart := start(), own | {"state": "DONE"}, expected=422)
    signed = sign(fill(chart, own))
    retired = client.patch(
        f"{url}/{kind['id']}", json={"active": False}, headers=doctor | {"If-Match": '"1"'}
    ).json
    assert client.get(url, headers=doctor).json["data"] == [retired]
    # What was found stays as it was found; nothing new is.
    following = fill(start(), own, CROWN)
    assert following["findings"][0] == signed["findings"][0]
    fill(following, own, own | {"tooth": 12}, expected=422)
    for sql in ("name = 'x'", "sign = 'x'", "states = '{DONE}'"):
        statement = f"UPDATE historia_clinica.tooth_finding_kinds SET {sql} WHERE id = %(id)s"
        assert refused(statement, id=kind["id"], owner=True) == "tooth_finding_kinds_kept"
    assert [event["aggregate"] for event in told("tooth_finding_kind.updated")]


def test_who_reads_records_sees_what_is_signed_and_no_draft(client, login, reception, url, start, fill, sign):
    reader = login("records:read", id="8")
    signed = sign(fill(start(), CARIES))
    draft = start()
    page = client.get(url, headers=reader).json
    assert [row["id"] for row in page["data"]] == [signed["id"]] and page["current"] == signed
    assert client.get(f"{API}/odontograms/{draft['id']}", headers=reader).status_code == 403
    assert client.get(f"{API}/odontograms/{signed['id']}", headers=reader).json == signed
    for method, path in (("post", url), ("put", f"{API}/odontograms/{draft['id']}/findings")):
        assert getattr(client, method)(path, json={}, headers=reader).status_code == 403
    assert client.get(url, headers=reception).status_code == 403
    assert client.get(url).status_code == 401


def test_a_chart_sent_twice_is_opened_once(client, doctor, url):
    again = doctor | {"Idempotency-Key": "odontograma-0001"}
    first, second = (client.post(url, json={}, headers=again) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json
