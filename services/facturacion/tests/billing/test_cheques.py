"""Cheques: good from their day, deposited, bounced so that the invoice is owed again; each with its way back."""

from datetime import timedelta

import pytest

from common.clock import clinic_today

API = "/api/facturacion"
URL = f"{API}/cheques"


@pytest.fixture
def today(apps):
    with apps["facturacion"].app_context():
        return clinic_today()


@pytest.fixture
def cheque(client, boss, issued, pay, today):
    """A cheque for an invoice of 40.00, good in so many days: `cheque(0)`."""

    def make(days=0, **more):
        id = issued()["id"]
        due = (today + timedelta(days=days)).isoformat()
        made = pay(id, "40.00", "CHECK", reference=f"Cheque {id}", bank="Pichincha", due_on=due, **more)
        assert made.status_code == 201, made.json
        return listed(client, boss, f"search=Cheque {id}")[0]

    return make


def listed(client, headers, query=""):
    answer = client.get(f"{URL}?{query}", headers=headers)
    assert answer.status_code == 200, answer.json
    return answer.json["data"]


@pytest.fixture
def act(client, boss):
    """Do something to a cheque as it was last seen: `act(cheque, "bounce", reason="…")`."""

    def post(cheque, what, **wish):
        headers = boss | {"If-Match": f'"{cheque["version"]}"'}
        url = f"{URL}/{cheque['id']}/{what}"
        return (
            client.post(url, headers=headers)
            if "undo" in what
            else client.post(url, json=wish, headers=headers)
        )

    return post


@pytest.fixture
def owed(client, boss):
    return lambda cheque: client.get(f"{API}/invoices/{cheque['invoice_id']}", headers=boss).json["balance"]


@pytest.fixture
def told(database_of):
    def find(type):
        with database_of("facturacion").session() as db:
            return db.value(
                "SELECT data ->> 'summary' FROM outbox WHERE type = %(type)s ORDER BY seq DESC LIMIT 1",
                type=type,
            )

    return find


def test_what_is_due_is_told_from_what_waits(client, boss, cheque, act):
    now, later = cheque(0), cheque(30)
    due = [row["id"] for row in listed(client, boss, "due=true")]
    assert now["id"] in due and later["id"] not in due
    waiting = [row["id"] for row in listed(client, boss, "due=false")]
    assert later["id"] in waiting and now["id"] not in waiting
    assert act(now, "deposit").json["status"] == "DEPOSITED"
    assert now["id"] not in [row["id"] for row in listed(client, boss, "due=true")]
    assert [row["id"] for row in listed(client, boss, f"status=HELD&from={later['due_on']}")] == [later["id"]]
    assert listed(client, boss, "search=pichincha&status=DEPOSITED")[0]["id"] == now["id"]
    # In any order, of the invoice and of the bank; a sign alone is nothing, and no wildcard.
    assert listed(client, boss, "search=pichincha fernanda&status=DEPOSITED")[0]["id"] == now["id"]
    assert listed(client, boss, "search=%25") == listed(client, boss, "search=_") == []


def test_a_deposit_has_its_way_back(cheque, act, told):
    done = act(cheque(0), "deposit")
    assert done.status_code == 200 and done.json["deposited_on"] == done.json["due_on"]
    assert told("cheque.deposited").startswith("Depositó el ")
    again = act(done.json, "deposit")
    assert again.status_code == 409 and again.json["detail"] == "Ese cheque está depositado."
    back = act(done.json, "deposit/undo").json
    assert (back["status"], back["deposited_on"]) == ("HELD", None)
    assert act(done.json, "deposit").status_code == 412


def test_it_is_not_deposited_before_its_day_nor_on_a_day_to_come(cheque, act, today):
    waiting = cheque(30)
    early = act(waiting, "deposit")
    assert early.status_code == 422
    assert early.json["errors"][0]["message"].startswith("Ese cheque se cobra desde el ")
    future = act(cheque(0), "deposit", day=(today + timedelta(days=1)).isoformat())
    assert future.status_code == 422 and future.json["errors"][0]["field"] == "day"


def test_a_bounced_cheque_is_owed_again_and_pays_again_if_that_was_a_mistake(
    client, boss, cheque, act, owed, told
):
    deposited = act(cheque(0), "deposit").json
    assert owed(deposited) == "0.00"
    bounced = act(deposited, "bounce", reason="Fondos insuficientes")
    assert bounced.status_code == 200, bounced.json
    assert (bounced.json["status"], owed(deposited)) == ("BOUNCED", "40.00")
    assert told("cheque.bounced").endswith("Fondos insuficientes")
    assert act(bounced.json, "bounce", reason="Otra vez").status_code == 409
    again = act(bounced.json, "bounce/undo")
    assert again.status_code == 200, again.json
    assert (again.json["status"], owed(deposited)) == ("DEPOSITED", "0.00")
    assert again.json["id"] != deposited["id"] and again.json["reference"] == deposited["reference"]
    before = listed(client, boss, f"search={deposited['reference']}&status=VOIDED")[0]
    assert (before["id"], before["replaced_by"]) == (deposited["id"], again.json["id"])


def test_what_was_paid_in_another_way_since_is_not_paid_twice(cheque, act, pay, owed):
    bounced = act(cheque(0), "bounce", reason="Firma distinta").json
    assert pay(bounced["invoice_id"], "40.00", "TRANSFER", reference="T-1").status_code == 201
    refused = act(bounced, "bounce/undo")
    assert refused.status_code == 409 and refused.json["detail"] == "El pago supera el saldo de la factura."
    assert owed(bounced) == "0.00"


def test_the_till_where_it_was_counted_stays_as_it_was_closed(client, boss, open_till, cheque, act):
    session = open_till(boss)
    held = cheque(0)

    def expected():
        return client.get(f"{API}/cash/sessions/{session['id']}", headers=boss).json

    before = expected()
    bounced = act(held, "bounce", reason="Fondos insuficientes").json
    act(bounced, "bounce/undo")
    assert expected() == before


def test_a_cheque_of_a_voided_payment_is_worth_nothing(client, boss, cheque, act):
    held = cheque(0)
    url = f"{API}/payments/{held['payment_id']}/void"
    assert client.post(url, json={"reason": "Era transferencia"}, headers=boss).status_code == 200
    shown = listed(client, boss, f"search={held['reference']}")[0]
    assert shown["status"] == "VOIDED"
    refused = act(shown, "deposit")
    assert refused.status_code == 409 and refused.json["detail"] == "Ese cheque es de un pago anulado."


@pytest.mark.parametrize("what", ["deposit", "deposit/undo", "bounce", "bounce/undo"])
def test_what_is_done_to_it_needs_who_may_and_the_version_read(client, boss, login, cheque, what):
    held = cheque(0)
    url = f"{URL}/{held['id']}/{what}"
    wish = {"reason": "Fondos insuficientes"} if what == "bounce" else {}
    assert client.post(url, json=wish).status_code == 401
    assert client.post(url, json=wish, headers=login("invoices:read")).status_code == 403
    assert client.post(url, json=wish, headers=boss).status_code == 428
    other = client.post(f"{URL}/999999/{what}", json=wish, headers=boss | {"If-Match": '"1"'})
    assert other.status_code == 404 and other.json["detail"] == "No existe ese cheque."


def test_a_bounce_says_why(cheque, act):
    answer = act(cheque(0), "bounce")
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "reason"
