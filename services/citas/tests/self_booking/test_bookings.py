"""What becomes of an hour that somebody confirmed: booked, or decided by the clinic; moved and cancelled by its link."""

import psycopg2
import pytest

from citas.self_booking import letters
from citas.self_booking.routes import public

from .conftest import CONFIG

URL, DESK, SHARED = "/api/citas/appointments", "/api/citas/self-bookings", "/api/citas/shared/self-booking"


def test_a_patient_of_the_clinic_is_booked_at_once(publish, visitor, known, booked, published):
    publish()
    said = visitor.whole()
    (visit,) = booked()
    assert (visit["patient"]["id"], visit["status"], visit["reason"]) == (
        known,
        "PENDING",
        "Reserva en línea",
    )
    assert [line["name"] for line in visit["treatments"]] == ["Limpieza"]
    assert (said["state"], said["name"], said["changeable"]) == ("BOOKED", "Julián", True)
    assert published("appointment.booked")[-1]["actor"]["name"] == "Reserva en línea"


def test_the_answer_is_the_same_whether_the_document_is_known_or_not(publish, visitor, known, desk, booked):
    publish()
    mine = visitor.whole()
    other = visitor.whole(document_number="0926687856", email="otra@example.com", clock="09:20")
    same = ("state", "name", "treatment", "doctor", "changeable", "phone", "note")
    assert {name: mine[name] for name in same} == {name: other[name] for name in same}
    (waits,) = desk()
    assert (waits["doubt"], waits["document_number"], len(booked())) == ("UNKNOWN", "0926687856", 1)


def test_nor_does_the_time_that_it_takes_tell_it(
    client, publish, visitor, known, desk, link, waits, monkeypatch
):
    publish()
    clock = iter(range(0, 1000))
    monkeypatch.setattr(public, "monotonic", lambda: next(clock) / 10)
    for act in (
        visitor.whole,
        lambda: visitor.whole("10:00", document_number="0926687856", email="otra@example.com"),
    ):
        act()
        assert waits.pop() == pytest.approx(public.EQUAL_SECONDS - 0.1) and not waits
    headers = link(desk(decided=True)[0]["id"])
    assert client.post(f"{SHARED}/cancel", headers=headers).status_code == 201
    assert waits.pop() == pytest.approx(public.EQUAL_SECONDS - 0.1)


def test_nor_does_it_tell_that_a_patient_is_elsewhere(publish, visitor, known, clinic, book, desk):
    publish()
    day = visitor.day
    book(doctor_id=clinic.doctor("Eva Paz"), patient_id=known,
         start_time=f"{day}T08:00:00-05:00", end_time=f"{day}T08:30:00-05:00")  # fmt: skip
    assert visitor.whole()["state"] == "BOOKED"
    (waits,) = desk()
    assert waits["doubt"] == "BUSY" and waits["held_until"]
    assert "08:00" not in visitor.times()


def test_moving_by_the_link_tells_no_more_where_the_patient_is(
    client, publish, visitor, known, clinic, book, booked, desk, link
):
    publish()
    day = visitor.day
    book(doctor_id=clinic.doctor("Eva Paz"), patient_id=known,
         start_time=f"{day}T10:00:00-05:00", end_time=f"{day}T10:40:00-05:00")  # fmt: skip
    before = visitor.whole()
    (row,) = desk(decided=True)
    there = {"doctor_id": visitor.doctor, "start_time": f"{day}T10:00:00-05:00"}
    moved = client.post(f"{SHARED}/move", json=there, headers=link(row["id"]))
    assert moved.status_code == 201
    assert moved.json == before | {
        "start_time": f"{day}T15:00:00Z",
        "end_time": f"{day}T15:40:00Z",
    }
    # The hour is kept until somebody decides; what was booked is not any more, and its hour is free again.
    (waits,) = desk()
    assert (waits["doubt"], waits["appointment_id"]) == ("BUSY", None) and waits["held_until"]
    assert [visit["status"] for visit in booked()] == ["CANCELLED"]
    assert "08:00" in visitor.times() and "10:00" not in visitor.times()


