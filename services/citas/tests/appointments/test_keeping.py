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


def test_every_figure_of_some_days_opens_its_visits(client, reception, login, past, clinic, doctor):
    ana, ema = clinic.patient(), clinic.patient("Ema", "Ruiz")
    missed = past(3, "NO_SHOW", patient_id=ana)
    past(4, "CANCELLED", patient_id=ana)
    late = past(5, None, arrived_late=25, patient_id=ema, doctor_id=clinic.doctor("Eva Luna"))
    past(40, "NO_SHOW", patient_id=ana)
    today = datetime.now(UTC).date()
    days = f"from={today - timedelta(days=10)}&to={today}"
    people = client.get(f"{URL}/keeping/by-patient?{days}", headers=reception).json["data"]
    assert [(row["patient_id"], row["missed"], row["called_off_late"], row["late"]) for row in people] == [
        (ana, 1, 1, 0),
        (ema, 0, 0, 1),
    ]
    own = client.get(f"{URL}/keeping/by-patient?{days}&doctor_id={doctor}", headers=reception).json["data"]
    assert [row["patient_id"] for row in own] == [ana]

    def visits(what, **more):
        asked = "".join(f"&{name}={value}" for name, value in more.items())
        answer = client.get(f"{URL}/keeping/visits?{days}&what={what}{asked}", headers=reception)
        return [(row["id"], row["late_minutes"]) for row in answer.json["data"]]

    assert visits("MISSED") == [(missed["id"], None)] and visits("MISSED", patient_id=ema) == []
    assert visits("LATE", doctor_id=late["doctor"]["id"]) == [(late["id"], 25)]
    assert len(visits("CALLED_OFF_LATE", patient_id=ana)) == 1 and visits("ATTENDED") == []
    wrong = f"{URL}/keeping/visits?from={today}&to={today - timedelta(days=1)}&what=LATE"
    assert client.get(wrong, headers=reception).status_code == 422
    assert (
        client.get(f"{URL}/keeping/by-patient?{days}", headers=login("patients:read", id="7")).status_code
        == 403
    )
