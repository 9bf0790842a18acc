"""The published page: what it shows, what it costs, and what it tells nobody."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from secrets import randbits

import pytest

from citas.self_booking.rules import proof
from common.problems import Gone

from .conftest import ONLINE, SETTINGS, solve


def test_it_is_closed_until_it_is_published_by_who_may(client, owner, reception, visitor, publish, published):
    assert client.get(ONLINE).status_code == 404
    assert client.post(f"{ONLINE}/challenges").status_code == 404
    body = {"enabled": True, "mode": "BOOK", "treatment_ids": [1]}
    assert client.put(SETTINGS, json=body, headers=reception | {"If-Match": '"1"'}).status_code == 403
    empty = client.put(
        SETTINGS, json=body | {"treatment_ids": [], "enabled": False}, headers=owner | {"If-Match": '"1"'}
    )
    assert empty.status_code == 200
    made = publish()
    assert made["url"].endswith("/reservar/") and made["qr"].startswith("data:image/svg+xml")
    page = client.get(ONLINE).json
    assert [row["name"] for row in page["treatments"]] == ["Limpieza"] and page["treatments"][0][
        "price"
    ] == "45.00"
    assert [row["id"] for row in page["doctors"]] == [visitor.doctor]
    assert (
        published("self_booking_settings.updated")[-1]["data"]["summary"]
        == "Publicó la página de reserva en línea"
    )


def test_without_mail_nothing_is_published(client, owner, treatment):
    body = {"enabled": True, "mode": "BOOK", "treatment_ids": [treatment]}
    answer = client.put(SETTINGS, json=body, headers=owner | {"If-Match": '"1"'})
    assert answer.status_code in (200, 409)
    if answer.status_code == 409:
        assert "correo" in answer.json["detail"]


def test_hours_follow_one_another_in_what_is_free(client, publish, visitor, book, patient):
    publish()
    assert visitor.times() == ["08:00", "08:40", "09:20", "10:00", "10:40", "11:20"]
    day = visitor.day
    book(start_time=f"{day}T08:30:00-05:00", end_time=f"{day}T09:00:00-05:00")
    assert visitor.times() == ["09:00", "09:40", "10:20", "11:00"]
    assert visitor.times(doctor_id=999999) == []
    far = (day + timedelta(days=40)).isoformat()
    assert visitor.times(**{"from": far, "to": far}) == []
    wish = {"treatment_id": 999999, "from": day.isoformat(), "to": day.isoformat()}
    assert client.get(f"{ONLINE}/times", query_string=wish).status_code == 422


def test_what_a_treatment_needs_holds_online_too(
    client, manager, login, publish, visitor, desk, known, treatment
):
    publish()
    room = client.post("/api/citas/rooms", json={"name": "Rayos", "kind": "Rayos X"}, headers=manager).json[
        "id"
    ]
    planner = login("appointments:read", "schedules:write", "treatments:read", id="8")
    url = f"/api/citas/treatment-rules/{treatment}"

    def rule(version, **body):
        headers = planner | {"If-Match": f'"{version}"'}
        assert client.put(url, json=body | {"room_kind": "Rayos X"}, headers=headers).status_code == 200

    rule(0, notice_minutes=20160)
    assert visitor.times() == [] and visitor.hold(status=422)["errors"][0]["field"] == "start_time"
    # The room of the kind is found by itself, and kept while the visitor writes.
    rule(1, cleaning_minutes=20)
    visitor.hold()
    span = {"from": f"{visitor.day}T00:00:00-05:00", "to": f"{visitor.day}T23:00:00-05:00"}
    held = client.get("/api/citas/holds", query_string=span, headers=manager).json["data"]
    assert held[0]["room"]["id"] == room
    # From 8 to 8:40, and cleaned until 9.
    assert visitor.times()[0] == "09:00"


def test_a_held_hour_is_nobody_elses_and_is_given_back(publish, visitor):
    publish()
    held = visitor.hold()
    assert held["expires_at"] and "08:00" not in visitor.times()
    assert visitor.hold(status=409)["detail"] == "Esa hora ya no está libre. Elija otra."
    visitor.post("returns", {"ticket": held["ticket"]}, 204)
    assert "08:00" in visitor.times()


def test_an_hour_costs_a_proof_of_work_that_counts_once(client, publish, visitor):
    publish()
    asked = client.post(f"{ONLINE}/challenges").json
    text, nonce = asked["challenge"], solve(asked["challenge"], asked["bits"])
    assert visitor.hold(challenge=text, nonce=nonce + 1, status=422)["errors"][0]["field"] == "nonce"
    forged = text.replace(text[0], "9", 1)
    assert visitor.hold(challenge=forged, nonce=nonce, status=422)["errors"][0]["field"] == "challenge"
    first = visitor.hold(challenge=text, nonce=nonce)
    # Sent twice it is the same hour; it opens no other one.
    assert visitor.hold("10:00", challenge=text, nonce=nonce) == first
    assert "10:00" in visitor.times() or "09:20" in visitor.times()


@pytest.mark.parametrize("days", [-1, 45])
def test_notice_and_horizon_hold(publish, visitor, days):
    publish()
    visitor.day += timedelta(days=days - 2)
    assert visitor.hold(status=422)["errors"][0]["field"] == "start_time"


def test_what_is_typed_is_checked_at_the_door(publish, visitor):
    publish()
    ticket = visitor.hold()["ticket"]
    visitor.describe(ticket, 422, document_number="1710034060")
    visitor.describe(ticket, 422, phone="12")
    visitor.describe(ticket, 422, consent=False)
    visitor.describe("x" * 60, 410)


def test_wrong_codes_end_it_and_free_the_hour(publish, visitor):
    publish()
    ticket = visitor.hold()["ticket"]
    visitor.describe(ticket)
    right = visitor.code()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        visitor.confirm(ticket, wrong, 422)
    visitor.confirm(ticket, right, 410)
    assert "08:00" in visitor.times()


def test_a_code_counts_for_an_hour(publish, visitor, database_of):
    publish()
    ticket = visitor.hold()["ticket"]
    visitor.describe(ticket)
    with database_of("citas").transaction() as tx:
        tx.run("UPDATE citas.self_bookings SET consented_at = now() - interval '61 minutes'")
    assert visitor.confirm(ticket, status=410)["detail"] == "Ese código venció. Vuelva a elegir la hora."
    # Another letter has another one.
    visitor.describe(ticket)
    visitor.confirm(ticket)


def test_an_old_proof_and_an_invented_ticket_are_refused_in_words(client, publish, visitor):
    publish()
    secret, now = "x" * 32, datetime.now(UTC)
    text = proof.challenge(secret, now - timedelta(seconds=proof.LIVES_SECONDS), 0)
    with pytest.raises(Gone, match="Pasó mucho tiempo"):
        proof.solved(secret, text, 0, now)
    ours = visitor.hold()["ticket"]
    for ticket in ("x" * 60, ours[:-1] + ("0" if ours[-1] != "0" else "1"), ours.replace(".", "", 1)):
        refused = visitor.post("confirmations", {"ticket": ticket, "code": "123456"}, 410)
        assert refused["detail"] == "Esa reserva ya no está. Vuelva a elegir la hora."


def test_robots_pay_more_for_each_hour():
    assert [proof.bits_for(unfinished) for unfinished in (0, 19, 20, 60, 10_000)] == [15, 15, 16, 18, 22]


def test_an_address_and_a_mailbox_are_asked_so_often_and_no_more(client, publish, visitor, apps, monkeypatch):
    publish()
    citas = apps["citas"]
    ticket = visitor.hold()["ticket"]
    monkeypatch.setattr(citas.extensions["clinic_limits"], "enabled", True)
    monkeypatch.setitem(
        citas.config, "SETTINGS", citas.config["SETTINGS"].model_copy(update={"rate_limit_links": "3/minute"})
    )
    visitor.client = citas.test_client()

    def elsewhere():
        """Another address, which no run before this one had."""
        visitor.client.environ_base["REMOTE_ADDR"] = str(ip_address(randbits(128)))

    elsewhere()
    answers = [visitor.client.get(ONLINE) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0 and "Espere un momento" in answers[-1].json["detail"]
    # Wherever they are sent from, a mailbox gets so many codes in an hour.
    email = f"{randbits(64)}@example.com"
    for status in [201] * 5 + [410, 429]:
        elsewhere()
        visitor.describe(ticket, status, email=email)


def test_another_letter_makes_the_first_code_void(publish, visitor):
    publish()
    ticket = visitor.hold()["ticket"]
    visitor.describe(ticket)
    first = visitor.code()
    visitor.describe(ticket)
    assert visitor.code() != first
    visitor.confirm(ticket, first, 422)
    visitor.confirm(ticket)


def test_whoever_is_logged_in_is_nobody_here(client, publish, visitor, owner, published):
    publish()
    asked = client.post(f"{ONLINE}/challenges", headers=owner)
    assert asked.status_code == 201
    visitor.whole()
    event = published("self_booking.requested", "self_booking.booked")[-1]
    assert event["actor"]["name"] == "Reserva en línea"