def test_nor_do_letters_who_was_told_that_it_is_booked_hears_no_more_of_it(
    client, publish, visitor, known, desk, approver, published
):
    publish()
    visitor.whole(document_number="0926687856")
    (waits,) = desk()

    def told():
        return [
            event
            for event in published("mail.requested")
            if event["data"]["letter"] == "self_booking_outcome"
        ]

    before = told()
    done = client.post(
        f"{DESK}/{waits['id']}/approve",
        json={"patient_id": known},
        headers=approver | {"If-Match": f'"{waits["version"]}"'},
    )
    assert done.status_code == 201 and told() == before


def test_a_booking_that_is_made_is_not_made_again_nor_given_back_by_its_ticket(
    publish, visitor, known, booked
):
    publish()
    ticket = visitor.hold()["ticket"]
    visitor.describe(ticket)
    visitor.confirm(ticket)
    assert "Vuelva a elegir la hora" in visitor.describe(ticket, 410)["detail"]
    visitor.post("returns", {"ticket": ticket}, 204)
    assert [visit["status"] for visit in booked()] == ["PENDING"]


def test_confirmed_twice_it_is_booked_once(publish, visitor, known, booked):
    publish()
    ticket = visitor.hold()["ticket"]
    visitor.describe(ticket)
    code = visitor.code()
    first = visitor.confirm(ticket, code)
    assert visitor.confirm(ticket, code) == first and len(booked()) == 1


def test_a_person_has_so_many_bookings_to_come(publish, visitor, known, desk):
    publish(per_person=1)
    visitor.whole()
    ticket = visitor.hold("09:20")["ticket"]
    visitor.describe(ticket)
    assert "Con este correo ya hay 1 reserva" in visitor.confirm(ticket, status=409)["detail"]
    # Under another mail somebody of the clinic looks at it.
    assert visitor.whole("10:40", email="otra@example.com")["state"] == "BOOKED"
    assert desk()[0]["doubt"] == "MANY"


def test_from_who_misses_somebody_asks_for_a_deposit_first(
    publish, visitor, known, desk, booked, database_of
):
    publish()
    visitor.whole()
    with database_of("citas").transaction() as tx:
        tx.run("""
            UPDATE citas.appointments
               SET status = 'NO_SHOW', during = tstzrange(lower(during) - interval '7 days', upper(during) - interval '7 days')
            """)
        tx.run("UPDATE citas.booking_rules SET deposit_misses = 1")
    assert visitor.whole("10:40", email="otra@example.com")["state"] == "BOOKED"
    assert desk()[0]["doubt"] == "MISSED" and len(booked()) == 1


def test_where_each_is_approved_the_hour_is_kept_until_then(
    client, publish, visitor, known, desk, booked, approver, reception
):
    publish(mode="REQUEST")
    assert visitor.whole()["state"] == "REQUESTED"
    (waits,) = desk()
    assert waits["doubt"] == "MODE" and "08:00" not in visitor.times() and booked() == []
    url, version = f"{DESK}/{waits['id']}", {"If-Match": f'"{waits["version"]}"'}
    assert (
        client.post(f"{url}/approve", json={"patient_id": known}, headers=reception | version).status_code
        == 403
    )
    assert client.post(f"{url}/approve", json={"patient_id": known}, headers=approver).status_code == 428
    done = client.post(f"{url}/approve", json={"patient_id": known}, headers=approver | version)
    assert (done.status_code, done.json["state"], done.json["decided_by"]) == (201, "BOOKED", "Rosa Mora")
    assert booked()[0]["patient"]["id"] == known and desk() == []
    again = client.post(f"{url}/approve", json={"patient_id": known}, headers=approver | version)
    assert again.json["appointment_id"] == done.json["appointment_id"] and len(booked()) == 1


