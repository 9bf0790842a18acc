from datetime import date
from zoneinfo import ZoneInfo

import pytest

from common.problems import Invalid
from historia_clinica.accesses import rules

API = "/api/historia-clinica"


@pytest.fixture
def auditor(login):
    return login("logs:read", "patients:read", id="8", name="Elena Sosa", role="Auditor")


def test_the_report_is_a_pdf_and_an_access_itself(client, auditor, patient, told):
    answer = client.get(f"{API}/patients/{patient['id']}/accesses.pdf", headers=auditor)
    assert answer.status_code == 200, answer.json
    assert answer.content_type == "application/pdf" and answer.data.startswith(b"%PDF")
    assert told("record.viewed")[-1]["data"]["summary"] == "Vio el informe de accesos de Ana Pérez"


def test_it_needs_permission_and_somebody_to_be_about(client, auditor, reception, patient):
    assert client.get(f"{API}/patients/{patient['id']}/accesses.pdf", headers=reception).status_code == 403
    assert client.get(f"{API}/patients/987654321/accesses.pdf", headers=auditor).status_code == 404
    answer = client.get(f"{API}/patients/{patient['id']}/accesses.pdf?from=2020-01-01", headers=auditor)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "to"


def test_a_year_until_today_is_covered_unless_told_otherwise():
    today = date(2026, 11, 29)
    assert rules.period(None, None, today) == (date(2025, 11, 29), today)
    assert rules.period(date(2026, 11, 1), date(2026, 11, 1), today) == (date(2026, 11, 1), date(2026, 11, 1))
    with pytest.raises(Invalid):
        rules.period(date(2026, 12, 1), None, today)


def test_a_line_says_who_when_and_how_often():
    access = {"day": "2026-11-24", "first_at": "2026-11-24T13:00:00Z", "last_at": "2026-11-24T20:30:00Z",
              "times": 3, "name": None, "role": None, "message": "Vio la ficha"}  # fmt: skip
    assert rules.line(access, ZoneInfo("America/Guayaquil")) == {
        "day": "2026-11-24", "hours": "08:00 a 15:30", "times": 3, "who": "El sistema", "role": None,
        "what": "Vio la ficha",
    }  # fmt: skip
