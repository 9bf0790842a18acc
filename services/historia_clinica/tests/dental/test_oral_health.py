"""Oral health of a visit: recorded, computed with what each index counts, withdrawn, locked with its note."""

import pytest

from historia_clinica.dental.rules.oral_health import hygiene

API = "/api/historia-clinica"


@pytest.fixture
def url(patient):
    return f"{API}/patients/{patient['id']}/oral-health"


@pytest.fixture
def record(client, doctor, url):
    def act(expected=201, **record):
        answer = client.post(url, json=record, headers=doctor)
        assert answer.status_code == expected, answer.json
        return answer.json

    return act


def sextant(tooth, plaque=None, calculus=None, gingivitis=None):
    return {"tooth": tooth, "plaque": plaque, "calculus": calculus, "gingivitis": gingivitis}


SIX = [
    sextant(16, 2, 1, 1),
    sextant(11, 0, 0, 0),
    sextant(26, 1, 1, 0),
    sextant(36, 1, 0, 0),
    sextant(31, 0, 2, 1),
    sextant(46, 1, 0, 0),
]


def test_hygiene_is_averaged_over_what_was_seen(client, doctor, url, record, told):
    made = record(sextants=SIX, periodontal="MILD", malocclusion="ANGLE_I", fluorosis="NONE")
    assert made["hygiene"] == {
        "plaque": {"sum": 5, "teeth": 6, "average": "0.83"},
        "calculus": {"sum": 4, "teeth": 6, "average": "0.67"},
        "gingivitis": {"sum": 2, "teeth": 6, "average": "0.33"},
        "simplified": "1.5",
        "level": "FAIR",
    }
    assert client.get(url, headers=doctor).json == {"data": [made], "next": None}
    assert told("oral_health.recorded")[0]["data"]["summary"].startswith(
        "Registró los índices de salud bucal de"
    )


@pytest.mark.parametrize(
    ("sextants", "simplified", "level"),
    [
        ([], None, None),
        ([sextant(16, 3, 3)], None, None),
        ([sextant(16, 0, 0), sextant(26, 1, 1)], "1.0", "GOOD"),
        (
            [sextant(16, 1, 1), sextant(26, 1, 0), sextant(36, 0, 0), sextant(46, 1, 1), sextant(11, 1, 0)],
            "1.2",
            "GOOD",
        ),
        ([sextant(16, 2, 1), sextant(26, 2, 1)], "3.0", "FAIR"),
        ([sextant(16, 2, 2), sextant(26, 2, 1)], "3.5", "POOR"),
        ([sextant(16, 2), sextant(26, 2)], None, None),
    ],
)
def test_the_simplified_index_needs_two_sextants(sextants, simplified, level):
    said = hygiene(sextants)
    assert (said["simplified"], said["level"]) == (simplified, level)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "sextants"),
        ({"sextants": [sextant(14, 1)]}, "sextants.0.tooth"),
        ({"sextants": [sextant(16, 1), sextant(17, 1)]}, "sextants.1.tooth"),
        ({"sextants": [sextant(16)]}, "sextants.0.plaque"),
        ({"sextants": [sextant(16, 4)]}, "sextants.0.plaque"),
        ({"sextants": [sextant(16, 1, 1, 2)]}, "sextants.0.gingivitis"),
        ({"periodontal": "BAD"}, "periodontal"),
        ({"malocclusion": "ANGLE_IV"}, "malocclusion"),
        ({"fluorosis": "MILD", "taken_at": "2099-01-01T10:00:00-05:00"}, "taken_at"),
        ({"fluorosis": "MILD", "note_id": 999999}, "note_id"),
    ],
)
def test_what_is_no_examination_is_refused(client, doctor, url, given, field):
    answer = client.post(url, json=given, headers=doctor)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == field


def test_it_is_withdrawn_once_and_changed_by_nobody(client, doctor, record, refused, told):
    made = record(sextants=SIX)
    url = f"{API}/oral-health/{made['id']}/withdraw"
    answer = client.post(url, json={"reason": "Era de otro paciente"}, headers=doctor)
    assert answer.json["withdrawn"]["reason"] == "Era de otro paciente"
    assert client.post(url, json={"reason": "Otra vez"}, headers=doctor).status_code == 409
    assert told("oral_health.withdrawn")
    for table, column, key in (
        ("oral_health", "remark = 'x'", "id"),
        ("oral_hygiene", "plaque = 1", "oral_health_id"),
    ):
        for sql in (f"UPDATE historia_clinica.{table} SET {column}", f"DELETE FROM historia_clinica.{table}"):
            assert refused(f"{sql} WHERE {key} = %(id)s", id=made["id"]) == "InsufficientPrivilege"
            assert refused(f"{sql} WHERE {key} = %(id)s", id=made["id"], owner=True) == "oral_health_kept"


def test_what_hangs_from_a_signed_note_is_locked_with_it(client, doctor, patient, record, register):
    notes = f"{API}/patients/{patient['id']}/notes"
    note = client.post(notes, json={"reason": "x"}, headers=doctor).json["id"]
    made = record(note_id=note, fluorosis="NONE")
    client.post(f"{API}/notes/{note}/sign", headers=doctor)
    assert record(409, note_id=note, fluorosis="NONE")["detail"].startswith("La nota está firmada")
    path = f"{API}/oral-health/{made['id']}/withdraw"
    assert client.post(path, json={"reason": "Tarde"}, headers=doctor).status_code == 409
    other = client.post(
        f"{API}/patients/{register()['id']}/notes", json={"reason": "x"}, headers=doctor
    ).json["id"]
    assert record(409, note_id=other, fluorosis="NONE")["errors"][0]["field"] == "note_id"


def test_who_does_not_read_records_sees_none(client, reception, url):
    assert client.get(url, headers=reception).status_code == 403
    assert client.post(url, json={}, headers=reception).status_code == 403
    assert client.get(url).status_code == 401
