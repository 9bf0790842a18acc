"""The waiting room: since when people wait, how long they waited, and the screen on the wall, which names nobody whole."""

from datetime import UTC, datetime, timedelta

import pytest

from citas.waiting_room.rules import called, estimated

URL = "/api/citas/waiting-room"
WALL = "/api/citas/shared/waiting-room"


@pytest.fixture
def today(book, override):
    """Book a visit of the clinic's today, at the minute that is now, whatever hours anyone has."""

    def booking(**more):
        start = datetime.now(UTC).replace(second=0, microsecond=0)
        end = start + timedelta(minutes=30)
        more = {"overbooked": True, "overbook_reason": "Urgencia"} | more
        return book(headers=override, start_time=start.isoformat(), end_time=end.isoformat(), **more)

    return booking


@pytest.fixture
def minutes_ago(database_of):
    """Note a step of a visit as it would have been so many minutes ago: a test's own steps are all of one moment."""

    def noting(id, what, minutes):
        with database_of("citas").transaction() as tx:
            tx.run(
                """
                INSERT INTO citas.appointment_changes (appointment_id, what, status, during, doctor_name, changed_at)
                     SELECT id, %(what)s, status, during, doctor_name, now() - %(minutes)s * interval '1 minute'
                       FROM citas.appointments WHERE id = %(id)s
                """,
                id=id,
                what=what,
                minutes=minutes,
            )

    return noting


@pytest.fixture
def arrived(today, database_of, minutes_ago):
    """A visit of today whose patient came, went in and may be done, each so many minutes ago."""

    def coming(status, waited=None, inside=None, **more):
        visit = today(**more)
        with database_of("citas").transaction() as tx:
            tx.run("UPDATE citas.appointments SET status = %(s)s WHERE id = %(id)s", s=status, id=visit["id"])
        for what, minutes in (("arrived", waited), ("started", inside)):
            if minutes is not None:
                minutes_ago(visit["id"], what, minutes)
        return visit

    return coming


@pytest.fixture
def wall(client, manager):
    """What a screen shows, by its link."""
    answer = client.post(f"{URL}/screens", headers=manager)
    assert answer.status_code == 201, answer.json
    page, _, token = answer.json["url"].partition("#")
    assert page.endswith("/sala/")
    return lambda: client.get(WALL, headers={"Authorization": f"Link {token}"})


def test_it_says_since_when_people_wait_and_how_long_they_waited(
    client, clinic, reception, arrived, minutes_ago
):
    other = {"doctor_id": clinic.doctor("Eva Paz"), "patient_id": clinic.patient()}
    waits = arrived("ARRIVED", 12)
    inside = arrived("IN_PROGRESS", 30, 10, **other)
    # Sent back to wait and called again: the wait ended with the first call.
    minutes_ago(inside["id"], "started", 3)
    straight = arrived(
        "IN_PROGRESS", None, 5, doctor_id=clinic.doctor("Sin Espera"), patient_id=clinic.patient()
    )

    board = client.get(URL, headers=reception).json
    now = datetime.fromisoformat(board["now"])
    steps = {row["id"]: row for row in board["data"]}

    def ago(moment):
        return moment and round((now - datetime.fromisoformat(moment)) / timedelta(minutes=1))

    assert [(ago(steps[row["id"]][key])) for row in (waits, inside, straight) for key in ("arrived_at", "started_at")] == [
        12, None, 30, 3, None, 5,
    ]  # fmt: skip
    assert [(row["doctor_name"], row["waited"], row["minutes"]) for row in board["waits"]] == [
        (None, 1, 20),
        ("Eva Paz", 1, 20),
    ]
    of_one = client.get(URL, query_string={"doctor_id": other["doctor_id"]}, headers=reception).json
    assert [row["id"] for row in of_one["data"]] == [inside["id"]]


def test_a_day_without_anybody_has_no_average(client, reception):
    board = client.get(URL, headers=reception).json
    assert board["data"] == [] and board["waits"] == [
        {"doctor_id": None, "doctor_name": None, "waited": 0, "minutes": None}
    ]


