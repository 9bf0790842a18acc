"""Overbooked visits of before they occupied."""

from contextlib import closing

import psycopg2
import pytest
from psycopg2 import errors as pg

from migrations.migrate import migrate
from migrations.tests.conftest import ask


def test_older_overbooked_visits_that_overlap_keep_their_place(url):
    """They were exempt from every overlap; from now on only what each of them stands over is."""
    migrate(url, "0018")
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO citas.rooms (name) VALUES ('Uno') RETURNING id")
        room = cursor.fetchone()[0]
        for patient, status, why in [
            (1, "COMPLETED", None),
            (1, "COMPLETED", "Dolor"),
            (1, "PENDING", "Dolor"),
            (2, "PENDING", "Dolor"),
            (1, "NO_SHOW", "Dolor"),
        ]:
            cursor.execute(
                """INSERT INTO citas.appointments (patient_id, patient_name, doctor_id, doctor_name, room_id, during,
                                                   status, overbooked, overbook_reason)
                        VALUES (%s, 'Ana', 1, 'Luis', %s, '[2025-01-06 15:00+00, 2025-01-06 16:00+00)', %s, %s, %s)""",
                (patient, room, status, why is not None, why),
            )
    migrate(url)
    rows = ask(
        url, "SELECT overbook_room, double_booked, completions, version FROM citas.appointments ORDER BY id"
    )
    assert rows == [
        (False, False, 1, 1),
        (True, True, 1, 1),
        (True, True, 0, 1),
        (True, False, 0, 1),
        (False, False, 0, 1),
    ]
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("UPDATE citas.appointments SET status = 'CONFIRMED' WHERE id = 3")
        with pytest.raises(pg.ExclusionViolation) as refusal:
            cursor.execute("UPDATE citas.appointments SET doctor_id = 2 WHERE id = 3")
        assert refusal.value.diag.constraint_name == "appointments_patient_no_overlap"
    migrate(url, "0018")
    assert ask(url, "SELECT count(*) FROM citas.appointments") == [(5,)]
