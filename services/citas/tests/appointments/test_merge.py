"""A patient whose two files became one has one agenda; parted, each has its own again."""

import pytest

URL = "/api/citas/appointments"
HISTORIA = "/api/historia-clinica"


@pytest.fixture
def chief(login):
    return login("patients:read", "patients:merge", "invoices:read", id="1", name="Sofía Paz")


@pytest.fixture
def merge(apps, chief, deliver):
    client = apps["historia_clinica"].test_client()

    def act(into, merged):
        new = {"from_id": merged, "reason": "Se registró dos veces"}
        done = client.post(f"{HISTORIA}/patients/{into}/merges", json=new, headers=chief)
        assert done.status_code == 201, done.json
        deliver()
        return lambda: separate(done.json["id"])

    def separate(id):
        done = client.post(f"{HISTORIA}/merges/{id}/separate", json={"reason": "No eran"}, headers=chief)
        assert done.status_code == 200, done.json
        deliver()

    return act


def test_one_person_has_one_agenda_until_they_part(
    client, reception, clinic, book, new, patient, merge, database_of
):
    other = clinic.patient("Anita", "Perez", phone="0984410192")
    mine = book()["id"]
    theirs = book(
        patient_id=other, start_time="2099-01-06T10:00:00-05:00", end_time="2099-01-06T10:30:00-05:00"
    )

    def rows():
        with database_of("citas").session() as db:
            return db.all(
                """
                SELECT to_jsonb(a) - '{version,updated_at}'::text[] AS row FROM citas.appointments a ORDER BY id"""
            )

    def listed(id):
        found = client.get(f"{URL}?patient_id={id}", headers=reception).json["data"]
        return {row["id"] for row in found}

    before = rows()
    part = merge(patient, other)
    assert listed(patient) == listed(other) == {mine, theirs["id"]}
    shown = client.get(f"{URL}/{theirs['id']}", headers=reception).json["patient"]
    assert (shown["id"], shown["name"]) == (patient, "Ana Pérez")
    at_once = new(
        doctor_id=clinic.doctor("Eva Luna"), start_time=theirs["start_time"], end_time=theirs["end_time"]
    )
    clash = client.post(URL, json=at_once, headers=reception)
    assert clash.status_code == 409, clash.json
    both = client.get(f"{URL}/of-patients?ids={patient},{other}", headers=reception).json["data"]
    assert both[0]["next"] == both[1]["next"]

    part()
    assert rows() == before
    assert (listed(patient), listed(other)) == ({mine}, {theirs["id"]})
    assert client.post(URL, json=at_once, headers=reception).status_code == 201


def test_a_merge_told_twice_is_done_once(client, reception, clinic, patient, merge, book):
    other = clinic.patient("Anita", "Perez")
    book(patient_id=other)
    merge(patient, other)()
    merge(patient, other)
    assert len(client.get(f"{URL}?patient_id={patient}", headers=reception).json["data"]) == 1
