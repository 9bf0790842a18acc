"""A freed hour: who could come, to whom it is offered, and who is first to accept it by a link."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

URL = "/api/citas/appointments"
LIST = "/api/citas/waitlist"
SHARED = "/api/citas/shared/waitlist-offer"


def entry_of(client, headers, entry):
    return client.get(f"{LIST}/{entry['id']}", headers=headers).json


def gaps(client, headers):
    return client.get(f"{LIST}/gaps", headers=headers).json["data"]


def answer(client, shown, accept=True):
    return client.post(SHARED, json={"accept": accept}, headers=shown)


@pytest.fixture
def three(wait, clinic):
    """Three who wait, in this order."""
    return [wait(patient_id=clinic.patient(name, "Ponce")) for name in ("Estefanía", "Marisol", "Hugo")]


def test_a_cancelled_hour_says_who_could_come_and_why(client, reception, three, freed, wait, clinic):
    elsewhere = wait(patient_id=clinic.patient("Zoe"), doctor_id=clinic.doctor("Eva Luna"))
    gap = freed()
    assert (gap["cause"], gap["state"], gap["fits"], gap["freed_by"]) == (
        "CANCELLED",
        "FREE",
        3,
        "Inés Borja",
    )
    told = client.get(f"{LIST}/gaps/{gap['id']}/candidates", headers=reception).json
    assert [row["entry_id"] for row in told["fit"]] == [entry["id"] for entry in three]
    assert told["fit"][0]["reason"] == "Espera desde hoy, llena el hueco."
    assert [(row["entry_id"], row["reason"]) for row in told["unfit"]] == [
        (elsewhere["id"], "Espera a otro profesional.")
    ]


def test_the_first_to_accept_is_booked_and_the_others_read_that_it_is_gone(
    client, reception, three, freed, offer, link, published
):
    gap = freed()
    made = offer(gap)
    assert [one["entry_id"] for one in made] == [entry["id"] for entry in three]
    assert {entry_of(client, reception, entry)["state"] for entry in three} == {"OFFERED"}
    shown = [link(one) for one in made]
    read = client.get(SHARED, headers=shown[1]).json
    assert (read["name"], read["state"]) == ("Marisol", "OPEN") and "treatments" not in read

    accepted = answer(client, shown[1])
    assert accepted.status_code == 201 and accepted.json["state"] == "ACCEPTED"
    # Sent again, it is answered again and books nothing.
    assert answer(client, shown[1]).json == accepted.json

    entry = entry_of(client, reception, three[1])
    visit = client.get(f"{URL}/{entry['appointment']['id']}", headers=reception).json
    assert entry["state"] == "BOOKED" and visit["patient"]["name"] == "Marisol Ponce"
    assert visit["start_time"] == gap["start_time"] and visit["treatments"][0]["name"] == "Limpieza dental"
    for other in (0, 2):
        late = answer(client, shown[other])
        assert late.status_code == 410 and "ya la tomó otra persona" in late.json["detail"]
        assert client.get(SHARED, headers=shown[other]).json["state"] == "LOST"
        assert entry_of(client, reception, three[other])["state"] == "WAITING"
    (shut,) = gaps(client, reception)
    assert (shut["state"], [one["state"] for one in shut["offers"]]) == (
        "TAKEN",
        ["LOST", "ACCEPTED", "LOST"],
    )
    assert shut["offers"][1]["seen_at"]
    assert [event["data"]["summary"] for event in published("waitlist.booked")] == [
        "Dio una hora liberada a Marisol Ponce"
    ]
    assert published("waitlist.booked")[0]["actor"]["name"] == "Por enlace"


def test_who_was_skipped_is_kept_with_the_reason_and_comes_sooner_next_time(
    client, reception, three, freed, offer, link
):
    gap = freed()
    (one,) = offer(gap, three[0])
    (turn,) = client.get(f"{LIST}/{three[1]['id']}/history", headers=reception).json["data"]
    assert (turn["outcome"], turn["place"]) == ("PASSED", 2)
    assert answer(client, link(one), accept=False).json["state"] == "DECLINED"
    told = client.get(f"{LIST}/gaps/{gap['id']}/candidates", headers=reception).json["fit"]
    assert [row["entry_id"] for row in told] == [three[1]["id"], three[2]["id"], three[0]["id"]]
    assert (
        "una vez le servía y no se le ofreció" in told[0]["reason"]
        and "ya se le ofreció" in told[2]["reason"]
    )
    (turn,) = client.get(f"{LIST}/{three[0]['id']}/history", headers=reception).json["data"]
    assert turn["outcome"] == "DECLINED"


def test_an_offer_reserves_nothing_and_books_over_nobody(
    client, reception, three, freed, offer, link, book, clinic
):
    gap = freed()
    shown = link(offer(gap, three[0])[0])
    book(patient_id=clinic.patient("Nora"))
    late = answer(client, shown)
    assert late.status_code == 410 and "ya la tomó" in late.json["detail"]
    assert entry_of(client, reception, three[0])["state"] == "WAITING"
    assert client.post(f"{LIST}/gaps/{gap['id']}/offers", json={}, headers=reception).status_code == 409


def test_whoever_is_moved_into_the_hour_gives_up_the_old_one(
    client, reception, wait, book, freed, offer, link, patient
):
    later = book(start_time="2099-01-07T10:00:00-05:00", end_time="2099-01-07T10:30:00-05:00")
    entry = wait(gives_up_id=later["id"])
    gap = freed()
    assert answer(client, link(offer(gap, entry)[0])).status_code == 201
    moved = client.get(f"{URL}/{later['id']}", headers=reception).json
    assert moved["start_time"] == gap["start_time"]
    assert entry_of(client, reception, entry)["appointment"]["id"] == later["id"]
    # And what they left is free for somebody else.
    assert [row["cause"] for row in gaps(client, reception) if row["state"] == "FREE"] == ["RESCHEDULED"]


def test_an_hour_is_given_at_once_to_whom_agreed_on_the_phone(client, reception, three, freed, offer):
    gap = freed()
    offer(gap, three[0], three[1])
    given = client.post(
        f"{LIST}/gaps/{gap['id']}/bookings", json={"entry_id": three[2]["id"]}, headers=reception
    )
    assert given.status_code == 201 and given.json["state"] == "BOOKED"
    assert {entry_of(client, reception, entry)["state"] for entry in three[:2]} == {"WAITING"}
    again = client.post(
        f"{LIST}/gaps/{gap['id']}/bookings", json={"entry_id": three[0]["id"]}, headers=reception
    )
    assert again.status_code == 409


def test_what_is_withdrawn_or_late_is_refused_in_words(
    client, reception, three, freed, offer, link, database_of
):
    gap = freed()
    first, second, third = offer(gap)
    shown = [link(one) for one in (first, second, third)]
    assert (
        client.post(f"{LIST}/offers/{first['id']}/withdraw", headers=reception).json["state"] == "WITHDRAWN"
    )
    assert "retiró esta oferta" in answer(client, shown[0]).json["detail"]
    client.post(f"{LIST}/{three[1]['id']}/withdraw", json={"reason": "Ya no"}, headers=reception)
    assert "retiró esta oferta" in answer(client, shown[1]).json["detail"]
    with database_of("citas").session() as db:
        db.run(
            """
            UPDATE citas.waitlist_offers SET created_at = now() - interval '2 hours', expires_at = now() - interval '1 hour'
             WHERE id = %(id)s
            """,
            id=third["id"],
        )
    assert "Venció" in answer(client, shown[2]).json["detail"]
    assert client.post(f"{LIST}/offers/{third['id']}/links", headers=reception).status_code == 410
    assert entry_of(client, reception, three[2])["state"] == "WAITING"
    # Whose offer ran out may be offered it again.
    assert offer(gap, three[2])


def test_a_guessed_or_foreign_link_opens_nothing(client, reception, three, freed, offer, link, apps):
    shown = link(offer(freed())[0])
    cut = {"Authorization": shown["Authorization"][:-4] + "AAAA"}
    assert answer(client, cut).status_code == 401
    assert answer(client, {}).status_code == 401
    assert answer(client, reception).status_code == 401
    consent = (
        apps["historia_clinica"].test_client().get("/api/historia-clinica/shared/consent", headers=shown)
    )
    assert consent.status_code == 403
    assert client.get(LIST, headers=shown).status_code == 401


@pytest.mark.parametrize("spool", ["", "/nowhere"])
def test_a_letter_is_asked_for_where_there_is_an_address(
    wait, clinic, freed, offer, published, apps, monkeypatch, spool
):
    settings = apps["citas"].config["SETTINGS"]
    monkeypatch.setitem(apps["citas"].config, "SETTINGS", settings.model_copy(update={"mail_spool": spool}))
    with_mail = wait(patient_id=clinic.patient("Ana", email="ana@example.com"))
    without = wait(patient_id=clinic.patient("Eva"))
    made = offer(freed(), with_mail, without)
    assert [one["mailed"] for one in made] == [bool(spool), False]
    letters = published("mail.requested")
    assert [event["data"]["to"] for event in letters] == (["ana@example.com"] if spool else [])
    assert all(event["data"]["letter"] == "waitlist_offer" for event in letters)


def test_whoever_needs_equipment_that_is_taken_around_it_is_not_offered_the_hour(
    client, reception, manager, login, clinic, treatment, wait, freed, book
):
    scanner = client.post("/api/citas/equipment", json={"name": "Escáner"}, headers=manager).json["id"]
    plans = login("appointments:read", "schedules:write", "treatments:read", id="8", name="Marta Gil")
    needs = {"preparation_minutes": 10, "equipment_ids": [scanner]}
    answer = client.put(
        f"/api/citas/treatment-rules/{treatment}", json=needs, headers=plans | {"If-Match": '"0"'}
    )
    assert answer.status_code == 200, answer.json
    gap = freed()
    entry = wait()

    def candidates():
        return client.get(f"{LIST}/gaps/{gap['id']}/candidates", headers=reception).json

    assert [one["entry_id"] for one in candidates()["fit"]] == [entry["id"]]
    # Elsewhere, and over only while it would be made ready.
    book(
        doctor_id=clinic.doctor("Eva Sol"),
        patient_id=clinic.patient("Inés"),
        treatments=[{"treatment_id": treatment}],
        start_time="2099-01-05T09:25:00-05:00",
        end_time="2099-01-05T09:55:00-05:00",
    )
    (refused,) = candidates()["unfit"]
    assert refused["reason"] == "No alcanza la preparación o la limpieza, o falta el equipo."


def test_what_frees_no_hour(client, reception, freed, book, move, override, wait):
    """A visit pushed along a little, one that was overbooked, and one whose hour is over."""
    visit = book()
    moved = {"start_time": "2099-01-05T10:10:00-05:00"}
    pushed = client.patch(f"{URL}/{visit['id']}", json=moved, headers=reception | {"If-Match": '"1"'})
    assert pushed.status_code == 200 and gaps(client, reception) == []
    move(visit["id"], "NO_SHOW")
    assert [row["cause"] for row in gaps(client, reception)] == ["NO_SHOW"]
    # Whoever comes back takes the hour again.
    move(visit["id"], "PENDING", reason="Sí viene")
    assert gaps(client, reception) == []


def test_what_the_list_filled_is_counted(client, reception, three, freed):
    gap = freed()
    client.post(f"{LIST}/gaps/{gap['id']}/bookings", json={"entry_id": three[0]["id"]}, headers=reception)
    told = client.get(f"{LIST}/recovered?from=2020-01-01&to=2020-12-31", headers=reception).json
    assert told == {"freed": 0, "booked": 0, "minutes": 0, "total": "0.00"}
    day = datetime.now(ZoneInfo("America/Guayaquil")).date()
    told = client.get(f"{LIST}/recovered?from={day}&to={day}", headers=reception).json
    assert told == {"freed": 1, "booked": 1, "minutes": 30, "total": "45.00"}
    assert client.get(f"{LIST}/recovered?from=2020-01-02&to=2020-01-01", headers=reception).status_code == 422


def test_what_the_list_filled_is_held_against_what_was_invoiced(
    client, reception, login, three, freed, move, deliver
):
    gap = freed()
    given = client.post(
        f"{LIST}/gaps/{gap['id']}/bookings", json={"entry_id": three[0]["id"]}, headers=reception
    )
    day = datetime.now(ZoneInfo("America/Guayaquil")).date()
    url = f"{LIST}/recovered/visits?from={day}&to={day}"
    # Who sees no invoices is told of none.
    told = client.get(url, headers=reception).json
    assert (told["total"], told["invoiced"], told["data"][0]["invoice"]) == ("45.00", None, None)

    cashier = login("appointments:read", "invoices:read", id="7")
    told = client.get(url, headers=cashier).json
    assert (told["invoiced"], told["paid"], told["not_invoiced"]) == ("0.00", "0.00", "45.00")
    move(given.json["appointment"]["id"], "CONFIRMED", "IN_PROGRESS", "COMPLETED")
    deliver()
    (visit,) = client.get(url, headers=cashier).json["data"]
    assert (visit["patient"]["name"], visit["status"], visit["minutes"]) == (
        "Estefanía Ponce",
        "COMPLETED",
        30,
    )
    assert (visit["invoice"]["status"], visit["invoice"]["total"]) == ("DRAFT", "45.00")


def test_how_many_and_for_how_long_is_the_clinics_rule(client, reception, manager, three, freed, offer):
    rules = client.get("/api/citas/booking-rules", headers=reception).json
    assert (rules["waitlist_offers"], rules["waitlist_minutes"]) == (3, 30)
    new = {"overbooked_at_once": 2, "waitlist_offers": 1, "waitlist_minutes": 10}
    saved = client.put(
        "/api/citas/booking-rules", json=new, headers=manager | {"If-Match": f'"{rules["version"]}"'}
    )
    assert saved.status_code == 200, saved.json
    (one,) = offer(freed())
    assert one["entry_id"] == three[0]["id"]


def test_who_may_not_write_the_agenda_offers_nothing(client, login, three, freed, offer):
    reader = login("appointments:read", id="7")
    gap = freed()
    offer(gap, status=403, headers=reader)
    offer(gap, status=401, headers={})
    assert client.get(f"{LIST}/gaps", headers=login("patients:read", id="7")).status_code == 403
    assert client.get(f"{LIST}/gaps/999/candidates", headers=reader).status_code == 404
