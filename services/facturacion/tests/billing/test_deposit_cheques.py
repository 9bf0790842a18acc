"""Cheques of money on account: they bounce as a payment's does, and what they had paid is owed again."""

from datetime import timedelta

import psycopg2
import pytest

from common.clock import clinic_today

API = "/api/facturacion"
URL = f"{API}/cheques"


@pytest.fixture
def boss(login):
    return login(
        "invoices:read",
        "invoices:write",
        "payments:write",
        "payments:refund",
        "patients:read",
        "patients:write",
    )


@pytest.fixture
def post(client, boss):
    def send(path, body=None, **headers):
        return client.post(f"{API}{path}", json=body, headers=boss | headers)

    return send


@pytest.fixture
def deposit(post, patient, client, boss):
    """A cheque of so much on account, as the list has it."""

    def make(amount="100.00", **more):
        body = {"amount": amount, "method": "CHECK", "reference": "Cheque 77", "bank": "Pichincha", **more}
        answer = post(f"/patients/{patient}/deposits", body)
        assert answer.status_code == 201, answer.json
        rows = client.get(f"{URL}?patient_id={patient}", headers=boss).json["data"]
        return next(row for row in rows if row["movement_id"] == answer.json["id"])

    return make


@pytest.fixture
def act(post):
    """`act(cheque, "bounce", reason="…")`: the cheque as it is then."""

    def send(cheque, what, **wish):
        body = None if "undo" in what else wish
        return post(f"/cheques/{cheque['id']}/{what}", body, **{"If-Match": f'"{cheque["version"]}"'})

    return send


@pytest.fixture
def account(client, boss, patient):
    return lambda: client.get(f"{API}/patients/{patient}/account", headers=boss).json


@pytest.fixture
def owed(client, boss):
    return lambda invoice: client.get(f"{API}/invoices/{invoice['id']}", headers=boss).json["balance"]


def bounced(act, cheque):
    answer = act(cheque, "bounce", reason="Fondos insuficientes")
    assert answer.status_code == 200, answer.json
    assert answer.json["status"] == "BOUNCED"
    return answer.json


def test_it_stands_in_the_list_from_its_day_under_the_name_of_its_patient(deposit, client, boss, apps):
    with apps["facturacion"].app_context():
        later = (clinic_today() + timedelta(days=30)).isoformat()
    held = deposit(due_on=later)
    assert (held["status"], held["due_on"], held["bank"]) == ("HELD", later, "Pichincha")
    assert (held["buyer_name"], held["invoice_id"], held["payment_id"]) == ("María Vélez", None, None)
    found = client.get(f"{URL}?search=velez", headers=boss).json["data"]
    assert [row["id"] for row in found] == [held["id"]]


def test_only_a_cheque_has_a_day_of_its_own(post, patient):
    body = {"amount": "10.00", "method": "OTHER", "due_on": "2099-01-01"}
    answer = post(f"/patients/{patient}/deposits", body)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "due_on"


def test_what_it_brought_leaves_the_favour_and_comes_back_if_that_was_a_mistake(
    deposit, act, account, published
):
    deposited = act(deposit(), "deposit").json
    back = bounced(act, deposited)
    assert published()[-1]["data"]["summary"].startswith(
        "El banco devolvió el cheque de $100,00 de un abono de María Vélez"
    )
    after = account()
    assert (after["credit"], after["balance"]) == ("0.00", "0.00")
    assert [entry["kind"] for entry in after["entries"]] == ["DEPOSIT", "BOUNCED"]
    assert act(back, "bounce", reason="Otra vez").status_code == 409
    again = act(back, "bounce/undo")
    assert again.status_code == 200, again.json
    assert (again.json["status"], again.json["deposited_on"]) == ("DEPOSITED", deposited["deposited_on"])
    assert account()["credit"] == "100.00"
    # And it may bounce again.
    bounced(act, again.json)
    assert account()["credit"] == "0.00"


def test_invoices_that_it_paid_are_owed_again_the_last_first(
    deposit, act, account, issued, owed, post, patient
):
    first, second = issued(patient_id=patient), issued(patient_id=patient)
    held = deposit("70.00")
    for invoice, amount in ((first, "40.00"), (second, "25.00")):
        parts = [{"invoice_id": invoice["id"], "amount": amount}]
        assert post(f"/patients/{patient}/applications", {"invoices": parts}).status_code == 201
    # 5.00 of it are left in favour, and 10.00 came since by card.
    post(f"/patients/{patient}/deposits", {"amount": "10.00", "method": "CARD_DEBIT"})
    back = bounced(act, held)
    assert (owed(first), owed(second), account()["credit"]) == ("30.00", "40.00", "0.00")
    # What was paid of one in another way meanwhile stays; the rest of the cheque is in favour.
    assert (
        post(f"/invoices/{second['id']}/payments", {"amount": "40.00", "method": "OTHER"}).status_code == 201
    )
    assert act(back, "bounce/undo").status_code == 200
    assert (owed(first), owed(second), account()["credit"]) == ("0.00", "0.00", "40.00")


