"""A copy of a whole record: what it holds, who gets it, and how it ends."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime

import pypdfium2
import pytest

from common import pdf
from common.files import store_of
from common.messages.relay import CarrierRelay, Later
from common.problems import Unavailable
from common.run.metrics import Deliveries
from common.tests.files.pictures import photo
from historia_clinica.exports import copy, neighbours, queries, routes, rules
from historia_clinica.exports.carrier import MOST_TRIES, Carrier
from historia_clinica.restrictions import neighbours as roles

API = "/api/historia-clinica"
ABOUT = neighbours.about
CLINIC = dict.fromkeys(("legal_name", "ruc", "address", "phone", "email", "logo")) | {"name": "Los Andes"}


@pytest.fixture(autouse=True)
def told_by_others(monkeypatch):
    monkeypatch.setattr(routes, "letterhead", lambda: CLINIC)
    monkeypatch.setattr(neighbours, "about", lambda id: ({"citas": [{"id": 5}]}, ["facturas"]))
    monkeypatch.setattr(pdf, "letterhead", lambda: CLINIC)
    monkeypatch.setattr(roles, "readers", set)


@pytest.fixture
def director(login):
    return login(
        "patients:read", "records:read", "records:export", id="1", name="Julia Paz", role="Administrador"
    )


@pytest.fixture
def record(client, doctor, patient):
    """A signed note with a diagnosis, a draft, an allergy, signs and a photo; the note's id."""

    def post(path, status=201, **body):
        answer = client.post(f"{API}/{path}", json=body, headers=doctor)
        assert answer.status_code == status, answer.json
        return answer.json

    of = f"patients/{patient['id']}"
    diagnosis = {"code": "K02.1", "description": "Caries", "kind": "PRESUMPTIVE", "condition": None}
    note = post(f"{of}/notes", reason="Dolor en 26", plan="Resina", diagnoses=[diagnosis])["id"]
    post(f"notes/{note}/sign", 200)
    post(f"{of}/notes", reason="A medio escribir")
    post(f"{of}/medical-history", category="ALLERGY", description="Penicilina", reaction="Urticaria")
    post(f"{of}/vital-signs", systolic=118, diastolic=76, weight="61.5")
    file = client.post(
        f"{API}/files", data=photo(), content_type="application/octet-stream", headers=doctor
    ).json
    post(f"{of}/documents", kind="PHOTO", title="Frontal", taken_on="2026-01-05", file_id=file["id"])
    return note


@pytest.fixture
def make(settings, database_of):
    """Let the relay make what was asked for; returns its carrier."""
    database = database_of("historia_clinica")
    carrier = Carrier(settings, database)

    def act():
        CarrierRelay(database, "exports", carrier, Deliveries()).run_once()
        return carrier

    return act


@pytest.fixture
def copied(client, director, patient, make):
    """Ask for a copy and open it: `copied()`; its parts by name."""

    def act(who=director):
        asked = client.post(f"{API}/patients/{patient['id']}/exports", headers=who)
        assert asked.status_code == 201 and asked.json["state"] == "WAITING", asked.json
        make()
        made = client.get(f"{API}/exports/{asked.json['id']}", headers=who).json
        assert made["state"] == "READY" and made["done"] == made["total"] > 1, made
        answer = client.get(f"{API}/exports/{made['id']}/zip", headers=who, buffered=True)
        assert hashlib.sha256(answer.data).hexdigest() == made["sha256"]
        with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return act


