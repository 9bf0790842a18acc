"""What happened to a visit is kept step by step; how a patient keeps their hours is counted from it."""

from datetime import UTC, datetime, timedelta

import psycopg2
import pytest

URL = "/api/citas/appointments"


@pytest.fixture
def past(book, move, shared):
    """A visit of some days ago: booked, brought to its status, and then moved back in time by the owner."""

    def make(days, status=None, arrived_late=None, **changes):
        visit = book(**changes)
        if arrived_late is not None:
            move(visit["id"], "ARRIVED")
        if status:
            move(visit["id"], status, reason="Viaja")
        with shared.connection.cursor() as cursor:
            cursor.execute("ALTER TABLE citas.appointments DISABLE TRIGGER USER")
            cursor.execute(
                """
                UPDATE citas.appointments
                   SET during = tstzrange(date_trunc('minute', now()) - %(days)s * interval '1 day',
                                          date_trunc('minute', now()) - %(days)s * interval '1 day' + interval '30 minutes')
                 WHERE id = %(id)s
                """,
                {"days": days, "id": visit["id"]},
            )
            cursor.execute("ALTER TABLE citas.appointments ENABLE TRIGGER USER")
            cursor.execute(
                "UPDATE citas.appointment_changes SET changed_at = date_trunc('minute', now()) - %s * interval '1 day' + %s * interval '1 minute'"
                " WHERE appointment_id = %s AND what IN ('arrived', 'cancelled')",
                (days, arrived_late or 0, visit["id"]),
            )
        return visit

    return make


def test_each_step_says_who_and_what_it_was_before(client, reception, book, move):
    visit = book()
    headers = {**reception, "If-Match": f'"{visit["version"]}"'}
    client.patch(f"{URL}/{visit['id']}", json={"start_time": "2099-01-06T10:00:00-05:00"}, headers=headers)
    move(visit["id"], "CONFIRMED", "CANCELLED", reason="Viaja")
    rows = client.get(f"{URL}/{visit['id']}/changes", headers=reception).json["data"]
    assert [(row["what"], row["from_status"], row["status"]) for row in rows] == [
        ("booked", None, "PENDING"),
        ("rescheduled", "PENDING", "PENDING"),
        ("confirmed", "PENDING", "CONFIRMED"),
        ("cancelled", "CONFIRMED", "CANCELLED"),
    ]
    assert (rows[1]["from_start_time"], rows[1]["start_time"]) == (
        "2099-01-05T15:00:00Z",
        "2099-01-06T15:00:00Z",
    )
    assert {(row["by_name"], row["ip"]) for row in rows} == {("Rosa Mora", "127.0.0.1")}
    assert client.get(f"{URL}/999999/changes", headers=reception).status_code == 404


def test_what_happened_is_never_rewritten(book, database_of):
    book()
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        with database_of("citas").session() as db:
            db.run("UPDATE citas.appointment_changes SET by_name = 'Otra'")


def test_misses_and_lateness_of_a_patient_are_counted_and_a_deposit_is_asked_by_the_clinics_rule(
    client, reception, manager, patient, doctor, past
):
    path = f"{URL}/keeping?patient_id={patient}"
    assert client.get(path, headers=reception).json == {
        "attended": 0, "missed": 0, "called_off_late": 0, "late": 0, "late_minutes": 0, "last_missed": None,
        "ask_deposit": False,
    }  # fmt: skip
    past(3, "NO_SHOW")
    past(10, "NO_SHOW")
    past(400, "NO_SHOW")
    past(20, "CANCELLED")
    past(30, arrived_late=25)
    past(31, arrived_late=5)
    seen = client.get(path, headers=reception).json
    assert (seen["missed"], seen["called_off_late"], seen["late"], seen["late_minutes"]) == (2, 1, 1, 25)
    assert seen["ask_deposit"] is False
    rules = client.get("/api/citas/booking-rules", headers=manager).json
    headers = {**manager, "If-Match": f'"{rules["version"]}"'}
    body = {"overbooked_at_once": 2, "deposit_misses": 2}
    assert client.put("/api/citas/booking-rules", json=body, headers=headers).status_code == 200
    assert client.get(path, headers=reception).json["ask_deposit"] is True
    day = datetime.now(UTC).date()
    span = f"from={day - timedelta(days=60)}&to={day}"
    (row,) = client.get(f"{URL}/keeping/by-doctor?{span}", headers=reception).json["data"]
    assert (row["doctor_id"], row["missed"], row["called_off_late"], row["late"]) == (doctor, 2, 1, 1)
