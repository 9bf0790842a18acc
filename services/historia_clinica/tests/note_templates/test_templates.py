"""Templates of notes by edition, and phrases."""

import pytest

API = "/api/historia-clinica"
PIEZA = {
    "key": "pieza",
    "label": "Pieza",
    "kind": "NUMBER",
    "required": True,
    "minimum": "11",
    "maximum": "85",
}
MATERIAL = {"key": "material", "label": "Material", "kind": "CHOICE", "options": ["Resina", "Ionómero"]}


@pytest.fixture
def template(client, doctor):
    new = {"name": "Operatoria dental", "specialty": "Odontología", "fields": [PIEZA, MATERIAL]}
    answer = client.post(f"{API}/note-templates", json=new, headers=doctor)
    assert answer.status_code == 201, answer.json
    return answer.json


def test_a_template_is_written_listed_and_told(client, doctor, template, told):
    assert (template["edition"], template["active"], template["version"]) == (1, True, 1)
    assert template["fields"][0] == PIEZA | {"unit": None, "options": [], "columns": []}
    assert client.get(f"{API}/note-templates", headers=doctor).json == {"data": [template]}
    assert (
        told("note_template.created")[0]["data"]["summary"]
        == "Creó la plantilla de notas «Operatoria dental»"
    )


def test_other_fields_are_another_edition(client, doctor, template):
    url, headers = f"{API}/note-templates/{template['id']}", doctor | {"If-Match": '"1"'}
    same = client.patch(url, json={"fields": [PIEZA, MATERIAL]}, headers=headers)
    assert (same.json["edition"], same.json["version"]) == (1, 1)
    changed = client.patch(url, json={"fields": [PIEZA], "name": "Operatoria"}, headers=headers)
    assert (changed.json["edition"], changed.json["name"], len(changed.json["fields"])) == (
        2,
        "Operatoria",
        1,
    )
    assert client.patch(url, json={"active": False}, headers=headers).status_code == 412


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ([], "fields"),
        ([PIEZA, PIEZA], "fields.1.key"),
        ([PIEZA | {"minimum": "90"}], "fields.0.maximum"),
        ([MATERIAL | {"options": ["Resina", "Resina"]}], "fields.0.options"),
        ([MATERIAL | {"minimum": "1"}], "fields.0.minimum"),
        ([{"key": "t", "label": "T", "kind": "TABLE"}], "fields.0.columns"),
        ([PIEZA | {"key": "Pieza 1"}], "fields.0.key"),
    ],
)
def test_what_is_no_form_is_refused(client, doctor, fields, field):
    answer = client.post(f"{API}/note-templates", json={"name": "x", "fields": fields}, headers=doctor)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field)


def test_a_name_is_used_once(client, doctor, template):
    new = {"name": "OPERATORIA dental", "fields": [PIEZA]}
    answer = client.post(f"{API}/note-templates", json=new, headers=doctor)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (409, "name")


def test_who_only_reads_writes_no_texts(client, colleague, reception, template):
    assert client.get(f"{API}/note-templates", headers=colleague).status_code == 200
    assert client.get(f"{API}/note-templates", headers=reception).status_code == 403
    assert client.get(f"{API}/note-templates").status_code == 401
    for path, body in (
        ("note-templates", {"name": "x", "fields": [PIEZA]}),
        ("note-phrases", {"shortcut": "x", "body": "x"}),
    ):
        assert client.post(f"{API}/{path}", json=body, headers=colleague).status_code == 403


def test_an_edition_is_not_changed(refused, template):
    for sql in (
        "UPDATE historia_clinica.note_template_editions SET fields = '[1]' WHERE template_id = %(id)s",
        "DELETE FROM historia_clinica.note_template_editions WHERE template_id = %(id)s",
    ):
        assert refused(sql, id=template["id"]) == "InsufficientPrivilege"
        assert refused(sql, id=template["id"], owner=True) == "note_template_editions_kept"


def test_a_phrase_is_written_changed_and_retired(client, doctor, told):
    new = {"shortcut": "extraccion", "body": "Anestesia local.\nExodoncia simple."}
    phrase = client.post(f"{API}/note-phrases", json=new, headers=doctor)
    assert (
        phrase.status_code == 201
        and client.post(f"{API}/note-phrases", json=new, headers=doctor).status_code == 409
    )
    url, headers = f"{API}/note-phrases/{phrase.json['id']}", doctor | {"If-Match": '"1"'}
    changed = client.patch(url, json={"body": "Otro", "active": False}, headers=headers)
    assert (changed.json["body"], changed.json["active"]) == ("Otro", False)
    assert client.post(f"{API}/note-phrases", json=new, headers=doctor).status_code == 201
    assert [row["active"] for row in client.get(f"{API}/note-phrases", headers=doctor).json["data"]] == [
        True,
        False,
    ]
    assert told("note_phrase.updated")[0]["data"]["summary"] == "Cambió la frase «.extraccion»"


@pytest.mark.parametrize("shortcut", ["Extracción", "con espacio", "", ".punto"])
def test_a_shortcut_is_one_plain_word(client, doctor, shortcut):
    answer = client.post(f"{API}/note-phrases", json={"shortcut": shortcut, "body": "x"}, headers=doctor)
    assert answer.json["errors"][0]["field"] == "shortcut"
