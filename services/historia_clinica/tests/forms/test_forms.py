"""Forms 002, 005 and 053: what they say of the record, and what they do not print."""

import io

import pypdfium2
import pytest

API = "/api/historia-clinica"


@pytest.fixture(autouse=True)
def others(practitioner):
    """What `auth` says is at hand."""


@pytest.fixture
def signed(client, doctor, patient):
    for entry in (
        {"category": "ALLERGY", "description": "Penicilina", "severity": "HIGH", "reaction": "Anafilaxia"},
        {"category": "FAMILY", "description": "Diabetes de la madre"},
    ):
        client.post(f"{API}/patients/{patient['id']}/medical-history", json=entry, headers=doctor)
    new = {
        "reason": "Dolor en molar",
        "subjective": "Dolor al frío desde hace tres días.",
        "objective": "Caries profunda en 46 <b> #panic(1) $x$",
        "assessment": "Caries de la dentina.",
        "plan": "Restauración con resina.",
        "visit": "FIRST",
        "diagnoses": [{"code": "K02.1", "description": "Caries de la dentina", "kind": "DEFINITIVE"}],
    }
    note = client.post(f"{API}/patients/{patient['id']}/notes", json=new, headers=doctor).json
    assert client.post(f"{API}/notes/{note['id']}/sign", headers=doctor).status_code == 200
    return client.get(f"{API}/notes/{note['id']}", headers=doctor).json


def words_of(answer):
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), answer.data[:300]
    document = pypdfium2.PdfDocument(io.BytesIO(answer.data))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_signed_note_is_printed_with_the_code_that_vouches_for_it(
    client, doctor, signed, database_of, told
):
    url = f"{API}/notes/{signed['id']}/form-002.pdf"
    client.post(f"{API}/notes/{signed['id']}/addenda", json={"text": "Alergia al látex."}, headers=doctor)
    said = words_of(client.get(url, headers=doctor))
    for words in (
        "Dolor en molar",
        "Dolor al frío desde hace tres días.",
        "Caries profunda en 46 <b> #panic(1) $x$",
        "Alergia: Penicilina (Anafilaxia)",
        "Diabetes de la madre",
        "K02.1",
        "Alergia al látex.",
        signed["content_sha256"],
        "Transcripción",
    ):
        assert words in said, said
    client.get(url, headers=doctor)
    with database_of("historia_clinica").session() as db:
        (code,) = [
            row["code"] for row in db.all("SELECT code FROM historia_clinica.paper_codes WHERE kind = 'NOTE'")
        ]
    shown = client.get(f"{API}/shared/paper", headers={"Authorization": f"Link {code}"}).json
    assert (shown["kind"], shown["state"], shown["patient"]) == ("NOTE", "VALID", "A. P.")
    assert shown["content_sha256"] == signed["content_sha256"] and "Dolor" not in str(shown)
    assert "Vio una nota impresa de Ana Pérez" in [
        event["data"]["summary"] for event in told("record.viewed")
    ]


def test_evolution_and_referral_say_what_was_noted(client, doctor, patient, signed):
    said = words_of(client.get(f"{API}/patients/{patient['id']}/form-005.pdf", headers=doctor))
    assert "P: Restauración con resina." in said and signed["content_sha256"][:16] in said
    nothing = client.get(
        f"{API}/patients/{patient['id']}/form-005.pdf?from=2020-01-01&to=2020-02-01", headers=doctor
    )
    assert "En esos días no hay notas firmadas." in words_of(nothing)
    wish = {"institution": "Hospital Eugenio Espejo", "service": "Maxilofacial", "reason": "NO_PROFESSIONAL"}
    said = words_of(client.post(f"{API}/notes/{signed['id']}/form-053.pdf", json=wish, headers=doctor))
    for words in ("Hospital Eugenio Espejo", "Falta de profesional", "Caries de la dentina", "Referencia"):
        assert words in said, said


def test_what_is_not_signed_or_asked_wrongly_is_refused(client, doctor, patient, signed):
    draft = client.post(f"{API}/patients/{patient['id']}/notes", json={"reason": "x"}, headers=doctor).json[
        "id"
    ]
    assert client.get(f"{API}/notes/{draft}/form-002.pdf", headers=doctor).status_code == 409
    assert client.get(f"{API}/notes/999/form-002.pdf", headers=doctor).status_code == 404
    assert client.get(f"{API}/patients/999/form-005.pdf", headers=doctor).status_code == 404
    referral = client.post(f"{API}/notes/{signed['id']}/form-053.pdf", json={}, headers=doctor)
    assert referral.status_code == 422
    ancient = client.get(f"{API}/patients/{patient['id']}/form-005.pdf?to=0049-06-07", headers=doctor)
    assert ancient.status_code == 422
    turned = f"{API}/patients/{patient['id']}/form-005.pdf?from=2026-02-01&to=2026-01-01"
    assert client.get(turned, headers=doctor).json["errors"][0]["field"] == "to"


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "/notes/1/form-002.pdf", "patients:read"),
        ("POST", "/notes/1/form-053.pdf", "records:read"),
        ("GET", "/patients/1/form-005.pdf", "patients:read"),
    ],
)
def test_who_you_are_comes_first(client, login, method, path, permission):
    assert client.open(f"{API}{path}", method=method).status_code == 401
    assert client.open(f"{API}{path}", method=method, headers=login(permission)).status_code == 403
