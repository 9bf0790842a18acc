"""Which message a visit has waiting, whatever is done with it: kept by the database."""

import psycopg2
import pytest

URL = "/api/citas/appointments"


def waiting(rows):
    return [(row["moment"], row["due_at"], row["state"]) for row in rows]


def test_a_visit_has_a_message_at_its_time_and_a_moved_one_at_the_new_time(
    client, reception, rule, book, of_visit
):
    rule()
    rule(name="Tres horas antes", minutes_before=180, channel="WHATSAPP")
    visit = book()
    assert waiting(of_visit(visit)) == [
        ("BEFORE", "2099-01-03T15:00:00Z", "PENDING"),
        ("BEFORE", "2099-01-05T12:00:00Z", "PENDING"),
    ]
    headers = {**reception, "If-Match": f'"{visit["version"]}"'}
    moved = client.patch(
        f"{URL}/{visit['id']}", json={"start_time": "2099-01-06T15:00:00-05:00"}, headers=headers
    )
    assert moved.status_code == 200, moved.json
    assert waiting(of_visit(visit)) == [
        ("BEFORE", "2099-01-04T20:00:00Z", "PENDING"),
        ("BEFORE", "2099-01-06T17:00:00Z", "PENDING"),
    ]


@pytest.mark.parametrize("status", ["CANCELLED", "NO_SHOW", "ARRIVED"])
def test_who_does_not_come_or_is_here_gets_none(rule, book, move, of_visit, status):
    rule()
    visit = book()
    move(visit["id"], status, reason="Viaja")
    assert of_visit(visit) == []


def test_a_way_back_has_its_message_again(rule, book, move, of_visit):
    rule()
    visit = book()
    move(visit["id"], "NO_SHOW")
    move(visit["id"], "PENDING", reason="Sí viene")
    assert len(of_visit(visit)) == 1


@pytest.mark.parametrize(
    "before, due",
    [
        # At night it waits for the morning, unless that is less than an hour before: then it goes the evening before.
        (
            {"start_time": "2099-01-05T08:30:00-05:00", "end_time": "2099-01-05T09:00:00-05:00"},
            "2099-01-05T12:00:00Z",
        ),
        (
            {"start_time": "2099-01-05T07:30:00-05:00", "end_time": "2099-01-05T08:00:00-05:00"},
            "2099-01-05T01:55:00Z",
        ),
        (
            {"start_time": "2099-01-05T10:00:00-05:00", "end_time": "2099-01-05T10:30:00-05:00"},
            "2099-01-05T12:00:00Z",
        ),
    ],
)
def test_nothing_is_planned_in_quiet_hours(rule, book, of_visit, before, due):
    rule(minutes_before=180)
    ((_, at, _),) = waiting(of_visit(book(**before)))
    assert at == due


def test_other_quiet_hours_move_what_waits(client, owner, rule, book, of_visit):
    rule(minutes_before=180)
    visit = book(start_time="2099-01-05T08:30:00-05:00", end_time="2099-01-05T09:00:00-05:00")
    version = client.get("/api/citas/reminder-settings", headers=owner).json["version"]
    body = {"quiet_from": "22:00", "quiet_to": "05:00"}
    headers = {**owner, "If-Match": f'"{version}"'}
    assert client.put("/api/citas/reminder-settings", json=body, headers=headers).status_code == 200
    assert waiting(of_visit(visit))[0][1] == "2099-01-05T10:30:00Z"


def test_a_rule_is_for_visits_that_are_booked_already_and_its_end_too(client, owner, rule, book, of_visit):
    visit = book()
    made = rule()
    assert len(of_visit(visit)) == 1
    headers = {**owner, "If-Match": f'"{made["version"]}"'}
    answer = client.patch(f"/api/citas/reminder-rules/{made['id']}", json={"active": False}, headers=headers)
    assert answer.status_code == 200 and of_visit(visit) == []


