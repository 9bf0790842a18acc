"""Rules and templates at the door: what is refused, and in which words."""

import pytest

RULES = "/api/citas/reminder-rules"


@pytest.mark.parametrize(
    "changes, field, words",
    [
        ({"body": "Hola, {apellido}"}, "body", "No existe {apellido}"),
        ({"subject": "{tratamiento}"}, "subject", "No existe {tratamiento}"),
        (
            {"moment": "CANCELLED", "minutes_before": ..., "body": "{enlace}"},
            "body",
            "ya no hay qué responder",
        ),
        ({"minutes_before": ...}, "", "anticipación"),
        ({"minutes_before": 5}, "minutes_before", ""),
        ({"treatment_ids": [999999]}, "treatment_ids.0", "No existe ese tratamiento"),
    ],
)
def test_what_could_not_be_sent_is_refused_at_its_field(rule, changes, field, words):
    (error,) = rule(status=422, **changes)["errors"]
    assert error["field"] == field and words in error["message"]


def test_who_may_not_write_rules_may_read_them(client, reception, rule):
    made = rule()
    assert client.post(RULES, json={}, headers=reception).status_code == 403
    assert [one["id"] for one in client.get(RULES, headers=reception).json["data"]] == [made["id"]]


def test_the_words_are_shown_as_a_patient_reads_them_with_what_is_missing(client, owner):
    words = {"subject": "Su cita", "body": "Hola, {nombre}. Llame al {telefono}."}
    answer = client.post(f"{RULES}/preview", json=words, headers=owner)
    assert answer.status_code == 200, answer.json
    assert answer.json["text"] == "Hola, Ana. Llame al {telefono}."
    assert answer.json["missing"] == ["el teléfono de la clínica"]


def test_a_change_is_of_the_version_that_was_read(client, owner, rule):
    made = rule()
    path = f"{RULES}/{made['id']}"
    fresh, stale = (
        {**owner, "If-Match": f'"{version}"'} for version in (made["version"], made["version"] - 1)
    )
    assert client.patch(path, json={"name": "Otra"}, headers=stale).status_code == 412
    answer = client.patch(path, json={"minutes_before": 60}, headers=fresh)
    assert answer.json["minutes_before"] == 60 and answer.json["body"] == made["body"]
