"""Notes on a template, and texts brought from an earlier note."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from historia_clinica.notes.rules import content_sha256

API = "/api/historia-clinica"
FIELDS = [
    {"key": "pieza", "label": "Pieza", "kind": "NUMBER", "required": True, "minimum": "11", "maximum": "85"},
    {"key": "conductos", "label": "Conductos", "kind": "TABLE", "columns": ["Conducto", "Longitud"]},
]
VALUES = {"pieza": "26", "conductos": [["MV «1»", "19,5"], ["DV \\ ñ", 'a"b']]}


@pytest.fixture
def template(client, doctor):
    new = {"name": "Endodoncia", "fields": FIELDS}
    return client.post(f"{API}/note-templates", json=new, headers=doctor).json


@pytest.fixture
def write(client, doctor, patient):
    def act(of=patient, **note):
        answer = client.post(
            f"{API}/patients/{of['id']}/notes", json={"reason": "Dolor"} | note, headers=doctor
        )
        assert answer.status_code == 201, answer.json
        return answer.json

    return act


@pytest.fixture
def change(client, doctor):
    def act(note, **changes):
        headers = doctor | {"If-Match": f'"{note["version"]}"'}
        return client.patch(f"{API}/notes/{note['id']}", json=changes, headers=headers)

    return act


@pytest.fixture
def sign(client, doctor):
    return lambda note: client.post(f"{API}/notes/{note['id']}/sign", headers=doctor)


def test_a_note_keeps_the_edition_that_it_was_written_on(client, doctor, template, write, change, sign):
    note = write(form={"template_id": template["id"], "values": {"pieza": "26"}})
    headers = doctor | {"If-Match": '"1"'}
    client.patch(f"{API}/note-templates/{template['id']}", json={"fields": FIELDS[:1]}, headers=headers)
    note = change(note, form={"template_id": template["id"], "values": VALUES}).json
    assert (note["form"]["edition"], note["form"]["name"], note["form"]["values"]) == (
        1,
        "Endodoncia",
        VALUES,
    )
    assert [field["key"] for field in note["form"]["fields"]] == ["pieza", "conductos"]
    signed = sign(note).json
    assert (signed["form"], signed["content_sha256"]) == (note["form"], content_sha256(signed))
    assert write(form={"template_id": template["id"], "values": {}})["form"]["edition"] == 2


def test_a_draft_may_be_incomplete_and_is_not_signed_so(template, write, change, sign):
    note = write(form={"template_id": template["id"], "values": {"pieza": "99"}})
    answer = sign(note)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "form.values.pieza")
    assert "entre 11 y 85" in answer.json["errors"][0]["message"]
    without = change(note, form=None).json
    assert without["form"] is None and sign(without).status_code == 200


def test_no_form_on_a_template_that_is_not_used(client, doctor, template, patient):
    client.patch(
        f"{API}/note-templates/{template['id']}", json={"active": False}, headers=doctor | {"If-Match": '"1"'}
    )
    for id in (template["id"], 999):
        new = {"reason": "x", "form": {"template_id": id, "values": {}}}
        answer = client.post(f"{API}/patients/{patient['id']}/notes", json=new, headers=doctor)
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "form.template_id")


@pytest.fixture
def earlier(write, sign):
    return sign(write(plan="Resina 26.\nControl de INR antes de la exodoncia de 48.")).json


def test_a_brought_text_is_marked_until_somebody_reads_it(earlier, write, change, sign):
    said = "Control de INR antes de la exodoncia de 48."
    taken = {"note_id": earlier["id"], "part": "plan", "text": said}
    note = write(plan=f"Hoy nada.\n{said}", brought=[taken])
    signed_on = datetime.fromisoformat(earlier["signed_at"]).astimezone(ZoneInfo("America/Guayaquil")).date()
    assert note["brought"] == [taken | {"reviewed": False, "signed_on": signed_on.isoformat()}]
    assert sign(note).status_code == 409
    note = change(note, brought=[taken | {"reviewed": True}]).json
    signed = sign(note).json
    assert signed["brought"][0]["reviewed"] and signed["content_sha256"] == content_sha256(signed)


def test_an_edit_takes_the_mark_off(earlier, write, change):
    taken = {"note_id": earlier["id"], "part": "plan", "text": "Resina 26."}
    note = write(plan="Resina 26.", brought=[taken])
    assert change(note, plan="Resina 27.").json["brought"] == []


def test_a_text_is_only_brought_from_a_signed_note_of_the_patient(
    client, doctor, patient, register, earlier, write, sign
):
    other, draft = sign(write(of=register(), plan="Resina 26.")).json, write(plan="Resina 26.")
    for id, said in ((other["id"], "Resina 26."), (draft["id"], "Resina 26."), (earlier["id"], "Corona 26.")):
        new = {"reason": "x", "plan": said, "brought": [{"note_id": id, "part": "plan", "text": said}]}
        answer = client.post(f"{API}/patients/{patient['id']}/notes", json=new, headers=doctor)
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "brought.0.text")


LOCKED = ["form_values = '{}'", "template_id = NULL", "brought = '[]'", "brought = NULL", "plan = 'x'"]


@pytest.mark.parametrize("column", LOCKED)
@pytest.mark.parametrize("owner", [False, True])
def test_what_hangs_from_a_signed_note_is_locked(refused, template, earlier, write, sign, column, owner):
    taken = {"note_id": earlier["id"], "part": "plan", "text": "Resina 26.", "reviewed": True}
    form = {"template_id": template["id"], "values": VALUES}
    note = sign(write(plan="Resina 26.", brought=[taken], form=form)).json
    sql = f"UPDATE historia_clinica.clinical_notes SET {column} WHERE id = %(id)s"
    assert refused(sql, id=note["id"], owner=owner) == "clinical_notes_signed"


def test_the_database_signs_no_text_that_nobody_read(refused, earlier, write):
    note = write(
        plan="Resina 26.", brought=[{"note_id": earlier["id"], "part": "plan", "text": "Resina 26."}]
    )
    sql = """
        UPDATE historia_clinica.clinical_notes n
           SET status = 'SIGNED', signed_by_id = author_id, signed_by_name = author_name, signed_at = now(),
               content_sha256 = historia_clinica.content_sha256(n)
         WHERE id = %(id)s
        """
    assert refused(sql, id=note["id"]) == "clinical_notes_brought_read"