def test_everything_is_in_it_and_the_manifest_vouches_for_each_part(record, copied, patient, told):
    parts = copied()
    rows = json.loads(parts["historia.json"])
    assert [row["id"] for row in rows["patients"]] == [patient["id"]]
    assert [row["reason"] for row in rows["clinical_notes"]] == ["Dolor en 26"]
    assert [row["code"] for row in rows["diagnoses"]] == ["K02.1"]
    assert (rows["medical_history"][0]["description"], rows["vital_signs"][0]["systolic"]) == (
        "Penicilina",
        118,
    )
    assert json.loads(parts["citas.json"]) == [{"id": 5}]
    manifest = json.loads(parts["manifiesto.json"])
    assert {one["path"]: one["sha256"] for one in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in parts.items()
        if name != "manifiesto.json"
    }
    assert (manifest["omitted"], manifest["missing"]) == (["facturas"], [])
    assert any(name.startswith("archivos/attachments-") and name.endswith(".jpg") for name in parts)
    sheet = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(parts["resumen.pdf"])
    )
    assert all(said in sheet for said in ("Ana Pérez", "Penicilina", "118/76", "61,5", "Dolor en 26"))
    asked, downloaded = told("record_export.asked"), told("record_export.downloaded")
    assert asked[0]["data"]["summary"] == "Pidió una copia de toda la historia de Ana Pérez"
    assert len(downloaded) == 1 and downloaded[0]["data"]["level"] == "WARNING"


def test_what_others_hold_is_asked_as_whoever_asks_for_the_copy(appointment, copied, login, monkeypatch):
    """citas and facturacion answer for themselves; what the caller may not see there is named as left out."""
    monkeypatch.setattr(neighbours, "about", ABOUT)
    may = ("patients:read", "records:read", "records:export", "appointments:read")
    parts = copied(login(*may, id="11", name="Julia Paz"))
    assert [row["id"] for row in json.loads(parts["citas.json"])] == [appointment]
    assert json.loads(parts["manifiesto.json"])["omitted"] == ["facturas", "cuenta"]
    parts = copied(login(*may, "invoices:read", id="12", name="Julia Paz"))
    assert json.loads(parts["facturas.json"]) == [] and json.loads(parts["cuenta.json"])["balance"] == "0.00"
    assert json.loads(parts["manifiesto.json"])["omitted"] == []


def test_a_restricted_note_is_in_the_copy_of_who_reads_it_only(client, doctor, record, copied, login):
    client.post(f"{API}/notes/{record}/restrictions", json={"roles": []}, headers=doctor)
    parts = copied()
    assert all(b"Dolor en 26" not in content and b"K02.1" not in content for content in parts.values())
    author = login("patients:read", "records:export", id="3", name="Carla Ruiz", role="Médico")
    assert b"Dolor en 26" in copied(author)["historia.json"]


def test_a_file_that_is_lost_is_named_and_holds_up_no_copy(record, copied, settings, database_of):
    with database_of("historia_clinica").session() as db:
        (sha256,) = (row["sha256"] for row in db.all("SELECT sha256 FROM historia_clinica.files"))
    store_of(settings, "historia_clinica").remove(sha256)
    (missing,) = json.loads(copied()["manifiesto.json"])["missing"]
    assert missing["path"].startswith("archivos/attachments-") and missing["reason"].startswith("El archivo")


def test_what_does_not_pass_is_given_up_with_its_reason(
    client, director, patient, record, settings, database_of, monkeypatch
):
    def away(*_):
        raise Unavailable("El disco no responde.")

    monkeypatch.setattr(copy, "make", away)
    asked = client.post(f"{API}/patients/{patient['id']}/exports", headers=director).json
    event = {"data": {"export_id": asked["id"]}, "trying_for": 0, "attempts": 1}
    carrier = Carrier(settings, database_of("historia_clinica"))
    with pytest.raises(Later):
        carrier.carry(event)
    carrier.carry(event | {"trying_for": 601})
    made = client.get(f"{API}/exports/{asked['id']}", headers=director).json
    assert (made["state"], made["error"]) == ("FAILED", "El disco no responde.")


