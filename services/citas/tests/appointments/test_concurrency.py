"""Many at once, on real commits. What is written here stays, so each test has doctors and days of its own.

Full size, in the `proofs` of `./clinica test`: `BOOKERS=200`.
"""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from common.store.sql import only

URL = "/api/citas/appointments"
AT_ONCE = int(os.environ.get("BOOKERS", "50"))
EVERYTHING = (
    "appointments:read",
    "appointments:write",
    "schedules:write",
    "patients:read",
    "treatments:read",
    "events:deliver",
)


@pytest.fixture(scope="module")
def patients(busy_clinic):
    return [busy_clinic.patient() for _ in range(AT_ONCE)]


@pytest.fixture
def send(committed, login):
    """Send one request to the agenda: `send("POST", url, body, version)`."""
    headers = login(*EVERYTHING)

    def sending(method, url, json, version=None):
        versioned = {} if version is None else {"If-Match": f'"{version}"'}
        return (
            committed["citas"].test_client().open(url, method=method, json=json, headers=headers | versioned)
        )

    return sending


def all_at_once(calls):
    with ThreadPoolExecutor(24) as pool:
        return list(pool.map(lambda call: call(), calls))


def appointment(doctor, patient, start="10:00", end="10:30", day="2098-03-11", **more):
    times = {"start_time": f"{day}T{start}:00-05:00", "end_time": f"{day}T{end}:00-05:00"}
    return {"doctor_id": doctor, "patient_id": patient, **times, **more}


def booking(send, body):
    return lambda: send("POST", URL, body)


def must_have_one_winner(answers, sentence):
    """And every loser learns who has it, and what is free."""
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: AT_ONCE - 1}
    winner = next(answer.json for answer in answers if answer.status_code == 201)
    for loser in (answer.json for answer in answers if answer.status_code == 409):
        assert loser["detail"] == sentence
        assert [clash["id"] for clash in loser["conflicts"]] == [winner["id"]]
        assert len(loser["next_slots"]) == 3


def test_of_many_who_want_one_hour_of_a_doctor_one_gets_it(send, busy_clinic, patients):
    doctor = busy_clinic.doctor()
    answers = all_at_once([booking(send, appointment(doctor, patient)) for patient in patients])
    must_have_one_winner(answers, "El profesional ya tiene una cita en ese horario.")


def test_of_many_who_want_one_room_one_gets_it(send, busy_clinic, patients):
    room = send("POST", "/api/citas/rooms", {"name": f"Consultorio {uuid4()}"}).json["id"]
    doctors = [busy_clinic.doctor() for _ in range(20)]
    day = {"day": "2098-03-12", "room_id": room}
    answers = all_at_once(
        [booking(send, appointment(doctors[n % 20], patient, **day)) for n, patient in enumerate(patients)]
    )
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: AT_ONCE - 1}


def test_of_fifty_who_want_a_room_of_two_and_three_sensors_two_get_it(send, busy_clinic, patients):
    """Whoever comes without the room gets the third sensor; nobody gets a fourth."""
    room = send("POST", "/api/citas/rooms", {"name": f"Sala {uuid4()}", "capacity": 2}).json["id"]
    sensor = send("POST", "/api/citas/equipment", {"name": f"Sensor {uuid4()}", "capacity": 3}).json["id"]
    treatment = busy_clinic.treatment(name="Radiografía")
    rule = {"equipment_ids": [sensor], "cleaning_minutes": 10}
    assert send("PUT", f"/api/citas/treatment-rules/{treatment}", rule, 0).status_code == 200
    doctors = [busy_clinic.doctor() for _ in range(50)]
    wish = {"day": "2098-03-16", "treatments": [{"treatment_id": treatment}]}
    answers = all_at_once(
        [
            booking(send, appointment(doctors[n], patients[n], room_id=room if n % 2 else None, **wish))
            for n in range(50)
        ]
    )
    won = [answer.json for answer in answers if answer.status_code == 201]
    assert len(won) == 3 and sum(visit["room"] is not None for visit in won) <= 2
    assert {answer.json["obstacle"] for answer in answers if answer.status_code == 409} <= {
        "ROOM",
        "EQUIPMENT",
    }
    assert {answer.status_code for answer in answers} == {201, 409}


def test_of_many_who_hold_and_book_one_hour_of_doctor_room_and_equipment_one_gets_it(
    committed, login, busy_clinic, patients, send
):
    """Half hold first and book what they hold; half book at once. Whoever holds is not overtaken."""
    doctor, treatment = busy_clinic.doctor(), busy_clinic.treatment(name="Radiografía")
    room = send("POST", "/api/citas/rooms", {"name": f"Consultorio {uuid4()}"}).json["id"]
    sensor = send("POST", "/api/citas/equipment", {"name": f"Sensor {uuid4()}"}).json["id"]
    send("PUT", f"/api/citas/treatment-rules/{treatment}", {"equipment_ids": [sensor]}, 0)
    place = {"day": "2098-03-13", "room_id": room, "treatments": [{"treatment_id": treatment}]}

    def act(n):
        client, headers = committed["citas"].test_client(), login(*EVERYTHING, id=str(7000 + n))
        body = appointment(doctor, patients[n], **place)
        if n % 2:
            return None, client.post(URL, json=body, headers=headers)
        wish = only(body, "doctor_id", "room_id", "start_time", "end_time")
        held = client.post("/api/citas/holds", json={**wish, "treatment_ids": [treatment]}, headers=headers)
        return held, client.post(URL, json=body, headers=headers)

    answers = all_at_once([lambda n=n: act(n) for n in range(AT_ONCE)])
    assert Counter(booked.status_code for _, booked in answers) == {201: 1, 409: AT_ONCE - 1}
    holds = [(held.status_code, booked.status_code) for held, booked in answers if held is not None]
    assert all(booked == 201 for held, booked in holds if held == 201)
    assert {held for held, _ in holds} <= {201, 409}


