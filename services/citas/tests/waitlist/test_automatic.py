"""An hour that offers itself: by the clinic's rule, round after round, until somebody takes it or somebody stops it."""

import pytest

from citas.waitlist.jobs import Offerer

LIST = "/api/citas/waitlist"
RULES = "/api/citas/booking-rules"


@pytest.fixture
def rules(client, manager):
    def save(**changes):
        version = client.get(RULES, headers=manager).json["version"]
        answer = client.put(
            RULES, json={"overbooked_at_once": 2} | changes, headers=manager | {"If-Match": f'"{version}"'}
        )
        assert answer.status_code == 200, answer.json

    return save


@pytest.fixture
def two(wait, clinic):
    return [
        wait(patient_id=clinic.patient(name, "Ponce", email=f"{name}@example.com"))
        for name in ("Ema", "Hugo")
    ]


@pytest.fixture
def database(apps):
    return apps["citas"].extensions["db"]


@pytest.fixture
def minutes_pass(apps, suite, settings, database):
    """The relay looks, once what is due then is due now."""

    def act():
        with database.transaction() as tx:
            tx.run(
                "UPDATE citas.waitlist_gaps SET offer_at = now() WHERE offer_at IS NOT NULL AND NOT in_round"
            )
        job = Offerer(settings, database, suite[1])
        job.token = apps["citas"].extensions["links"].token
        job.run()

    return act


@pytest.fixture
def gap_now(client, reception):
    def read(gap):
        (found,) = client.get(f"{LIST}/gaps?appointment_id={gap['appointment_id']}", headers=reception).json[
            "data"
        ]
        return found

    return read


def test_by_the_clinics_rule_an_hour_offers_itself_to_one_after_the_other(
    client, reception, rules, two, freed, link, minutes_pass, gap_now, published
):
    rules(waitlist_automatic=True, waitlist_offers=1)
    gap = freed()
    assert gap["automatic"] and gap["offer_at"] > gap["freed_at"] and gap["offers"] == []
    minutes_pass()
    first = gap_now(gap)
    assert [one["entry_id"] for one in first["offers"]] == [two[0]["id"]]
    assert first["offer_at"] == first["offers"][0]["expires_at"]
    # A round is out: looked at again, nothing is offered twice.
    minutes_pass()
    assert len(gap_now(gap)["offers"]) == 1

    client.post("/api/citas/shared/waitlist-offer", json={"accept": False}, headers=link(first["offers"][0]))
    minutes_pass()
    second = gap_now(gap)
    assert [one["state"] for one in second["offers"]] == ["DECLINED", "OPEN"]
    assert second["offers"][1]["entry_id"] == two[1]["id"]
    # Who was passed over in the first round reads it once, with the reason.
    turns = client.get(f"{LIST}/{two[1]['id']}/history", headers=reception).json["data"]
    assert sorted(turn["outcome"] for turn in turns) == ["OPEN", "PASSED"]
    assert all(event["actor"]["id"] == "service-citas" for event in published("waitlist.offered"))

    client.post(f"{LIST}/offers/{second['offers'][1]['id']}/withdraw", headers=reception)
    minutes_pass()
    third = gap_now(gap)
    assert len(third["offers"]) == 2 and third["automatic"]
    assert third["offer_note"] == "A nadie más de la lista le sirve por ahora."


def test_taken_by_hand_it_offers_itself_no_more_and_who_had_it_reads_that_it_is_gone(
    client, reception, rules, two, freed, link, minutes_pass, gap_now, book, clinic
):
    rules(waitlist_automatic=True, waitlist_offers=1)
    gap = freed()
    minutes_pass()
    (offered,) = gap_now(gap)["offers"]
    shown = link(offered)
    book(
        patient_id=clinic.patient("Zoe"),
        doctor_id=gap["doctor"]["id"],
        start_time=gap["start_time"],
        end_time=gap["end_time"],
    )
    taken = gap_now(gap)
    assert (taken["state"], taken["automatic"], taken["offers"][0]["state"]) == ("TAKEN", False, "LOST")
    assert (
        "ya la tomó otra persona"
        in client.post("/api/citas/shared/waitlist-offer", json={"accept": True}, headers=shown).json[
            "detail"
        ]
    )
    minutes_pass()
    assert len(gap_now(gap)["offers"]) == 1
    states = {client.get(f"{LIST}/{one['id']}", headers=reception).json["state"] for one in two}
    assert states == {"WAITING"}


def test_somebody_stops_an_hour_and_lets_it_go_on(
    client, reception, login, rules, two, freed, minutes_pass, gap_now, published
):
    # Without the rule an hour offers itself only where somebody says so.
    gap = freed()
    minutes_pass()
    assert not gap["automatic"] and gap_now(gap)["offers"] == []

    def say(automatic, headers=reception):
        return client.put(
            f"{LIST}/gaps/{gap['id']}/automatic", json={"automatic": automatic}, headers=headers
        )

    assert say(True, login("appointments:read", id="7")).status_code == 403
    assert say(True).json["automatic"] and say(True).status_code == 200
    stopped = say(False)
    assert not stopped.json["automatic"]
    minutes_pass()
    assert gap_now(gap)["offers"] == []
    say(True)
    minutes_pass()
    assert len(gap_now(gap)["offers"]) == 2
    said = [event["data"]["summary"] for event in published("waitlist.automatic")]
    assert said == ["Puso a ofrecerse sola la hora liberada del 05/01/2099 10:00 con Luis Vera"] * 2
    # The clinic that takes the rule back stops them all.
    rules(waitlist_automatic=True)
    rules(waitlist_automatic=False)
    assert not gap_now(gap)["automatic"]


def test_who_waits_for_what_is_no_longer_offered_is_passed_over(
    apps, login, rules, two, treatment, freed, minutes_pass, gap_now, database
):
    rules(waitlist_automatic=True, waitlist_offers=2)
    gap = freed()
    stock = login("treatments:read", "treatments:write")
    inventario = apps["inventario"].test_client()
    url = f"/api/inventario/treatments/{treatment}"
    version = inventario.get(url, headers=stock).json["version"]
    changed = inventario.patch(url, json={"active": False}, headers=stock | {"If-Match": f'"{version}"'})
    assert changed.status_code == 200, changed.json
    minutes_pass()
    assert gap_now(gap)["offers"] == []
    with database.session() as db:
        reasons = db.all("SELECT entry_id, reason FROM citas.waitlist_skips ORDER BY entry_id")
    assert [row["entry_id"] for row in reasons] == [entry["id"] for entry in two]
    assert all("ya no se ofrece" in row["reason"] for row in reasons)