def test_what_is_rejected_frees_its_hour_and_says_why(
    client, publish, visitor, desk, approver, database_of, published
):
    publish(mode="REQUEST")
    visitor.whole()
    (waits,) = desk()
    url, version = f"{DESK}/{waits['id']}/reject", {"If-Match": f'"{waits["version"]}"'}
    assert client.post(url, json={"reason": ""}, headers=approver | version).status_code == 422
    assert client.post(url, json={"reason": "Hay cirugía"}, headers=approver | version).status_code == 201
    assert "08:00" in visitor.times()
    assert desk(decided=True)[0]["reject_reason"] == "Hay cirugía"
    about = [
        event["data"]
        for event in published("mail.requested")
        if event["data"]["letter"] == "self_booking_outcome"
    ][-1]
    letter = letters.outcome(CONFIG, database_of("citas"), about)
    assert (
        letter.to == "julian@example.com" and "Hay cirugía" in letter.text and "Limpieza" not in letter.text
    )


def test_it_is_moved_and_cancelled_by_its_link(client, publish, visitor, known, booked, desk, link):
    publish()
    visitor.whole()
    (row,) = desk(decided=True)
    headers = link(row["id"])
    assert client.get(SHARED, headers=headers).json["changeable"]
    there = {"doctor_id": visitor.doctor, "start_time": f"{visitor.day}T10:00:00-05:00"}
    moved = client.post(f"{SHARED}/move", json=there, headers=headers)
    assert (moved.status_code, moved.json["start_time"]) == (201, f"{visitor.day}T15:00:00Z")
    assert booked()[0]["start_time"] == f"{visitor.day}T15:00:00Z" and "08:00" in visitor.times()
    gone = client.post(f"{SHARED}/cancel", headers=headers)
    assert (gone.status_code, gone.json["state"]) == (201, "CANCELLED")
    assert booked()[0]["status"] == "CANCELLED" and "10:00" in visitor.times()
    assert client.post(f"{SHARED}/cancel", headers=headers).json["state"] == "CANCELLED"
    assert client.post(f"{SHARED}/move", json=there, headers=headers).status_code == 410


def test_a_request_is_moved_and_cancelled_too(client, publish, visitor, desk, link):
    publish(mode="REQUEST")
    visitor.whole()
    headers = link(desk()[0]["id"])
    there = {"doctor_id": visitor.doctor, "start_time": f"{visitor.day}T10:00:00-05:00"}
    assert client.post(f"{SHARED}/move", json=there, headers=headers).json["state"] == "REQUESTED"
    assert "08:00" in visitor.times() and "10:00" not in visitor.times()
    assert client.post(f"{SHARED}/cancel", headers=headers).json["state"] == "CANCELLED"
    assert desk() == [] and "10:00" in visitor.times() or "09:20" in visitor.times()


def test_near_its_hour_it_is_changed_by_telephone(client, publish, visitor, known, desk, link):
    publish(cancel_minutes=20160)
    visitor.whole()
    headers = link(desk(decided=True)[0]["id"])
    assert client.get(SHARED, headers=headers).json["changeable"] is False
    assert client.post(f"{SHARED}/cancel", headers=headers).status_code == 410


def test_the_clinic_cancels_and_the_link_says_so(client, publish, visitor, known, booked, desk, link, move):
    publish()
    visitor.whole()
    move(booked()[0]["id"], "CANCELLED", reason="El profesional enfermó")
    assert client.get(SHARED, headers=link(desk(decided=True)[0]["id"])).json["state"] == "CANCELLED"


def test_who_never_confirmed_is_forgotten(publish, visitor, database_of):
    publish()
    visitor.hold()
    with database_of("citas").transaction() as tx:
        tx.run("UPDATE citas.self_bookings SET created_at = now() - interval '2 days'")
    visitor.hold("10:00")
    with database_of("citas").session() as db:
        assert db.value("SELECT count(*) FROM citas.self_bookings") == 1


def test_the_database_holds_what_must_be(database_of, publish, visitor):
    publish()
    visitor.hold()
    for wrong, name in (
        ("UPDATE citas.self_bookings SET state = 'CODE'", "self_bookings_person"),
        ("UPDATE citas.self_booking_settings SET treatment_ids = '{}'", "self_booking_settings_treatments"),
    ):
        with (
            pytest.raises(psycopg2.errors.CheckViolation) as refused,
            database_of("citas").transaction() as tx,
        ):
            tx.run(wrong)
        assert refused.value.diag.constraint_name == name