def test_a_rule_for_a_treatment_takes_the_place_of_the_general_one(
    client, reception, clinic, rule, book, of_visit
):
    cleaning = clinic.treatment()
    rule()
    rule(name="En ayunas", treatment_ids=[cleaning])
    special, general = book(treatments=[{"treatment_id": cleaning}]), book(
        patient_id=clinic.patient("Inés", "Borja"),
        start_time="2099-01-05T12:00:00-05:00",
        end_time="2099-01-05T12:30:00-05:00",
    )
    assert [row["rule"] for row in of_visit(special)] == ["En ayunas"]
    assert [row["rule"] for row in of_visit(general)] == ["Dos días antes"]
    headers = {**reception, "If-Match": f'"{special["version"]}"'}
    client.put(f"{URL}/{special['id']}/treatments", json={"items": []}, headers=headers)
    assert [row["rule"] for row in of_visit(special)] == ["Dos días antes"]


def test_the_database_refuses_a_message_after_the_visit_or_twice(rule, book, shared, of_visit):
    rule()
    visit = book()
    (row,) = of_visit(visit)
    for wrong in ("due_at = visit_at", "state = 'SENT', sent_at = visit_at + interval '1 minute'"):
        with shared.connection.cursor() as cursor, pytest.raises(psycopg2.errors.CheckViolation):
            cursor.execute("SAVEPOINT wrong")
            try:
                cursor.execute(f"UPDATE citas.reminders SET {wrong} WHERE id = {row['id']}")
            finally:
                cursor.execute("ROLLBACK TO SAVEPOINT wrong")
    with shared.connection.cursor() as cursor, pytest.raises(psycopg2.errors.UniqueViolation):
        cursor.execute("SAVEPOINT twice")
        try:
            cursor.execute(f"""
                INSERT INTO citas.reminders (appointment_id, rule_id, sequence, moment, channel, visit_at, due_at)
                     SELECT appointment_id, rule_id, sequence, moment, channel, visit_at, due_at
                       FROM citas.reminders WHERE id = {row['id']}
                """)
        finally:
            cursor.execute("ROLLBACK TO SAVEPOINT twice")


def test_booked_moved_and_cancelled_are_said_and_what_is_taken_back_at_once_is_not(
    client, reception, rule, book, move, of_visit, shared
):
    for moment in ("BOOKED", "MOVED", "CANCELLED"):
        rule(name=moment, moment=moment, minutes_before=..., body="Hola, {nombre}")
    visit = book()
    assert [row["moment"] for row in of_visit(visit)] == ["BOOKED"]

    def to(hour, version):
        body = {"start_time": f"2099-01-05T{hour}:00:00-05:00"}
        headers = {**reception, "If-Match": f'"{version}"'}
        return client.patch(f"{URL}/{visit['id']}", json=body, headers=headers).json["version"]

    version = to("15", visit["version"])
    # Nobody was told of the first hour: the last is the only one.
    assert [(row["moment"], row["visit_at"]) for row in of_visit(visit)] == [
        ("BOOKED", "2099-01-05T20:00:00Z")
    ]
    with shared.connection.cursor() as cursor:
        cursor.execute("UPDATE citas.reminders SET state = 'SENT', sent_at = now()")
    to("16", version)
    assert [row["moment"] for row in of_visit(visit) if row["state"] == "PENDING"] == ["MOVED"]
    move(visit["id"], "CANCELLED", reason="Viaja")
    assert [row["moment"] for row in of_visit(visit) if row["state"] == "PENDING"] == ["CANCELLED"]


def test_what_has_parts_or_repeats_is_told_once_of_each_visit(
    client, reception, rule, doctor, patient, clinic, move, of_visit
):
    rule()
    rule(name="Al agendar", moment="BOOKED", minutes_before=None)
    body = {
        "patient_id": patient,
        "start_time": "2099-01-05T10:00:00-05:00",
        "parts": [
            {"doctor_id": doctor, "minutes": 30},
            {"doctor_id": clinic.doctor("Eva Mora"), "minutes": 20},
        ],
        "repeat": {"frequency": "WEEKLY", "count": 2},
    }
    answer = client.post("/api/citas/series", json=body, headers=reception)
    assert answer.status_code == 201, answer.json
    visits = answer.json["series"]["appointments"]
    assert [[row["moment"] for row in of_visit(visit)] for visit in visits] == [
        ["BOOKED", "BEFORE"],
        [],
        ["BEFORE"],
        [],
    ]
    # Where the first part is no more, the second is what the patient comes for.
    move(visits[2]["id"], "CANCELLED", reason="Viaja")
    assert [row["moment"] for row in of_visit(visits[3])] == ["BEFORE"]
