"""Controls of orthodontics: what was done, recorded once, withdrawn with a reason, locked with their note."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

API = "/api/historia-clinica"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()
NITI = {"act": "PLACED", "alloy": "NITI", "size": "0.016"}
STEEL = {"act": "KEPT", "alloy": "STEEL", "size": "0.017x0.025"}


@pytest.fixture
def url(patient):
    return f"{API}/patients/{patient['id']}/orthodontic-controls"


@pytest.fixture
def record(client, doctor, url):
    def act(expected=201, **control):
        answer = client.post(url, json=control, headers=doctor)
        assert answer.status_code == expected, answer.json
        return answer.json

    return act


def test_a_control_says_what_was_done_and_when_the_next_one_is(client, doctor, url, record, told):
    later = str(TODAY + timedelta(days=28))
    made = record(
        phase="ALIGNMENT",
        upper=NITI,
        lower={"act": "REMOVED"},
        elastics={"kind": "CLASS_II", "size": "3/16″ · 4,5 oz", "hours": 22},
        works=["CHAIN", "BONDED", "CHAIN"],
        rebonded=[24, 15],
        next_on=later,
        remark="Buena higiene",
    )
    assert made["upper"] == NITI and made["lower"] == {"act": "REMOVED", "alloy": None, "size": None}
    assert made["elastics"] == {"kind": "CLASS_II", "side": "BOTH", "size": "3/16″ · 4,5 oz", "hours": 22}
    assert (made["works"], made["rebonded"], made["next_on"]) == (["BONDED", "CHAIN"], [15, 24], later)
    assert client.get(url, headers=doctor).json == {"data": [made], "next": None}
    assert told("orthodontic_control.recorded")[0]["data"]["summary"] == (
        "Registró un control de ortodoncia de Ana Pérez"
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "upper"),
        ({"upper": {"act": "PLACED", "size": "0.016"}}, "upper.alloy"),
        ({"lower": {"act": "KEPT", "alloy": "NITI"}}, "lower.size"),
        ({"upper": {"act": "REMOVED", "alloy": "NITI", "size": "0.016"}}, "upper.act"),
        ({"upper": NITI | {"size": "16"}}, "upper.size"),
        ({"elastics": {"kind": "CLASS_II", "hours": 25}}, "elastics.hours"),
        ({"works": ["POLISHED"]}, "works.0"),
        ({"rebonded": [19]}, "rebonded.0"),
        ({"remark": "x", "next_on": str(TODAY)}, "next_on"),
        ({"remark": "x", "controlled_at": "2099-01-01T10:00:00-05:00"}, "controlled_at"),
        ({"remark": "x", "note_id": 999999}, "note_id"),
    ],
)
def test_what_is_no_control_is_refused(record, given, field):
    assert record(422, **given)["errors"][0]["field"] == field


def test_it_is_withdrawn_once_and_changed_by_nobody(client, doctor, record, refused, told):
    made = record(upper=NITI)
    path = f"{API}/orthodontic-controls/{made['id']}/withdraw"
    answer = client.post(path, json={"reason": "Era de otro paciente"}, headers=doctor)
    assert answer.json["withdrawn"]["reason"] == "Era de otro paciente"
    assert client.post(path, json={"reason": "Otra vez"}, headers=doctor).status_code == 409
    assert told("orthodontic_control.withdrawn")
    for sql in (
        "UPDATE historia_clinica.orthodontic_controls SET upper_size = '0.018'",
        "DELETE FROM historia_clinica.orthodontic_controls",
    ):
        assert refused(f"{sql} WHERE id = %(id)s", id=made["id"]) == "InsufficientPrivilege"
        assert refused(f"{sql} WHERE id = %(id)s", id=made["id"], owner=True) == "orthodontic_controls_kept"


def test_what_hangs_from_a_signed_note_is_locked_with_it(client, doctor, patient, url, record, register):
    notes = f"{API}/patients/{patient['id']}/notes"
    note = client.post(notes, json={"reason": "Control"}, headers=doctor).json["id"]
    made = record(note_id=note, lower=STEEL)
    assert client.get(f"{url}?note_id={note}", headers=doctor).json["data"] == [made]
    client.post(f"{API}/notes/{note}/sign", headers=doctor)
    assert record(409, note_id=note, lower=STEEL)["detail"].startswith("La nota está firmada")
    path = f"{API}/orthodontic-controls/{made['id']}/withdraw"
    assert client.post(path, json={"reason": "Tarde"}, headers=doctor).status_code == 409
    other = client.post(
        f"{API}/patients/{register()['id']}/notes", json={"reason": "x"}, headers=doctor
    ).json["id"]
    assert record(409, note_id=other, lower=STEEL)["errors"][0]["field"] == "note_id"


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ("upper_act = 'PLACED'", "orthodontic_controls_upper"),
        ("lower_act = 'KEPT', lower_alloy = 'NITI', lower_size = '16'", "orthodontic_controls_lower"),
        ("lower_act = 'REMOVED', lower_alloy = 'NITI'", "orthodontic_controls_lower"),
        ("elastics_hours = 20", "orthodontic_controls_worn"),
        ("rebonded = '{49}'", "orthodontic_controls_teeth"),
        ("works = '{POLISHED}'", "orthodontic_controls_works"),
        ("remark = NULL", "orthodontic_controls_something"),
    ],
)
def test_the_database_refuses_it_too(shared, refused, patient, columns, constraint):
    names, said = zip(*(part.split(" = ") for part in columns.split(", ")), strict=True)
    row = {"remark": "'x'", "works": "'{}'", "rebonded": "'{}'"} | dict(zip(names, said, strict=True))
    sql = f"""
        INSERT INTO historia_clinica.orthodontic_controls
               (patient_id, controlled_at, recorded_by_id, recorded_by_name, {', '.join(row)})
        VALUES (%(id)s, now(), '3', 'Carla', {', '.join(row.values())})"""
    assert refused(sql, id=patient["id"]) == constraint


def test_who_does_not_read_records_sees_none(client, reception, url):
    assert client.get(url, headers=reception).status_code == 403
    assert client.post(url, json={}, headers=reception).status_code == 403
    assert client.get(url).status_code == 401
