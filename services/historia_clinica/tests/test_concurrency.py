"""What happens when two do it at once: real threads, real commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from common.messages.events import WithoutWaiting

API = "/api/historia-clinica"


@pytest.fixture
def client(committed):
    return committed["historia_clinica"].test_client()


@pytest.fixture
def everything(login):
    return login(
        "patients:read",
        "patients:write",
        "records:read",
        "records:write",
        "records:sign",
        "records:cosign",
        id="3",
        name="Eva",
    )


def at_once(committed, *requests):
    """Send them together, each from a client of its own; the answers."""

    def send(request):
        method, path, options = request
        return committed["historia_clinica"].test_client().open(f"{API}{path}", method=method, **options)

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


def register(client, headers, document_number):
    new = {
        "document_type": "PASSPORT",
        "document_number": document_number,
        "first_name": "Ana",
        "last_name": "Pérez",
    }
    return client.post(f"{API}/patients", json=new, headers=headers).json["id"]


def test_of_many_registrations_of_one_document_one_wins(committed, everything):
    new = {
        "document_type": "CEDULA",
        "document_number": "1710034065",
        "first_name": "Ana",
        "last_name": "Pérez",
    }
    answers = at_once(committed, *[("POST", "/patients", {"json": new, "headers": everything})] * 8)
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7


def test_of_many_changes_of_one_version_one_wins(committed, client, everything):
    id = register(client, everything, "CHANGED1")
    headers = everything | {"If-Match": '"1"'}
    answers = at_once(
        committed,
        *[
            ("PATCH", f"/patients/{id}", {"json": {"phone": f"09911111{n:02}"}, "headers": headers})
            for n in range(8)
        ],
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 7


def test_a_note_is_signed_once_and_as_it_was_signed(committed, client, everything):
    id = register(client, everything, "SIGNED01")
    note = client.post(f"{API}/patients/{id}/notes", json={"reason": "x"}, headers=everything).json["id"]
    diagnosis = {"code": "Z00", "description": "Control", "kind": "DEFINITIVE"}
    edit = {"json": {"diagnoses": [diagnosis]}, "headers": everything | {"If-Match": '"1"'}}
    answers = at_once(
        committed,
        *[("POST", f"/notes/{note}/sign", {"headers": everything})] * 4,
        *[("PATCH", f"/notes/{note}", edit)] * 4,
    )
    signatures = [answer.status_code for answer in answers[:4]]
    assert sorted(signatures) == [200] + [409] * 3
    (given,) = [answer.json for answer in answers[:4] if answer.status_code == 200]
    assert client.get(f"{API}/notes/{note}", headers=everything).json == given


def test_a_file_read_after_a_write_is_never_older(client, everything):
    id = register(client, everything, "CACHED01")
    for version in range(1, 6):
        client.get(f"{API}/patients/{id}", headers=everything)
        client.patch(
            f"{API}/patients/{id}",
            json={"phone": f"09900000{version:02}"},
            headers=everything | {"If-Match": f'"{version}"'},
        )
        assert client.get(f"{API}/patients/{id}", headers=everything).json["version"] == version + 1


def test_a_view_does_not_wait_for_the_disk_and_what_follows_does(committed):
    with committed["historia_clinica"].extensions["db"].session() as db:
        db.run("SET synchronous_commit = on")
        WithoutWaiting(db).later(
            "SELECT set_config('test.seen', current_setting('synchronous_commit'), false)"
        )
        assert db.value("SELECT current_setting('test.seen')") == "off"
        assert db.value("SHOW synchronous_commit") == "on"