def test_the_wall_calls_by_short_names_and_tells_nothing_else(clinic, room, arrived, wall):
    waiting = {
        "patient_id": clinic.patient("Sofía Inés", "Andrade Ponce"),
        "doctor_id": clinic.doctor("Eva Paz"),
    }
    arrived("IN_PROGRESS", 20, 1, room_id=room, treatments=[{"treatment_id": clinic.treatment()}])
    arrived("ARRIVED", 11, **waiting)
    answer = wall()
    assert answer.status_code == 200, answer.json
    (call,), (person,) = answer.json["calls"], answer.json["waiting"]
    assert (call["name"], call["room"], call["doctor"]) == ("Ana P.", "Consultorio 1", "Luis Vera")
    assert person == {"name": "Sofía A.", "doctor": "Eva Paz", "minutes": 0}
    for word in ("Andrade", "Pérez", "Limpieza", "Control", "patient", "45.00"):
        assert word not in answer.text


def test_the_clinic_says_how_names_are_shortened(client, manager, reception, arrived, wall, published):
    arrived("ARRIVED", 5)
    version = client.get(f"{URL}/settings", headers=reception).json["version"]
    new = {"names": "INITIALS", "amber_minutes": 15, "red_minutes": 40, "note": ""}
    headers = {**manager, "If-Match": f'"{version}"'}
    assert client.put(f"{URL}/settings", json=new, headers=headers).json["note"] is None
    assert wall().json["waiting"][0]["name"] == "A. P."
    assert published("waiting_room.updated")[0]["data"]["names"] == "INITIALS"
    assert client.put(f"{URL}/settings", json=new, headers=headers).status_code == 412
    wrong = client.put(
        f"{URL}/settings", json=new | {"red_minutes": 15}, headers=manager | {"If-Match": f'"{version + 1}"'}
    )
    assert wrong.status_code == 422 and wrong.json["errors"][0]["field"] == "red_minutes"


def test_the_links_of_screens_are_withdrawn_together(client, manager, wall, published):
    assert wall().status_code == 200
    assert client.delete(f"{URL}/screens", headers=manager).status_code == 200
    assert wall().status_code == 410
    assert [event["type"] for event in published("waiting_room.shared", "waiting_room.withdrawn")] == [
        "waiting_room.shared",
        "waiting_room.withdrawn",
    ]


@pytest.mark.parametrize("method, path", [("put", "settings"), ("post", "screens"), ("delete", "screens")])
def test_reception_neither_changes_nor_shares_it(client, reception, method, path):
    answer = getattr(client, method)(
        f"{URL}/{path}", headers=reception, **({"json": {}} if method == "put" else {})
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "name, how, short",
    [
        ("Ana Pérez", "FIRST_INITIAL", "Ana P."),
        ("María Fernanda Vélez", "FIRST_INITIAL", "María F. V."),
        ("María Fernanda Vélez Ortiz", "FIRST_INITIAL", "María V."),
        ("María de los Ángeles Vélez Ortiz", "INITIALS", "M. V."),
        ("Ana Pérez", "FIRST", "Ana"),
        ("ana", "INITIALS", "a."),
        (" ", "FIRST", "—"),
    ],
)
def test_a_name_is_shortened(name, how, short):
    assert called(name, how) == short


def test_a_wait_is_guessed_from_who_is_inside_and_who_comes_before():
    now = datetime(2026, 11, 24, 15, tzinfo=UTC)

    def visit(id, doctor, start, minutes):
        begins = now + timedelta(minutes=start)
        return {
            "id": id,
            "doctor_id": doctor,
            "start_time": begins,
            "end_time": begins + timedelta(minutes=minutes),
        }

    inside = [visit(1, 7, -20, 30), visit(2, 8, -90, 30)]
    waiting = [visit(4, 7, 15, 45), visit(3, 7, -5, 20), visit(5, 8, 0, 30), visit(6, 9, 30, 30)]
    assert estimated(waiting, inside, now) == {3: 10, 4: 30, 5: 0, 6: 0}
