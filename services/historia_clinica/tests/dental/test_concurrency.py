"""What happens to a chart when two do it at once: real threads, real commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest

API = "/api/historia-clinica"
CARIES = {"tooth": 26, "kind": "CARIES", "state": "TODO", "faces": ["O"]}


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


@pytest.fixture
def patient(committed, everything):
    def register(document):
        new = {
            "document_type": "PASSPORT",
            "document_number": document,
            "first_name": "Ana",
            "last_name": "Pérez",
        }
        answer = (
            committed["historia_clinica"].test_client().post(f"{API}/patients", json=new, headers=everything)
        )
        return f"{API}/patients/{answer.json['id']}"

    return register


@pytest.fixture
def at_once(committed, everything):
    def act(*requests):
        def send(request):
            method, path, body, version = request
            told = {} if version is None else {"If-Match": f'"{version}"'}
            client = committed["historia_clinica"].test_client()
            return client.open(path, method=method, json=body, headers=everything | told)

        with ThreadPoolExecutor(len(requests)) as pool:
            return list(pool.map(send, requests))

    return act


@pytest.mark.parametrize("charts", ["odontograms", "periodontograms"])
def test_of_many_drafts_one_is_opened(patient, at_once, charts):
    path = f"{patient(f'OPENED{charts[:2].upper()}')}/{charts}"
    answers = at_once(*[("POST", path, {}, None)] * 6)
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5


def test_of_many_changes_of_one_version_one_wins(patient, at_once):
    (made,) = at_once(("POST", f"{patient('CHARTED1')}/odontograms", {}, None))
    path = f"{API}/odontograms/{made.json['id']}/findings"
    answers = at_once(
        *[("PUT", path, {"findings": [CARIES | {"tooth": tooth}]}, 1) for tooth in (11, 12, 13, 14, 15)]
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 4


def test_a_chart_is_signed_with_its_note_as_it_then_was(patient, at_once):
    base = patient("SIGNED2")
    (note,) = at_once(("POST", f"{base}/notes", {"reason": "x"}, None))
    (made,) = at_once(("POST", f"{base}/odontograms", {"note_id": note.json["id"]}, None))
    path = f"{API}/odontograms/{made.json['id']}"
    answers = at_once(
        ("POST", f"{API}/notes/{note.json['id']}/sign", None, None),
        *[
            ("PUT", f"{path}/findings", {"findings": [CARIES | {"tooth": tooth}]}, 1)
            for tooth in (11, 12, 13)
        ],
    )
    assert answers[0].status_code == 200, answers[0].json
    assert {answer.status_code for answer in answers[1:]} <= {200, 409, 412}
    (chart,) = at_once(("GET", path, None, None))
    assert chart.json["status"] == "SIGNED"
    written = [answer.json["findings"] for answer in answers[1:] if answer.status_code == 200]
    assert chart.json["findings"] == (written[-1] if written else [])
