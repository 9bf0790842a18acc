import pytest

from logs import rules

URL = "/api/logs/logs/accesses"


@pytest.fixture
def accesses(client, auditor):
    def act(**query):
        answer = client.get(
            URL, query_string={"from": "2026-11-20", "to": "2026-11-24"} | query, headers=auditor
        )
        assert answer.status_code == 200, answer.json
        return answer.json

    return act


def test_what_somebody_did_several_times_a_day_is_one_line(accesses, tell):
    rosa = {"id": "9", "name": "Rosa Vera", "role": "Caja", "ip": None}
    tell(
        {"patient_id": 12, "summary": "Vio la ficha", "occurred_at": "2026-11-23T13:00:00Z"},
        {"patient_id": 12, "summary": "Vio la ficha", "occurred_at": "2026-11-24T13:00:00Z"},
        # 23:30 of the 24th in the clinic.
        {"patient_id": 12, "summary": "Vio la ficha", "occurred_at": "2026-11-25T04:30:00Z"},
        {"patient_id": 12, "summary": "Vio la ficha", "actor": rosa, "occurred_at": "2026-11-24T14:00:00Z"},
        {
            "patient_id": 12,
            "summary": "Avisó de la cita",
            "actor": None,
            "occurred_at": "2026-11-24T15:00:00Z",
        },
        {"patient_id": 13, "summary": "Vio la ficha"},
    )
    told = accesses(patient_id=12)
    assert told["complete"]
    assert [(row["day"], row["name"], row["message"], row["times"]) for row in told["data"]] == [
        ("2026-11-24", "Ana Pérez", "Vio la ficha", 2),
        ("2026-11-24", None, "Avisó de la cita", 1),
        ("2026-11-24", "Rosa Vera", "Vio la ficha", 1),
        ("2026-11-23", "Ana Pérez", "Vio la ficha", 1),
    ]


def test_more_than_fits_is_said(accesses, tell, monkeypatch):
    monkeypatch.setattr(rules, "MOST_ACCESSES", 1)
    tell({"patient_id": 12, "summary": "Vio la ficha"}, {"patient_id": 12, "summary": "Vio las notas"})
    told = accesses(patient_id=12)
    assert len(told["data"]) == 1 and not told["complete"]


@pytest.mark.parametrize(
    ("query", "field"),
    [({}, "patient_id"), ({"patient_id": 12, "from": "2025-01-01", "to": "2026-11-24"}, "to")],
)
def test_who_and_when_must_be_said(client, auditor, query, field):
    answer = client.get(URL, query_string=query, headers=auditor)
    assert answer.status_code == 422 and [e["field"] for e in answer.json["errors"]] == [field]
