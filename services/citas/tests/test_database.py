"""What PostgreSQL refuses, whoever asks."""

import psycopg2
import pytest
from psycopg2 import errors

INSERT = """
    INSERT INTO citas.appointments (patient_id, patient_name, doctor_id, doctor_name, room_id, during, status,
                                    overbooked, overbook_reason, overbook_room, cancel_reason)
         VALUES (%(patient)s, 'Ana', %(doctor)s, 'Luis', %(room)s, %(during)s, %(status)s,
                 %(overbooked)s, %(why)s, %(share)s, %(cancel)s)
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
            "share": False,
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
    insert(status="NO_SHOW")
    refused(lambda: insert(overbooked=True, why="Dolor"), "appointments_patient_no_overlap")


def test_an_overbooked_visit_occupies_up_to_the_cap(database, insert, room):
    insert(room=room)
    over = {"overbooked": True, "why": "Dolor"}
    refused(lambda: insert(patient=2, room=room, **over), "appointments_room_no_overlap")
    insert(patient=2, room=room, share=True, **over)
    insert(patient=3, **over)
    refused(lambda: insert(patient=4, **over), "appointments_doctor_cap")
    # What it stands over does not matter: whoever comes later and is not overbooked sees the hour as taken.
    refused(lambda: insert(patient=5), "appointments_doctor_no_overlap")
    refused(lambda: insert(patient=5, doctor=5, room=room), "appointments_room_no_overlap")
    refused(lambda: insert(patient=2, doctor=5), "appointments_patient_no_overlap")
    run(database, "UPDATE citas.booking_rules SET overbooked_at_once = 3")
    insert(patient=4, **over)
    refused(lambda: run(database, "UPDATE citas.booking_rules SET overbooked_at_once = 11"),
            "booking_rules_overbooked_at_once")  # fmt: skip
    refused(lambda: run(database, "UPDATE citas.booking_rules SET snap_minutes = 7"),
            "booking_rules_snap_minutes")  # fmt: skip


def test_the_cap_is_of_moments_and_not_of_visits(insert):
    """Of three short visits in a row beside a long one, no moment has more than two."""
    insert(during="[2099-01-05 10:00+00, 2099-01-05 11:30+00)")
    over = {"overbooked": True, "why": "Dolor"}
    for patient, (start, end) in enumerate((("10:00", "10:30"), ("10:30", "11:00"), ("11:00", "11:30")), 2):
        insert(patient=patient, during=f"[2099-01-05 {start}+00, 2099-01-05 {end}+00)", **over)
    insert(patient=6, during="[2099-01-05 10:00+00, 2099-01-05 11:30+00)", **over)
    refused(
        lambda: insert(patient=7, during="[2099-01-05 11:25+00, 2099-01-05 12:00+00)", **over),
        "appointments_doctor_cap",
    )


def test_a_visit_comes_back_only_where_there_is_still_place(database, insert):
    late = insert(status="NO_SHOW")
    insert(patient=2, overbooked=True, why="Dolor")
    refused(
        lambda: run(database, f"UPDATE citas.appointments SET status = 'PENDING' WHERE id = {late}"),
        "appointments_doctor_no_overlap",
    )


def test_completions_are_counted_by_the_database(database, insert):
    id = insert()
    state = f"SELECT status, completions, completed_at IS NOT NULL AS done FROM citas.appointments WHERE id = {id}"
    update = "UPDATE citas.appointments SET {} WHERE id = " + str(id)
    for k in (1, 2):
        run(database, update.format("status = 'COMPLETED', completions = 9"))
        with database.session() as db:
            assert db.one(state) == {"status": "COMPLETED", "completions": k, "done": True}
        run(database, update.format("status = 'IN_PROGRESS'"))
        with database.session() as db:
            assert db.one(state) == {"status": "IN_PROGRESS", "completions": k, "done": False}


@pytest.mark.parametrize(
    "changes", ["status = 'ARRIVED'", "reason = 'Otra'", "status = 'IN_PROGRESS', reason = 'Otra'"]
)
def test_of_what_is_completed_nothing_but_its_completion_is_undone(database, insert, changes):
    id = insert(status="COMPLETED")
    refused(
        lambda: run(database, f"UPDATE citas.appointments SET {changes} WHERE id = {id}"),
        "appointments_final",
    )


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
        ({"share": True}, "appointments_overbook_room"),
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
        "UPDATE citas.appointment_corrections SET reason = 'Nada que ver'",
        "DELETE FROM citas.appointment_corrections",
        "INSERT INTO citas.booking_rules DEFAULT VALUES",
        "UPDATE citas.appointment_treatments SET quantity = 2",
        "SELECT 1 FROM historia_clinica.patients",
    ],
)
def test_the_service_may_not_even_ask(database, sql):
    with pytest.raises(errors.InsufficientPrivilege):
        run(database, sql)


def test_a_room_is_kept_for_its_preparation_and_cleaning(database, insert, room):
    first = insert(room=room)
    second = insert(patient=2, doctor=2, room=room, during="[2099-01-05 11:00+00, 2099-01-05 11:30+00)")
    clean = f"UPDATE citas.appointments SET cleaning_minutes = 10 WHERE id = {first}"
    refused(lambda: run(database, clean), "appointments_room_turnover")
    run(database, f"UPDATE citas.appointments SET cleaning_minutes = 10 WHERE id = {second}")


def test_hours_of_a_large_clinic_are_taken_in(database):
    """More than a page of the index that keeps them from crossing holds, most of them valid since ever."""
    many = (
        "generate_series(100, 499) AS doctor, unnest(ARRAY['-infinity', '2027-01-04']::date[]) AS valid_from"
    )
    run(database, "INSERT INTO citas.doctor_schedules (doctor_id) SELECT generate_series(100, 499)")
    run(
        database,
        f"INSERT INTO citas.timetables (doctor_id, valid_from) SELECT doctor, valid_from FROM {many}",
    )
    run(
        database,
        f"""
        INSERT INTO citas.working_hours (doctor_id, valid_from, weekday, start_time, end_time)
             SELECT doctor, valid_from, weekday, '08:00', '12:00' FROM {many}, generate_series(0, 5) AS weekday
        """,
    )


def test_hours_and_time_off_that_could_not_be(database):
    run(database, "INSERT INTO citas.doctor_schedules (doctor_id) VALUES (1)")
    run(database, "INSERT INTO citas.timetables VALUES (1, '-infinity')")
    hours = "INSERT INTO citas.working_hours VALUES (1, {}, '{}', '{}', '-infinity')"
    run(database, hours.format(0, "08:00", "12:00"))
    refused(lambda: run(database, hours.format(0, "11:00", "13:00")), "working_hours_no_overlap")
    refused(lambda: run(database, hours.format(7, "08:00", "12:00")), "working_hours_weekday")
    refused(lambda: run(database, hours.format(1, "12:00", "08:00")), "working_hours_order")
    forever = "INSERT INTO citas.time_off (doctor_id, during, reason) VALUES (1, '[2099-01-05,)', 'x')"
    refused(lambda: run(database, forever), "time_off_duration")


def test_nobody_is_booked_years_ahead(database, insert):
    id = insert()
    run(database, "UPDATE citas.booking_rules SET horizon_months = 24")
    refused(lambda: insert(patient=2, doctor=2), "appointments_horizon")
    later = (
        f"UPDATE citas.appointments SET during = '[2099-01-06 10:00+00, 2099-01-06 11:00+00)' WHERE id = {id}"
    )
    refused(lambda: run(database, later), "appointments_horizon")
    run(database, f"UPDATE citas.appointments SET status = 'CONFIRMED', during = during WHERE id = {id}")
