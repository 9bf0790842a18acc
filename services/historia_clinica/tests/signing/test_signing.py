"""A prescription signed with its prescriber's certificate: any reader verifies it, and the paper and its page say how it is signed."""

import io
from base64 import b64encode

import pypdfium2
import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from common import pdf
from common.signing import opening
from historia_clinica import practitioners
from historia_clinica.prescriptions import letters
from tools.sri_emulator.authority import Authority

API = "/api/historia-clinica"
OWN = f"{API}/own-signing-certificate"
PASSWORD = "clave de prueba"


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    names = ("legal_name", "ruc", "address", "phone", "email", "logo")
    monkeypatch.setattr(pdf, "letterhead", lambda: dict.fromkeys(names) | {"name": "Los Andes"})
    known = {
        "full_name": "Carla Ruiz",
        "specialty": None,
        "professional_registration": "1010",
        "registration_kind": "DENTIST",
        "registration_expires_on": None,
    }
    monkeypatch.setattr(practitioners, "ask", lambda id: known)


@pytest.fixture
def upload(client, doctor, authority):
    def act(who=doctor, status=201, password=PASSWORD, **how):
        content = authority.file(*authority.issue("1710034065", **how), PASSWORD)
        body = {"content": b64encode(content).decode(), "password": password}
        answer = client.post(OWN, json=body, headers=who)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


def test_a_file_that_takes_too_long_to_open_is_refused(upload, monkeypatch):
    """How long, the file itself says; nobody else waits meanwhile, since it is opened in a process of its own."""
    monkeypatch.setattr(opening, "SECONDS", 0.001)
    refused = upload(status=422)
    assert refused["errors"] == [{"field": "content", "message": opening.SLOW}]


@pytest.fixture
def prescribe(client, doctor, patient):
    medicine = client.post(
        f"{API}/medicines",
        json={"dci": "Ibuprofeno", "concentration": "400 mg", "form": "tableta"},
        headers=doctor,
    ).json["id"]

    def act(status=201, who=doctor, **more):
        item = {
            "medicine_id": medicine,
            "dose": "1 tableta",
            "route": "oral",
            "frequency": "cada 8 h",
            "days": 3,
            "quantity": 9,
        }
        body = {"diagnoses": [{"code": "K04.0", "description": "Pulpitis"}], "items": [item]} | more
        answer = client.post(f"{API}/patients/{patient['id']}/prescriptions", json=body, headers=who)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


def printed(client, who, prescription):
    return client.get(f"{API}/prescriptions/{prescription['id']}/pdf", headers=who).data


def said(content):
    return " ".join(
        " ".join(
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(content))
        ).split()
    )


def shown(client, database_of):
    """What the page of a paper's code says of the last one."""
    with database_of("historia_clinica").session() as db:
        code = db.value("SELECT code FROM historia_clinica.paper_codes ORDER BY paper_id DESC LIMIT 1")
    return client.get(f"{API}/shared/paper", headers={"Authorization": f"Link {code}"}).json


def test_a_prescription_is_signed_and_any_reader_verifies_it(
    client, doctor, authority, upload, prescribe, told, database_of
):
    assert client.get(OWN, headers=doctor).json == {"certificate": None}
    kept = upload()["certificate"]
    assert kept["holder"] == "EMISOR DE PRUEBA" and "CA DE PRUEBA" in kept["issuer"]
    made = prescribe(sign=True)
    assert made["signature"] == {name: kept[name] for name in ("holder", "issuer", "serial")}
    content = printed(client, doctor, made)
    assert "Firmada electrónicamente por EMISOR DE PRUEBA" in said(content) and "puño y letra" not in said(
        content
    )
    [signature] = PdfFileReader(io.BytesIO(content)).embedded_signatures
    root = x509.Certificate.load(authority.certificate.public_bytes(Encoding.DER))
    seen = validate_pdf_signature(signature, ValidationContext(trust_roots=[root]))
    assert seen.bottom_line and seen.coverage.name == "ENTIRE_FILE"
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    # One byte of what it says, and it is no more what was signed.
    changed = content.replace(b"/MediaBox", b"/MediaBoy", 1)
    [broken] = PdfFileReader(io.BytesIO(changed)).embedded_signatures
    assert not validate_pdf_signature(broken, ValidationContext(trust_roots=[root])).intact
    assert told("prescription.issued")[0]["data"]["summary"].startswith("Emitió y firmó la receta")
    assert shown(client, database_of)["signature"] == made["signature"]
    asked = {"prescription_id": made["id"], "to": "ana@correo.ec"}
    letter = letters.prescription(None, database_of("historia_clinica"), asked)
    assert "Está firmada electrónicamente" in letter.text and "no lleva" not in letter.text


def test_without_a_certificate_it_goes_unsigned_and_says_so(client, doctor, upload, prescribe, database_of):
    refused = prescribe(status=422, sign=True)
    assert refused["errors"][0]["field"] == "sign"
    upload()
    made = prescribe()
    assert made["signature"] is None and "Sin firma electrónica" in said(printed(client, doctor, made))
    assert not PdfFileReader(io.BytesIO(printed(client, doctor, made))).embedded_signatures
    assert shown(client, database_of)["signature"] is None


def test_what_is_taken_away_signs_no_more_and_its_key_is_gone(
    client, doctor, login, upload, prescribe, told, database_of
):
    upload()
    upload()
    assert client.delete(OWN, headers=doctor).status_code == 204
    assert client.delete(OWN, headers=doctor).status_code == 404
    prescribe(status=422, sign=True)
    assert len(told("signing_certificate.uploaded")) == 2 and len(told("signing_certificate.removed")) == 1
    with database_of("historia_clinica").session() as db:
        kept = db.all("SELECT sealed_key FROM historia_clinica.signing_certificates")
    assert [row["sealed_key"] for row in kept] == [None, None]


def test_a_certificate_is_its_owners_and_one_that_signs(
    client, login, upload, prescribe, colleague, database_of
):
    upload(status=422, password="otra")
    upload(status=422, first_day=-9, last_day=-1)
    upload(status=422, signing=False)
    upload(status=403, who=login("records:sign", id="9", client=True))
    upload(status=403, who=login("records:write"))
    upload()
    assert client.get(OWN, headers=colleague).json == {"certificate": None}
    prescribe(status=422, sign=True, who=colleague)
    with database_of("historia_clinica").session() as db:
        row = db.one("SELECT pem, sealed_key FROM historia_clinica.signing_certificates")
    assert "PRIVATE" not in row["pem"] and not bytes(row["sealed_key"]).startswith(b"\x30\x82")


@pytest.mark.parametrize("owner", [False, True])
def test_the_database_keeps_what_signed(upload, refused, owner):
    upload()
    table = "historia_clinica.signing_certificates"
    assert refused(f"UPDATE {table} SET sealed_key = NULL", owner=owner) == "signing_certificates_kept"
    assert refused(f"UPDATE {table} SET removed_at = now()", owner=owner) == "signing_certificates_removal"
    if owner:
        assert refused(
            f"UPDATE {table} SET holder = 'X', removed_at = now(), sealed_key = NULL", owner=True
        ) == ("signing_certificates_kept")
        assert refused(f"DELETE FROM {table}", owner=True) == "signing_certificates_kept"