def test_money_that_was_given_back_already_is_to_come_first(deposit, act, account, post, patient):
    deposited = act(deposit(), "deposit").json
    body = {"amount": "60.00", "method": "TRANSFER", "reason": "Se va de viaje"}
    assert post(f"/patients/{patient}/refunds", body).status_code == 201
    refused = act(deposited, "bounce", reason="Fondos insuficientes")
    assert refused.status_code == 409 and "$60,00" in refused.json["detail"]
    assert account()["credit"] == "40.00"


def test_what_nobody_took_to_the_bank_is_given_back_as_the_cheque_itself(
    deposit, act, account, post, patient, published
):
    held = deposit()
    post(f"/patients/{patient}/deposits", {"amount": "30.00", "method": "CARD_DEBIT"})
    wish = {"method": "TRANSFER", "reason": "Se va de viaje"}
    refused = post(f"/patients/{patient}/refunds", wish | {"amount": "30.01"})
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "amount")
    assert "$100,00 son de un cheque por depositar" in refused.json["errors"][0]["message"]
    assert post(f"/patients/{patient}/refunds", wish | {"amount": "30.00"}).status_code == 201
    given = act(held, "return", reason="Ya no se hace el tratamiento")
    assert (given.status_code, given.json["status"]) == (200, "RETURNED"), given.json
    assert account()["credit"] == "0.00"
    assert published()[-1]["data"]["summary"].startswith(
        "Entregó al paciente el cheque de $100,00 de un abono"
    )
    assert act(given.json, "deposit").status_code == act(given.json, "bounce/undo").status_code == 409
    again = act(given.json, "return/undo").json
    assert (again["status"], account()["credit"]) == ("HELD", "100.00")


def test_what_is_at_the_bank_or_pays_an_invoice_is_not_given_back(deposit, act, issued, post, client, boss):
    deposited = act(deposit(), "deposit").json
    assert act(deposited, "return", reason="Se arrepintió").status_code == 409
    invoice = issued()
    post(f"/invoices/{invoice['id']}/payments", {"amount": "40.00", "method": "CHECK"})
    rows = client.get(URL, headers=boss).json["data"]
    of_invoice = next(row for row in rows if row["invoice_id"] == invoice["id"])
    assert "anule su pago" in act(of_invoice, "return", reason="Se arrepintió").json["detail"]


def test_the_day_of_the_method_has_it_taken_out_again(deposit, act, client, login, apps):
    with apps["facturacion"].app_context():
        day = clinic_today()
    headers = login("reports:read")

    def collected():
        url = f"{API}/reports/sales?by=method&from={day}&to={day}"
        answer = client.get(url, headers=headers)
        assert answer.status_code == 200, answer.json
        return {row["method"]: row["collected"] for row in answer.json["rows"]}

    before = collected().get("CHECK", "0.00")
    held = deposit()
    bounced(act, held)
    assert collected().get("CHECK", "0.00") == before
    url = f"{API}/reports/sales/lines?method=CHECK&from={day}&to={day}"
    lines = client.get(url, headers=headers).json["data"]
    assert {("BOUNCED", "-100.00"), ("DEPOSIT", "100.00")} <= {
        (row["source"], row["amount"]) for row in lines
    }


@pytest.mark.parametrize(
    ("kind", "amount", "refusal"),
    [
        ("BOUNCED", 50, "account_movements_bounce"),
        ("BOUNCED", 100, "cheques_pay"),
        ("REFUND", 100, "of_cheque"),
    ],
)
def test_the_database_itself_takes_back_what_a_cheque_brought_and_only_by_bouncing_it(
    deposit, database_of, patient, kind, amount, refusal
):
    held = deposit()
    with pytest.raises(psycopg2.Error, match=refusal), database_of("facturacion").transaction() as tx:
        tx.run(
            """
            INSERT INTO facturacion.account_movements
                   (kind, amount, patient_id, method, day, cheque_id, recorded_by_id, recorded_by_name)
                 VALUES (%(kind)s, %(amount)s, %(patient)s, 'CHECK', current_date, %(cheque)s, '1', 'Ana')
            """,
            kind=kind,
            amount=amount,
            patient=patient,
            cheque=held["id"],
        )
        tx.run("SET CONSTRAINTS facturacion.account_movements_cheque_pays IMMEDIATE")
