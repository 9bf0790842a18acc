from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from common.problems import Invalid
from logs.rules import HIDDEN, bounds, entry_of, statistics, stretch

ZONE = ZoneInfo("America/Guayaquil")
TODAY = date(2026, 11, 24)


def event(actor=None, **data):
    return SimpleNamespace(
        id=uuid4(),
        type="patient.updated",
        occurred_at=datetime(2026, 11, 24, tzinfo=UTC),
        aggregate="patient:1",
        service="historia_clinica",
        actor=actor,
        request_id=None,
        data=data,
    )


def at(day, hour=5):
    """Midnight in the clinic is five in the morning UTC."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def test_an_entry_takes_its_message_level_and_patient_out_of_the_data():
    entry = entry_of(event(summary=" Cambió el teléfono ", level="WARNING", patient_id=4, reason="pidió"))
    assert (entry["message"], entry["level"], entry["patient_id"]) == ("Cambió el teléfono", "WARNING", 4)
    assert entry["data"] == {"reason": "pidió"}


def test_an_event_is_not_changed_by_being_kept():
    told = event(summary="Cambió algo")
    entry_of(told)
    assert told.data == {"summary": "Cambió algo"}


@pytest.mark.parametrize("summary", [None, "", "  ", 7, ["x"], {}])
def test_without_a_sentence_the_type_is_the_message(summary):
    assert entry_of(event(summary=summary))["message"] == "patient.updated"


@pytest.mark.parametrize("level", [None, "DEBUG", "info", 1, [], {}])
def test_an_unknown_level_is_info(level):
    assert entry_of(event(level=level))["level"] == "INFO"


@pytest.mark.parametrize("patient_id", [None, "4", True, 0, -1, 2**63, 1.5, [4]])
def test_what_is_no_id_names_no_patient(patient_id):
    assert entry_of(event(patient_id=patient_id))["patient_id"] is None


@pytest.mark.parametrize(
    ("actor", "user_id"), [({"id": 7}, "7"), ({"id": "service-citas"}, "service-citas"), ({"id": None}, None)]
)
def test_the_actor_is_kept_by_the_id_as_text(actor, user_id):
    assert entry_of(event(actor))["user_id"] == user_id


@pytest.mark.parametrize("actor", [None, {}, {"id": True}, {"id": [1]}, {"id": "", "name": "Ana"}])
def test_an_actor_without_an_id_is_nobody(actor):
    entry = entry_of(event(actor))
    assert (entry["user_id"], entry["user_name"], entry["user_role"]) == (None, None, None)


def test_the_address_of_a_login_that_failed_comes_from_its_data():
    assert entry_of(event(ip="10.0.0.1"))["ip"] == "10.0.0.1"
    assert entry_of(event({"ip": "10.0.0.2"}, ip="10.0.0.1"))["ip"] == "10.0.0.2"


def test_whatever_is_named_like_a_secret_is_hidden_however_deep():
    data = entry_of(
        event(
            password="a", changes=[{"New_Password": "b", "fields": {"access_token": ["c"]}}], client_secret=1
        )
    )["data"]
    assert data == {
        "password": HIDDEN,
        "changes": [{"New_Password": HIDDEN, "fields": {"access_token": HIDDEN}}],
        "client_secret": HIDDEN,
    }


def test_a_date_means_the_whole_day_of_the_clinic():
    assert bounds(date(2026, 11, 1), date(2026, 11, 1), ZONE) == (at(1), at(2))


def test_a_moment_is_taken_as_it_is():
    assert bounds(at(1, 9), at(1, 10), ZONE) == (at(1, 9), at(1, 10))


def test_no_bound_stays_none():
    assert bounds(None, None, ZONE) == (None, None)


def test_the_end_does_not_come_before_the_start():
    with pytest.raises(Invalid, match="posterior"):
        bounds(date(2026, 11, 2), date(2026, 10, 31), ZONE)


def test_a_count_is_of_the_last_30_days_unless_told_otherwise():
    start, end = stretch(None, None, ZONE, TODAY)
    assert (start, end) == (datetime(2026, 10, 26, 5, tzinfo=UTC), at(25))
    assert end - start == timedelta(days=30)


def test_a_count_covers_a_year_and_no_more():
    stretch(date(2025, 11, 24), TODAY, ZONE, TODAY)
    with pytest.raises(Invalid, match="366"):
        stretch(date(2025, 11, 23), TODAY, ZONE, TODAY)


def test_days_without_entries_count_zero():
    none = {"service": None, "level": None, "type": None, "day": None}
    rows = [
        none | {"what": "day", "day": date(2026, 11, 2), "count": 3},
        none | {"what": "service", "service": "citas", "count": 3},
    ]
    answer = statistics(rows, at(1), at(4), ZONE)
    assert [row["count"] for row in answer["by_day"]] == [0, 3, 0]
    assert answer["total"] == 3 and answer["by_service"] == [{"service": "citas", "count": 3}]
    assert answer["by_level"] == answer["by_type"] == []