def test_one_patient_wanted_by_many_doctors_sees_one(send, busy_clinic):
    patient, doctors = busy_clinic.patient(), [busy_clinic.doctor() for _ in range(20)]
    answers = all_at_once(
        [booking(send, appointment(doctors[n % 20], patient, day="2098-03-05")) for n in range(AT_ONCE)]
    )
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: AT_ONCE - 1}


def test_of_mixed_bookers_one_hour_holds_one_and_the_cap(committed, login, busy_clinic, patients):
    """Half of them overbook; two overbooked visits at once are the clinic's rule. No patient is in two places."""
    doctor = busy_clinic.doctor()
    headers = login(*EVERYTHING, "appointments:override")

    def book(n):
        over = {"overbooked": True, "overbook_reason": "Dolor agudo"} if n % 2 else {}
        # Pairs of bookers want the same patient, so that nobody is written down twice.
        body = appointment(doctor, patients[n // 2], day="2098-03-09", **over)
        return committed["citas"].test_client().post(URL, json=body, headers=headers)

    answers = all_at_once([lambda n=n: book(n) for n in range(AT_ONCE)])
    assert Counter(answer.status_code for answer in answers) == {201: 3, 409: AT_ONCE - 3}
    booked = [answer.json for answer in answers if answer.status_code == 201]
    assert len({row["patient"]["id"] for row in booked}) == 3
    assert sum(row["overbooked"] for row in booked) >= 2
    assert {answer.json["obstacle"] for answer in answers if answer.status_code == 409} <= {
        "DOCTOR",
        "PATIENT",
        "CAP",
    }


def test_a_retry_storm_with_one_key_books_once(committed, login, busy_clinic, patients):
    headers = login(*EVERYTHING) | {"Idempotency-Key": f"storm-{uuid4()}"}
    body = appointment(busy_clinic.doctor(), patients[0], day="2098-03-06")
    answers = all_at_once(
        [lambda: committed["citas"].test_client().post(URL, json=body, headers=headers) for _ in range(40)]
    )
    assert {(answer.status_code, answer.json["id"]) for answer in answers} == {(201, answers[0].json["id"])}


def test_whoever_swaps_cancels_returns_and_renames_at_once_never_deadlocks(send, busy_clinic, patients):
    doctors = [busy_clinic.doctor() for _ in range(2)]
    for round in range(6):
        day = f"2098-04-{round + 1:02}"
        pair = [
            send("POST", URL, appointment(doctor, patients[n], day=day)).json
            for n, doctor in enumerate(doctors)
        ]
        calls = []
        for n, booked in enumerate(pair):
            url = f"{URL}/{booked['id']}"
            renamed = {"patient": {"id": patients[n], "name": f"Ana {round}"}}
            event = {
                "id": str(uuid4()),
                "type": "patient.updated",
                "occurred_at": "2098-01-01T00:00:00Z",
                "aggregate": f"patient:{patients[n]}",
                "service": "historia_clinica",
                "data": renamed,
            }
            calls += [
                lambda url=url, n=n: send("PATCH", url, {"doctor_id": doctors[1 - n]}, 1),
                lambda url=url: send(
                    "PATCH", f"{url}/status", {"status": "CONFIRMED", "reason": "Se corrige"}
                ),
                lambda url=url: send("PATCH", f"{url}/status", {"status": "NO_SHOW", "confirm": True}),
                lambda url=url: send("PATCH", f"{url}/status", {"status": "ARRIVED", "confirm": True}),
                lambda url=url: send("PUT", f"{url}/treatments", {"items": []}, 1),
                lambda event=event: send("POST", "/api/citas/events", {"events": [event]}),
                *(booking(send, appointment(doctor, patients[9 + n], day=day)) for doctor in doctors),
                *(booking(send, appointment(doctor, patients[n], day=day)) for doctor in doctors),
            ]
        answers = all_at_once(calls)
        assert {answer.status_code for answer in answers} <= {200, 201, 409, 412}


def test_of_two_who_move_one_appointment_one_is_told_to_look_again(send, busy_clinic, patients):
    booked = send("POST", URL, appointment(busy_clinic.doctor(), patients[0], day="2098-05-05")).json
    url = f"{URL}/{booked['id']}"
    answers = all_at_once([lambda n=n: send("PATCH", url, {"reason": f"Motivo {n}"}, 1) for n in range(20)])
    assert Counter(answer.status_code for answer in answers) == {200: 1, 412: 19}


def test_a_room_taken_out_of_use_is_in_no_later_booking(send, busy_clinic, patients):
    room = send("POST", "/api/citas/rooms", {"name": f"Consultorio {uuid4()}"}).json
    doctor = busy_clinic.doctor()
    calls = [
        booking(
            send,
            appointment(
                doctor,
                patients[n],
                f"{8 + n}:00".zfill(5),
                f"{8 + n}:30".zfill(5),
                room_id=room["id"],
                day="2098-06-06",
            ),
        )
        for n in range(10)
    ]
    calls.insert(5, lambda: send("PATCH", f"/api/citas/rooms/{room['id']}", {"active": False}, 1))
    answers = all_at_once(calls)
    assert {answer.status_code for answer in answers} <= {200, 201, 422}