def test_a_mistake_of_ours_is_not_tried_for_ever(
    client, director, patient, record, settings, database_of, monkeypatch, caplog
):
    made = copy.make
    monkeypatch.setattr(copy, "make", lambda *_: {}["archivos"])
    url = f"{API}/patients/{patient['id']}/exports"
    asked = client.post(url, headers=director).json
    event = {"data": {"export_id": asked["id"]}, "trying_for": 0}
    database = database_of("historia_clinica")
    carrier = Carrier(settings, database)
    for attempt in range(1, MOST_TRIES):
        with pytest.raises(Later, match="KeyError"):
            carrier.carry(event | {"attempts": attempt})
    carrier.carry(event | {"attempts": MOST_TRIES})
    failed = client.get(f"{API}/exports/{asked['id']}", headers=director).json
    assert failed["state"] == "FAILED" and failed["error"].startswith("Algo falló de nuestro lado")
    assert "KeyError" in caplog.text
    with database.session() as db:
        said = db.value(
            "SELECT data->>'summary' FROM historia_clinica.outbox WHERE type = 'record_export.failed'"
        )
    assert said == f"No se pudo preparar la copia de toda la historia de {patient['full_name']}"
    # One whose process died each time, so that nothing was ever caught, ends too; and it may be asked for again.
    again = client.post(url, headers=director).json
    monkeypatch.setattr(copy, "make", made)
    carrier.carry({"data": {"export_id": again["id"]}, "trying_for": 900, "attempts": MOST_TRIES + 1})
    assert client.get(f"{API}/exports/{again['id']}", headers=director).json["state"] == "FAILED"
    assert client.post(url, headers=director).status_code == 201


def test_it_is_of_who_asked_and_of_nobody_else(client, director, login, patient, record, make):
    url = f"{API}/patients/{patient['id']}/exports"
    assert client.post(url, headers=login("records:read")).status_code == 403
    asked = client.post(url, headers=director).json
    assert client.post(url, headers=director).status_code == 409
    assert client.get(f"{API}/exports/{asked['id']}/zip", headers=director).status_code == 409
    other = login("records:export", id="8", name="Otro")
    make()
    for path in (f"exports/{asked['id']}", f"exports/{asked['id']}/zip"):
        assert client.get(f"{API}/{path}", headers=other).status_code == 404
    assert client.get(url, headers=other).json == {"data": []}
    assert "file_name" not in client.get(url, headers=director).json["data"][0]


def test_it_is_gone_after_a_week(client, director, patient, record, make, shared, settings):
    asked = client.post(f"{API}/patients/{patient['id']}/exports", headers=director).json
    carrier = make()
    with shared.connection.cursor() as cursor:
        cursor.execute("UPDATE historia_clinica.record_exports SET expires_at = now() RETURNING file_name")
        [name] = cursor.fetchone()
    assert copy.path_of(settings, name).is_file()
    carrier.keep_house(datetime.now(UTC))
    assert not copy.path_of(settings, name).exists()
    gone = client.get(f"{API}/exports/{asked['id']}/zip", headers=director)
    assert gone.status_code == 410 and "siete días" in gone.json["detail"]


def test_a_relay_that_died_is_followed_and_two_do_not_make_one(
    client, director, patient, record, database_of
):
    asked = client.post(f"{API}/patients/{patient['id']}/exports", headers=director).json
    with database_of("historia_clinica").transaction() as tx:
        assert queries.begin(tx, asked["id"])["patient_id"] == patient["id"]
        assert queries.begin(tx, asked["id"]) is None
        tx.run("UPDATE historia_clinica.record_exports SET touched_at = now() - interval '3 minutes'")
        assert queries.begin(tx, asked["id"])


def test_every_table_that_a_patient_has_is_copied(database_of, shared):
    """By foreign keys, so that a table made tomorrow is in it too; what hangs from no patient is not."""
    with database_of("historia_clinica").session() as db:
        tables = queries.tables(db)
    assert {"clinical_notes", "diagnoses", "prescription_items", "tooth_findings", "plan_sessions", "procedure_consents",
            "photo_pairs", "oral_hygiene"} <= tables.keys()  # fmt: skip
    assert not tables.keys() & {
        "medicines",
        "cie10",
        "note_templates",
        "files",
        "outbox",
        "patients",
        *rules.NOT_COPIED,
    }
    # A session of a plan hangs from its item even where no note tells of it.
    assert {parent for _, parent in tables["plan_sessions"]} == {"plan_items", "clinical_notes"}
