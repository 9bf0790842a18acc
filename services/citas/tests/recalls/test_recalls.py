"""Who is due again: counted from what was done, left out while they have a visit to come, called, put off and brought back."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from citas.recalls import letters

URL = "/api/citas/recalls"


def in_days(days):
    return str(datetime.now(ZoneInfo("America/Guayaquil")).date() + timedelta(days=days))


@pytest.fixture
def owner(login):
    return login("appointments:read", "reminders:write", "treatments:read", id="8", name="Marta Gil")


@pytest.fixture
def cleaning(clinic):
    return clinic.treatment()


@pytest.fixture
def patient(clinic):
    return clinic.patient(email="ana@example.com", phone="0991234567")


@pytest.fixture
def rule(client, owner, cleaning):
    """A cleaning every six months, unless it says otherwise."""

    def write(status=201, **changes):
        body = {
            "name": "Limpieza cada seis meses",
            "months": 6,
            "treatment_ids": [cleaning],
            "subject": "Ya es hora de su control",
            "body": "Hola, {nombre}: su última visita fue en {ultima}.",
        } | changes
        answer = client.post("/api/citas/recall-rules", json=body, headers=owner)
        assert answer.status_code == status, answer.json
        return answer.json

    return write


@pytest.fixture
def done(book, move, cleaning, database_of):
    """A cleaning that was finished so many days ago."""

    def finishing(days=200, **more):
        visit = book(treatments=[{"treatment_id": cleaning}], **more)
        move(visit["id"], "ARRIVED", "IN_PROGRESS")
        with database_of("citas").transaction() as tx:
            tx.run(
                "UPDATE citas.appointments SET during = tstzrange(at, at + interval '30 minutes')"
                "  FROM (SELECT date_trunc('day', now()) - %(days)s * interval '1 day' AS at) past WHERE id = %(id)s",
                id=visit["id"],
                days=days,
            )
        return move(visit["id"], "COMPLETED")

    return finishing


@pytest.fixture
def due(client, reception):
    def listed(show="DUE"):
        answer = client.get(URL, query_string={"show": show}, headers=reception)
        assert answer.status_code == 200, answer.json
        return answer.json["data"]

    return listed


@pytest.fixture
def act(client, reception):
    def acting(recall, what, body=None, status=200):
        headers = reception | {"If-Match": f'"{recall["version"]}"'}
        answer = client.post(f"{URL}/{recall['id']}/{what}", json=body or {}, headers=headers)
        assert answer.status_code == status, answer.json
        return answer.json

    return acting


def test_who_had_it_done_long_ago_is_due_and_who_has_a_visit_to_come_is_not(
    rule, done, due, book, cleaning, move
):
    done()
    rule()
    (one,) = due()
    assert one["treatment_id"] == cleaning
    assert one["patient"]["name"] == "Ana Pérez" and one["rule"]["months"] == 6
    again = book(
        treatments=[{"treatment_id": cleaning}],
        start_time="2099-02-05T10:00:00-05:00",
        end_time="2099-02-05T10:30:00-05:00",
    )
    assert due() == []
    move(again["id"], "CANCELLED", reason="Viaja")
    assert [row["id"] for row in due()] == [one["id"]]


def test_a_completion_counts_and_its_undoing_is_undone(rule, done, due, client, login, database_of):
    rule()
    visit = done()
    assert len(due()) == 1
    with database_of("citas").transaction() as tx:
        tx.run("UPDATE citas.appointments SET status = 'IN_PROGRESS' WHERE id = %(id)s", id=visit["id"])
    assert due() == []


def test_who_came_again_starts_anew_and_other_months_move_the_date(rule, done, due, act, client, owner):
    written = rule()
    done(days=400)
    act(due()[0], "dismiss", {"reason": "Se atiende en otra clínica"})
    assert due() == []
    done(days=190)
    (one,) = due()
    assert (one["contacts"], one["reason"]) == (0, None)
    headers = owner | {"If-Match": f'"{written["version"]}"'}
    changed = client.patch(f"/api/citas/recall-rules/{written['id']}", json={"months": 12}, headers=headers)
    assert changed.status_code == 200 and due() == []


def test_it_is_put_off_dismissed_and_brought_back_with_its_reason(rule, done, due, act, published):
    rule()
    done()
    (one,) = due()
    act(one, "snooze", {"until": in_days(0), "reason": "Está de viaje"}, 422)
    until = in_days(30)
    snoozed = act(one, "snooze", {"until": until, "reason": "Está de viaje"})
    assert due() == [] and due("SNOOZED")[0]["reason"] == "Está de viaje"
    act(one, "dismiss", {"reason": "Se mudó"}, 412)
    dismissed = act(snoozed, "dismiss", {"reason": "Se mudó"})
    assert due("DISMISSED")[0]["reason"] == "Se mudó"
    act(dismissed, "contacted", {"how": "CALL"}, 409)
    assert act(dismissed, "restore")["reason"] is None and len(due()) == 1
    sentences = [row["data"]["summary"] for row in published() if row["type"].startswith("recall.")]
    assert sentences[1] == "Descartó la rellamada «Limpieza cada seis meses» de Ana Pérez"


def test_it_is_called_or_written_to_in_the_words_of_its_rule(
    rule, done, due, act, client, reception, apps, published, database_of, monkeypatch, unwanted
):
    rule()
    done()
    (one,) = due()
    message = client.get(f"{URL}/{one['id']}/message", headers=reception).json
    assert message["text"].startswith("Hola, Ana: su última visita fue en ")
    assert message["talk"].startswith("https://wa.me/593991234567?text=Hola")
    called = act(one, "contacted", {"how": "CALL"})
    assert (called["contacted_how"], called["contacted_by"], called["contacts"]) == ("CALL", "Rosa Mora", 1)
    settings = apps["citas"].config["SETTINGS"]
    apps["citas"].config["SETTINGS"] = settings.model_copy(update={"mail_spool": "/nowhere"})
    try:
        mailed = act(called, "mail")
        act(mailed, "mail", status=409)
    finally:
        apps["citas"].config["SETTINGS"] = settings
    (asked,) = published("mail.requested")
    assert asked["data"]["letter"] == "recall" and asked["data"]["to"] == "ana@example.com"
    clinic = {"name": "Clínica Los Andes", "address": "Quito", "phone": None, "email": "hola@example.com"}
    monkeypatch.setattr(letters.neighbours, "clinic", lambda settings, session: clinic)
    letter = letters.recall(settings, database_of("citas"), asked["data"])
    assert (letter.to, letter.subject) == ("ana@example.com", "Ya es hora de su control")
    assert (
        letter.text.startswith("Hola, Ana: su última visita fue en ")
        and letter.reply_to == "hola@example.com"
    )
    dismissed = act(mailed, "dismiss", {"reason": "Se mudó"})
    assert letters.recall(settings, database_of("citas"), asked["data"]) is None
    act(dismissed, "restore")
    assert letters.recall(settings, database_of("citas"), asked["data"]) is not None
    unwanted(one["patient"]["id"])
    assert letters.recall(settings, database_of("citas"), asked["data"]) is None


@pytest.mark.parametrize(
    "change, field",
    [({"months": 0}, "months"), ({"treatment_ids": []}, "treatment_ids"), ({"body": "Hola {hora}"}, "body"),
     ({"treatment_ids": [999999]}, "treatment_ids.0")],
)  # fmt: skip
def test_a_rule_is_refused_at_its_field(rule, change, field):
    assert field in {error["field"] for error in rule(422, **change)["errors"]}
