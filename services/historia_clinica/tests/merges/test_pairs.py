"""The queue of files that may be one person: filled by the relay, emptied by people."""

from datetime import UTC, datetime

import pytest

from common.messages.relay import CarrierRelay
from common.run.metrics import Deliveries
from historia_clinica.merges.carrier import Carrier

API = "/api/historia-clinica"
QUEUE = f"{API}/patient-pairs"


@pytest.fixture
def director(login):
    return login("patients:read", "patients:merge", id="1", name="Julia Paz", role="Administrador")


@pytest.fixture
def carrier(settings, database_of):
    return Carrier(settings, database_of("historia_clinica"))


@pytest.fixture
def relayed(carrier, database_of):
    """Let the relay compare what was registered."""
    relay = CarrierRelay(database_of("historia_clinica"), "duplicates", carrier, Deliveries())

    def act():
        while relay.run_once():
            pass

    return act


@pytest.fixture
def twins(register, database_of):
    """Two files of one person, as an import of before left them: nobody was asked."""
    one = register(first_name="Fernanda", last_name="Vélez", birth_date="1990-04-02", phone="0991111111")
    other = register(first_name="Otra", last_name="Persona", birth_date="1980-01-01")
    with database_of("historia_clinica").transaction() as tx:
        tx.run(
            """
            UPDATE historia_clinica.patients SET first_name = 'Fernada', last_name = 'Velez', birth_date = '1990-04-02'
             WHERE id = %(id)s
            """,
            id=other["id"],
        )
    return one["id"], other["id"]


@pytest.fixture
def queue(client, director):
    def act(query=""):
        answer = client.get(f"{QUEUE}{query}", headers=director)
        assert answer.status_code == 200, answer.json
        return [(row["one"]["id"], row["other"]["id"], row["why"]) for row in answer.json["data"]]

    return act


def test_the_relay_finds_those_who_look_alike(twins, relayed, queue):
    relayed()
    assert queue() == [(*twins, "NAME_AND_BIRTH_DATE")]


def test_files_from_before_are_compared_by_and_by(twins, carrier, queue):
    carrier.keep_house(datetime.now(UTC))
    assert queue() == [(*twins, "NAME_AND_BIRTH_DATE")]


def test_who_says_that_they_are_two_is_remembered_and_may_take_it_back(
    client, director, colleague, twins, relayed, carrier, queue, told, refused
):
    relayed()
    url = f"{QUEUE}/{twins[1]}/{twins[0]}/distinct"
    assert client.post(url, headers=colleague).status_code == 403
    for _ in range(2):
        said = client.post(url, headers=director)
        assert said.json["distinct_by"] == {"id": "1", "name": "Julia Paz"}
    assert len(told("patients.distinguished")) == 1
    carrier.keep_house(datetime.now(UTC))
    assert queue() == [] and queue("?distinct=true") == [(*twins, "NAME_AND_BIRTH_DATE")]
    assert refused("DELETE FROM historia_clinica.patient_pairs", owner=True) == "patient_pairs_said"
    assert client.delete(url, headers=director).json["distinct_at"] is None
    assert len(queue()) == 1
    assert client.post(f"{QUEUE}/1/999999/distinct", headers=director).status_code == 404


def test_who_registers_somebody_as_another_person_said_it(client, register, reception, relayed, queue):
    register(first_name="Fernanda", last_name="Vélez", birth_date="1990-04-02")
    register(first_name="Fernanda", last_name="Velez", birth_date="1990-04-02", distinct_person=True)
    relayed()
    assert queue() == [] and len(queue("?distinct=true")) == 1


def test_a_merged_pair_waits_no_more_and_a_corrected_one_goes(
    client, director, reception, twins, relayed, queue, register
):
    relayed()
    one, other = twins
    file = client.get(f"{API}/patients/{other}", headers=director)
    changes = {"first_name": "Rosa", "last_name": "Andrade"}
    headers = reception | {"If-Match": file.headers["ETag"]}
    assert client.patch(f"{API}/patients/{other}", json=changes, headers=headers).status_code == 200
    relayed()
    assert queue() == []
