"""The timeline: every kind by time, of who may see it, page by page, and searched."""

import pytest

from common.tests.files.pictures import photo

API = "/api/historia-clinica"


@pytest.fixture
def read(client, doctor, patient):
    """A page of the patient's timeline: `read("?kinds=NOTE")`."""

    def act(query="", who=doctor, of=None, status=200):
        answer = client.get(f"{API}/patients/{(of or patient)['id']}/timeline{query}", headers=who)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


@pytest.fixture
def post(client, doctor, patient):
    def act(path, status=201, **body):
        answer = client.post(f"{API}/{path}", json=body, headers=doctor)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


@pytest.fixture
def record(client, doctor, patient, post):
    """A signed note with a diagnosis and an addendum, a draft, vital signs and a radiograph of last year."""
    diagnosis = {
        "code": "K02.1",
        "description": "Caries de la dentina",
        "kind": "DEFINITIVE",
        "condition": "INITIAL",
    }
    note = post(
        f"patients/{patient['id']}/notes",
        reason="Dolor al masticar",
        assessment="Caries oclusal en 26",
        plan="Resina",
        visit="FIRST",
        diagnoses=[diagnosis],
    )
    post(f"notes/{note['id']}/sign", 200)
    post(f"notes/{note['id']}/addenda", text="Vuelve por sensibilidad térmica")
    post(f"patients/{patient['id']}/notes", reason="Control en borrador")
    post(f"patients/{patient['id']}/vital-signs", systolic=118, diastolic=76, pulse=72)
    file = client.post(
        f"{API}/files", data=photo(), content_type="application/octet-stream", headers=doctor
    ).json
    post(
        f"patients/{patient['id']}/documents",
        kind="RADIOGRAPH",
        title="Periapical de 26",
        taken_on="2025-11-12",
        file_id=file["id"],
    )
    return note


def kinds(page):
    return [entry["kind"] for entry in page["data"]]


def test_everything_by_time_the_last_first(read, record):
    page = read()
    assert kinds(page) == ["VITAL_SIGNS", "NOTE", "NOTE", "DOCUMENT"]
    signs, draft, note, radiograph = page["data"]
    assert signs["text"] == "PA 118/76 mmHg · pulso 72 lpm"
    assert (draft["status"], draft["title"]) == ("DRAFT", "Control en borrador")
    assert (note["status"], note["addenda"]) == ("SIGNED", 1)
    assert note["diagnoses"] == [{"code": "K02.1", "description": "Caries de la dentina"}]
    assert note["text"].startswith("Caries oclusal en 26 Resina")
    # Taken a year before it was added: at noon of that day in the clinic.
    assert radiograph["at"].startswith("2025-11-12T17:00:00")
    assert radiograph["media_type"] == "image/jpeg"


def test_page_by_page_nothing_twice_and_nothing_left_out(read, record):
    seen, query = [], "?limit=1"
    while True:
        page = read(query)
        seen += [(entry["kind"], entry["id"]) for entry in page["data"]]
        if not page["next"]:
            break
        query = f"?limit=1&after={page['next']}"
    assert seen == [(entry["kind"], entry["id"]) for entry in read()["data"]]
    assert len(seen) == len(set(seen)) == 4


def test_only_the_wanted_kinds(read, record):
    assert kinds(read("?kinds=DOCUMENT,VITAL_SIGNS")) == ["VITAL_SIGNS", "DOCUMENT"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("masticar", ["NOTE"]),
        ("k02.1", ["NOTE"]),
        ("TERMICA", ["NOTE"]),
        ("periapical 26", ["DOCUMENT"]),
        ("118/76", ["VITAL_SIGNS"]),
        ("nada de esto", []),
    ],
)
def test_the_words_of_one_record(read, record, words, found):
    assert kinds(read(f"?search={words}")) == found


def test_another_patients_record_is_not_searched(read, record, register):
    assert read("?search=masticar", of=register(first_name="Luis"))["data"] == []


def test_who_may_not_see_documents_or_drafts_has_none(read, record, login):
    auditor = login("records:read", id="9", name="Auditora")
    assert kinds(read(who=auditor)) == ["VITAL_SIGNS", "NOTE"]
    assert kinds(read("?kinds=DOCUMENT", who=auditor)) == []


def test_reading_is_recorded(read, record, told, patient):
    before = len(told("record.viewed"))
    read()
    assert len(told("record.viewed")) == before + 1
    assert told("record.viewed")[-1]["data"]["patient_id"] == patient["id"]


def test_refused(read, reception, login):
    read(who={}, status=401)
    read(who=reception, status=403)
    read(of={"id": 999_999}, status=404)
    assert read("?kinds=NOTA", status=422)["errors"][0]["field"] == "kinds.0"
    read("?after=nada", status=400)


def test_certificates_and_charts_stand_among_the_rest(
    client, doctor, login, patient, post, read, practitioner
):
    certificate = post(
        f"patients/{patient['id']}/certificates",
        attended_on="2026-01-20",
        attended_from="10:00",
        reason="Cuadro agudo",
        diagnoses=[{"code": "K04.7", "description": "Absceso periapical"}],
        show_diagnosis=False,
        rest="NONE",
    )
    chart = post(f"patients/{patient['id']}/odontograms", dentition="PERMANENT")
    rows = read("?kinds=CERTIFICATE,CHART")["data"]
    assert {(row["kind"], row["id"], row["status"]) for row in rows} == {
        ("CHART", chart["id"], "DRAFT"),
        ("CERTIFICATE", certificate["id"], None),
    }
    certified = next(row for row in rows if row["kind"] == "CERTIFICATE")
    assert certified["diagnoses"] == [{"code": "K04.7", "description": "Absceso periapical"}]
    # A draft is of the professionals.
    reader = login("records:read", id="9")
    assert [row["kind"] for row in read("?kinds=CERTIFICATE,CHART", who=reader)["data"]] == ["CERTIFICATE"]
    post(f"certificates/{certificate['id']}/annul", 200, reason="Fecha mal")
    assert read("?kinds=CERTIFICATE")["data"][0]["status"] == "ANNULLED"


def test_orders_are_found_by_what_came_of_them(patient, post, read, practitioner):
    exam = post("exams", kind="LABORATORY", category="Orina", name="Elemental y microscópico")
    order = post(
        f"patients/{patient['id']}/orders",
        kind="LABORATORY",
        indication="Control",
        diagnoses=[{"code": "K04.7", "description": "Absceso periapical"}],
        items=[{"exam_id": exam["id"]}],
    )
    post(f"orders/{order['id']}/results", position=1, value="Bacterias escasas")
    (row,) = read("?kinds=ORDER&search=bacterias")["data"]
    assert (row["title"], row["text"]) == ("Orden de laboratorio 0000001", "Elemental y microscópico")
