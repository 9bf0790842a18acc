"""What PostgreSQL refuses, whoever asks."""

import psycopg2
import pytest
from psycopg2 import errors

INSERT = """
    INSERT INTO citas.appointments (patient_id, patient_name, doctor_id, doctor_name, room_id, during, status,
                                    overbooked, overbook_reason, cancel_reason)
         VALUES (%(patient)s, 'Ana', %(doctor)s, 'Luis', %(room)s, %(during)s, %(status)s,
                 %(overbooked)s, %(why)s, %(cancel)s)
      RETURNING id
"""


@pytest.fixture
def database(apps, database_of):
    return database_of("citas")


@pytest.fixture
def insert(database):
    def inserting(**changes):
        values = {
            "patient": 1,
            "doctor": 1,
            "room": None,
            "during": "[2099-01-05 10:00+00, 2099-01-05 11:00+00)",
            "status": "PENDING",
            "overbooked": False,
            "why": None,
            "cancel": None,
        }
        with database.transaction() as tx:
            return tx.value(INSERT, **values | changes)

    return inserting


def refused(act, constraint):
    with pytest.raises(psycopg2.IntegrityError) as refusal:
        act()
    assert refusal.value.diag.constraint_name == constraint


def run(database, sql):
    with database.transaction() as tx:
        tx.run(sql)


def test_overlaps_of_a_doctor_a_patient_or_a_room(insert, room):
    insert(room=room)
    refused(lambda: insert(patient=2), "appointments_doctor_no_overlap")
    refused(lambda: insert(doctor=2), "appointments_patient_no_overlap")
    refused(lambda: insert(patient=2, doctor=2, room=room), "appointments_room_no_overlap")
    insert(patient=2, doctor=2)
    insert(during="[2099-01-05 11:00+00, 2099-01-05 11:05+00)")
    insert(overbooked=True, why="Dolor")
    insert(status="NO_SHOW")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"during": "[2099-01-05 10:00+00, 2099-01-05 10:04+00)"}, "appointments_duration"),
        ({"during": "[2099-01-05 10:00+00, 2099-01-05 22:01+00)"}, "appointments_duration"),
        ({"during": "[2099-01-05 10:00+00, 2099-01-05 11:00+00]"}, "appointments_duration"),
        ({"during": "(2099-01-05 10:00+00, 2099-01-05 11:00+00)"}, "appointments_duration"),
        ({"during": "[2099-01-05 10:00+00,)"}, "appointments_duration"),
        ({"during": "empty"}, "appointments_duration"),
        ({"during": "[2099-01-05 10:00:01+00, 2099-01-05 11:00+00)"}, "appointments_whole_minutes"),
        ({"status": "DONE"}, "appointments_status"),
        ({"status": "CANCELLED"}, "appointments_cancel_reason"),
        ({"overbooked": True}, "appointments_overbook_reason"),
        ({"room": 999_999}, "appointments_room"),
    ],
)
def test_an_appointment_that_could_not_be(insert, changes, constraint):
    refused(lambda: insert(**changes), constraint)


@pytest.mark.parametrize("status", ["COMPLETED", "CANCELLED"])
def test_what_is_over_stays_as_it_was(database, insert, status):
    id = insert(status=status, cancel="Viajó")
    refused(
        lambda: run(database, f"UPDATE citas.appointments SET status = 'PENDING' WHERE id = {id}"),
        "appointments_final",
    )
    line = f"({id}, 0, 1, 'T', 'Limpieza', 1, 45, 30, '0')"
    refused(
        lambda: run(database, f"INSERT INTO citas.appointment_treatments VALUES {line}"), "appointments_final"
    )


def test_the_lines_of_what_is_over_stay_too(database, insert):
    id = insert()
    run(database, f"INSERT INTO citas.appointment_extras VALUES ({id}, 0, 1, 'P', 'Cepillo', 1, 3, '4')")
    run(database, f"UPDATE citas.appointments SET status = 'COMPLETED' WHERE id = {id}")
    refused(lambda: run(database, "DELETE FROM citas.appointment_extras"), "appointments_final")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM citas.appointments",
        "DELETE FROM citas.rooms",
        "DELETE FROM citas.time_off",
        "UPDATE citas.appointment_treatments SET quantity = 2",
        "SELECT 1 FROM historia_clinica.patients",
    ],
)
def test_the_service_may_not_even_ask(database, sql):
    with pytest.raises(errors.InsufficientPrivilege):
        run(database, sql)


def test_hours_and_time_off_that_could_not_be(database):
    run(database, "INSERT INTO citas.doctor_schedules (doctor_id) VALUES (1)")
    hours = "INSERT INTO citas.working_hours VALUES (1, {}, '{}', '{}')"
    run(database, hours.format(0, "08:00", "12:00"))
    refused(lambda: run(database, hours.format(0, "11:00", "13:00")), "working_hours_no_overlap")
    refused(lambda: run(database, hours.format(7, "08:00", "12:00")), "working_hours_weekday")
    refused(lambda: run(database, hours.format(1, "12:00", "08:00")), "working_hours_order")
    forever = "INSERT INTO citas.time_off (doctor_id, during, reason) VALUES (1, '[2099-01-05,)', 'x')"
    refused(lambda: run(database, forever), "time_off_duration")
