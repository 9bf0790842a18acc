"""The package to go on with on paper: the day's agenda, what is to be known of each patient, a sheet with its code."""

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
import zxingcpp

from citas.outages import rules
from common import pdf

CLINIC = dict.fromkeys(("legal_name", "ruc", "address", "phone", "email", "logo")) | {"name": "Los Andes"}
URL = "/api/citas/outage-package.pdf"


@pytest.fixture(autouse=True)
def letterhead(monkeypatch):
    monkeypatch.setattr(pdf, "letterhead", lambda: CLINIC)


@pytest.fixture
def visit(client, clinic, login):
    """A visit of tomorrow, of a patient with an allergy."""
    patient = clinic.patient(last_name="Andrade", phone="0991234567")
    entry = {"category": "ALLERGY", "description": "Penicilina", "severity": "HIGH", "reaction": "anafilaxia"}
    doctor = login("patients:read", "records:read", "records:write", id="901")
    path = f"/api/historia-clinica/patients/{patient}/medical-history"
    assert (
        clinic.apps["historia_clinica"].test_client().post(path, json=entry, headers=doctor).status_code
        == 201
    )
    start = (datetime.now(UTC) + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
    new = {"patient_id": patient, "doctor_id": clinic.doctor(), "start_time": start.isoformat()}
    answer = client.post(
        "/api/citas/appointments",
        json=new | {"treatments": [{"treatment_id": clinic.treatment(), "quantity": "1"}]},
        headers=clinic.headers,
    )
    assert answer.status_code == 201, answer.json
    return answer.json


def pages_of(answer):
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), answer.data[:300]
    return list(pypdfium2.PdfDocument(io.BytesIO(answer.data)))


def test_it_holds_the_day_its_warnings_and_a_code_for_each_sheet(client, login, visit, database_of):
    day = datetime.fromisoformat(visit["start_time"]).astimezone(ZoneInfo("America/Guayaquil")).date()
    reception = login("outages:read", "appointments:read", "alerts:read", "patients:read")
    pages = pages_of(client.get(f"{URL}?date={day}", headers=reception))
    said = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)
    for words in (
        "Ana Andrade",
        "Alergia: Penicilina (anafilaxia, grave)",
        "Limpieza dental",
        "CONFIDENCIAL",
        f"{day:%Y%m%d}-06",
    ):
        assert words in said, said
    codes = {code.text for page in pages for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())}
    assert {code.partition("/apagon/?")[2] for code in codes} == {
        f"cita={visit['id']}", *(f"hoja={number}" for number in rules.sheets_of(day)),
    }  # fmt: skip
    with database_of("citas").session() as db:
        [told] = db.all("SELECT data FROM citas.outbox WHERE type = 'outage_package.taken'")
    assert told["data"]["summary"].startswith("Sacó el paquete para trabajar en papel")


def test_without_the_record_the_agenda_is_there_and_says_so(client, login, visit):
    day = datetime.fromisoformat(visit["start_time"]).astimezone(ZoneInfo("America/Guayaquil")).date()
    pages = pages_of(client.get(f"{URL}?date={day}", headers=login("outages:read")))
    assert "Alertas: pregunte" in " ".join(pages[0].get_textpage().get_text_range().split())
    assert client.get(URL, headers=login("appointments:read")).status_code == 403


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (None, [rules.NOT_TOLD]),
        ({"alerts": [], "no_known_allergies": None}, [rules.NOTHING_SAID]),
        ({"alerts": [], "no_known_allergies": {"at": "x"}}, [rules.NONE_KNOWN]),
        (
            {
                "alerts": [
                    {"category": "CONDITION", "description": "Marcapasos", "severity": None, "reaction": None}
                ],
                "no_known_allergies": None,
            },
            ["Marcapasos", rules.NOTHING_SAID],
        ),
    ],
)
def test_silence_is_not_the_absence_of_an_allergy(known, said):
    assert rules.warnings(known) == said
