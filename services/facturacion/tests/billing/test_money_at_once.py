"""Money under many writers: credit notes never above their invoice, and every ledger equal to what is owed less what is in favour.

Full size, in the `proofs` of `./clinica test`: `MONEY_WALK=2000x8`, acts and writers.
"""

import os
import random
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

API = "/api/facturacion"
ACTS, WRITERS = (int(part) for part in os.environ.get("MONEY_WALK", "240x4").split("x"))
# What a random act may be answered: done, or refused for the state that another writer left.
EXPECTED = {200, 201, 409, 412, 422}
DIFFERENT = """
    WITH ledger AS (
           SELECT patient_id, sum(amount) AS balance
             FROM (SELECT patient_id, total AS amount FROM facturacion.invoices WHERE status = 'ISSUED'
                   UNION ALL
                   SELECT i.patient_id, -n.total
                     FROM facturacion.credit_notes n JOIN facturacion.invoices i ON i.id = n.invoice_id
                   UNION ALL
                   SELECT i.patient_id, -p.amount
                     FROM facturacion.payments p JOIN facturacion.invoices i ON i.id = p.invoice_id
                    WHERE p.voided_at IS NULL
                   UNION ALL
                   SELECT patient_id, CASE kind WHEN 'DEPOSIT' THEN -amount ELSE amount END
                     FROM facturacion.account_movements WHERE kind IN ('DEPOSIT', 'REFUND', 'RETURNED', 'BOUNCED')) AS entries
            WHERE patient_id = ANY (%(patients)s)
            GROUP BY patient_id),
         stands AS (
           SELECT p.id AS patient_id,
                  (SELECT coalesce(sum(balance), 0) FROM facturacion.invoices
                    WHERE patient_id = p.id AND status = 'ISSUED')
                  - coalesce((SELECT credit FROM facturacion.patient_accounts WHERE patient_id = p.id), 0) AS balance
             FROM unnest(%(patients)s::bigint[]) AS p (id))
    SELECT s.patient_id, coalesce(l.balance, 0) AS ledger, s.balance
      FROM stands s LEFT JOIN ledger l USING (patient_id)
     WHERE coalesce(l.balance, 0) <> s.balance
"""
# What quotes, commissions and settlements are made of, against what they say.
CONTRADICTED = """
    SELECT 'commission' AS of, l.id
      FROM facturacion.commission_lines l
      JOIN facturacion.commission_due(ARRAY(
             SELECT id FROM facturacion.commission_lines WHERE doctor_id = %(doctor)s)) AS d ON d.line_id = l.id
     WHERE l.accrued <> d.due
        OR l.accrued <> (SELECT coalesce(sum(amount), 0) FROM facturacion.commission_entries WHERE line_id = l.id)
    UNION ALL
    SELECT 'settlement', s.id FROM facturacion.commission_settlements s
     WHERE s.doctor_id = %(doctor)s
       AND CASE WHEN s.undone_at IS NULL THEN s.amount ELSE 0 END
           <> (SELECT coalesce(sum(amount), 0) FROM facturacion.commission_entries WHERE settlement_id = s.id)
    UNION ALL
    SELECT 'quote', l.id FROM facturacion.quote_lines l JOIN facturacion.quotes q ON q.id = l.quote_id
     WHERE q.patient_id = ANY (%(patients)s)
       AND l.billed <> (SELECT coalesce(sum(quantity), 0) FROM facturacion.quote_billings
                         WHERE quote_line_id = l.id AND released_at IS NULL)
    UNION ALL
    SELECT 'billed twice', l.id FROM facturacion.quote_lines l JOIN facturacion.quotes q ON q.id = l.quote_id
     WHERE q.patient_id = ANY (%(patients)s)
       AND l.quantity < (SELECT coalesce(sum(b.quantity), 0)
                           FROM facturacion.quote_billings b JOIN facturacion.invoices i ON i.id = b.invoice_id
                          WHERE b.quote_line_id = l.id AND i.status IN ('DRAFT', 'ISSUED') AND b.released_at IS NULL)
"""
RULE = """
    INSERT INTO facturacion.commission_rules (doctor_id, doctor_name, percent, basis, net_of_materials, valid_from)
         VALUES (%(doctor)s, 'Lucía', 30, 'COLLECTED', true, '2026-01-01')
"""


def test_a_hundred_credit_notes_at_once_never_exceed_their_invoice(call, new_patient, new_issued, line):
    invoice = new_issued(new_patient(0), [line(quantity="10", unit_price="33.33", iva_code="4")])
    body = {"lines": [{"line_id": invoice["lines"][0]["id"], "quantity": "0.3"}], "reason": "Se cobró de más"}
    path = f"/invoices/{invoice['id']}/credit-notes"
    with ThreadPoolExecutor(25) as pool:
        answers = list(pool.map(lambda _: call("post", path, body), range(100)))
    made = [answer for answer in answers if answer.status_code == 201]
    assert {answer.status_code for answer in answers} <= {201, 409, 422}
    assert len(made) == 33
    after = call("get", f"/invoices/{invoice['id']}").json
    notes = after["credit_notes"]
    assert (
        sum(Decimal(note["total"]) for note in notes) == Decimal(after["credited"]) <= Decimal(after["total"])
    )
    numbers = sorted(int(note["number"][-9:]) for note in notes)
    assert numbers == list(range(numbers[0], numbers[0] + 33))
    # What is left, one tenth of a piece, closes it to the cent.
    last = call("post", path, {"reason": "El resto"}).json
    assert (last["credited"], last["balance"]) == (after["total"], "0.00")


def test_the_last_session_is_given_once_whoever_asks(call, new_patient, new_package, sell):
    package = new_package()
    for round in range(4):
        patient = new_patient(f"paquete {round}")
        mine = sell(patient, package)
        use = {"item_id": mine["items"][0]["id"], "patient_id": patient}
        path = f"/patient-packages/{mine['id']}"
        for _ in range(2):
            assert call("post", f"{path}/redemptions", use).status_code == 201
        back = {"reason": "Al mismo tiempo"}

        def ask(number, path=path, use=use, back=back):
            return (
                call("post", f"{path}/refunds", back)
                if number % 4 == 3
                else call("post", f"{path}/redemptions", use)
            )

        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(ask, range(8)))
        assert sum(answer.status_code == 201 for answer in answers) == 1
        assert {answer.status_code for answer in answers} == {201, 409}
        after = call("get", path).json
        assert (after["used"], after["remaining"]) == (3, "0.00")


@pytest.fixture
def attend(committed, login):
    """Deliver that a visit was completed, as its relay would; the status of the answer."""
    headers = login("events:deliver", id="service-test", client=True)

    def deliver(data):
        event = {
            "id": str(uuid4()),
            "type": "appointment.completed",
            "occurred_at": "2026-11-24T15:00:00+00:00",
        }
        event |= {"aggregate": f"appointment:{data['appointment_id']}", "service": "citas"}
        event["data"] = {"summary": "…", "level": "INFO", "patient_id": None, **data}
        for _ in range(20):
            client = committed["facturacion"].test_client()
            answer = client.post(f"{API}/events", json={"events": [event]}, headers=headers)
            if answer.status_code != 503:
                return answer.status_code

    return deliver


def test_two_visits_of_the_last_session_one_uses_it_and_the_other_is_charged(
    call, new_patient, new_package, sell, completed, attend
):
    package = new_package()
    patient = new_patient("dos citas")
    mine = sell(patient, package)
    use = {"item_id": mine["items"][0]["id"], "patient_id": patient}
    for _ in range(2):
        call("post", f"/patient-packages/{mine['id']}/redemptions", use)
    done = {"treatment_id": mine["items"][0]["treatment_id"], "code": "X", "name": "Limpieza", "quantity": 1}
    done |= {"unit_price": "40.00", "duration_minutes": 30, "iva_code": "0"}
    whose = {"id": patient, "name": "Rosa"}
    at = secrets.randbelow(10**9)
    visits = [completed(appointment_id=at + n, treatments=[done], extras=[], patient=whose) for n in range(6)]

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(attend, visits)) == {200}
    assert call("get", f"/patient-packages/{mine['id']}").json["used"] == 3
    drafts = call("get", f"/invoices?patient_id={patient}&status=DRAFT").json["data"]
    assert [draft["total"] for draft in drafts] == ["40.00"] * 5


def test_two_who_spend_what_is_in_favour_spend_it_once(call, new_patient):
    for round in range(5):
        patient = new_patient(f"dos {round}")
        call("post", f"/patients/{patient}/deposits", {"amount": "50.00", "method": "CARD_DEBIT"})
        body = {"amount": "50.00", "method": "CARD_DEBIT", "reason": "Se va de viaje"}
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: call("post", f"/patients/{patient}/refunds", body), range(8)))
        assert sorted(answer.status_code for answer in answers)[0] == 201
        assert sum(answer.status_code == 201 for answer in answers) == 1
        assert {answer.status_code for answer in answers} <= {201, 409, 422}


@pytest.fixture
def visit_of(call, attend, completed):
    """A visit of a patient is over: a package covers it, or its draft is issued or discarded; the answer."""

    def act(patient, doctor, treatment, ids, dice):
        data = completed(appointment_id=secrets.randbelow(2**40) + 2**40, extras=[])
        data["patient"]["id"], data["doctor"]["id"] = patient, doctor
        data["treatments"][0] |= {"quantity": dice.randint(1, 3), "treatment_id": treatment}
        assert attend(data) == 200
        path = f"/invoices?appointment_id={data['appointment_id']}"
        rows = call("get", path).json["data"]
        if not rows:
            return call("get", path)
        row = rows[0]
        ids.append(row["id"])
        if dice.random() < 0.2:
            return call(
                "patch", f"/invoices/{row['id']}/status", {"status": "DISCARDED", "reason": "Al azar"}
            )
        return call("post", f"/invoices/{row['id']}/issue", {})

    return act


def test_a_random_walk_keeps_every_ledger_equal_to_what_is_owed_less_what_is_in_favour(
    call, new_patient, new_issued, new_package, sell, line, committed_suite, visit_of
):
    seed = int(os.environ.get("MONEY_SEED", secrets.randbelow(10**6)))
    print(f"MONEY_SEED={seed}")
    patients = [new_patient(number) for number in range(3)]
    today = datetime.now(ZoneInfo("America/Guayaquil")).date().isoformat()
    known = {patient: [] for patient in patients}
    package = new_package()
    bought = {patient: [sell(patient, package)] for patient in patients}
    for patient in patients:
        call("post", f"/patients/{patient}/deposits", {"amount": "80.00", "method": "CHECK"})
        for price in ("33.33", "120.00"):
            known[patient].append(
                new_issued(patient, [line(quantity="3", unit_price=price, iva_code="4")])["id"]
            )
    database = committed_suite[2]["facturacion"]
    doctor = 10**9 + secrets.randbelow(10**9)
    with database.transaction() as tx:
        tx.run(RULE, doctor=doctor)
    wrong, strange = [], []

    def walk(writer):
        dice = random.Random(f"{seed}:{writer}")
        for act in range(ACTS // WRITERS):
            # Whatever the dice say, cheques of deposits come back under other writers.
            answer = step(dice, first=act == 0)
            if answer.status_code not in EXPECTED:
                strange.append((answer.status_code, answer.json))
            with database.transaction() as tx:
                tx.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                wrong.extend(tx.all(DIFFERENT, patients=patients))
                wrong.extend(tx.all(CONTRADICTED, patients=patients, doctor=doctor))

    def quote(dice, patient):
        """Drafted, sent and accepted whole or in part: the visits to come have its price."""
        # A dollar off is within what a cashier may give by herself: less than 10 % of any of these.
        price = f"{dice.randrange(1001, 5000) / 100:.2f}"
        off = {"discount": "1.00", "discount_reason": "Convenio"}
        lines = [line(quantity=str(dice.randint(1, 4)), unit_price=price) | dice.choice(({}, off)), line()]
        made = call("post", "/quotes", {"patient_id": patient, "lines": lines}).json
        sent = call("post", f"/quotes/{made['id']}/send", **{"If-Match": f'"{made["version"]}"'}).json
        chosen = dice.choice((None, [sent["lines"][0]["id"]]))
        body = {"accepted_by": "Rosa", "accepted_on": sent["sent_on"], "lines": chosen}
        return call("post", f"/quotes/{made['id']}/acceptance", body, **{"If-Match": f'"{sent["version"]}"'})

    def step(dice, first):
        patient = dice.choice(patients)
        ids = known[patient]
        id, amount = dice.choice(ids), f"{dice.randrange(1, 6000) / 100:.2f}"
        method = dice.choice(("CARD_DEBIT", "CARD_CREDIT", "CHECK", "OTHER"))
        kind = (
            first
            and "bounce"
            or dice.choice(
                (
                    "issue",
                    "pay",
                    "pay",
                    "pay",
                    "void",
                    "bounce",
                    "bounce",
                    "credit",
                    "credit",
                    "deposit",
                    "refund",
                    "apply",
                    "move",
                    "annul",
                    "sell",
                    "use",
                    "use",
                    "unuse",
                    "send back",
                    "quote",
                    "visit",
                    "visit",
                    "settle",
                    "unsettle",
                )
            )
        )
        if kind == "quote":
            return quote(dice, patient)
        if kind == "visit":
            return visit_of(patient, doctor, dice.choice((3, package["items"][0]["treatment_id"])), ids, dice)
        if kind == "settle":
            return call("post", "/commission-settlements", {"doctor_id": doctor, "last": today})
        if kind == "unsettle":
            rows = call("get", f"/commission-settlements?doctor_id={doctor}").json["data"]
            if not rows:
                return call("get", f"/commission-settlements?doctor_id={doctor}")
            path = f"/commission-settlements/{dice.choice(rows)['id']}"
            if dice.random() < 0.3:
                return call("post", f"{path}/payment", {"date": today, "payment_method": "TRANSFER"})
            return call("post", f"{path}/undo", {"reason": "Al azar"})
        if kind == "issue":
            made = new_issued(patient, [line(quantity="2", unit_price=amount, iva_code=dice.choice("04"))])
            ids.append(made["id"])
            return call("get", f"/invoices/{made['id']}")
        if kind == "pay":
            return call("post", f"/invoices/{id}/payments", {"amount": amount, "method": method})
        if kind == "sell":
            mine = sell(patient, package)
            bought[patient].append(mine)
            ids.append(mine["invoice_id"])
            return call("get", f"/invoices/{mine['invoice_id']}")
        if kind in ("use", "unuse", "send back"):
            mine = dice.choice(bought[patient])
            path, item = f"/patient-packages/{mine['id']}", mine["items"][0]["id"]
            if kind == "use":
                return call("post", f"{path}/redemptions", {"item_id": item, "patient_id": patient})
            if kind == "send back":
                settle = dice.choice(({"settle": "CREDIT"}, {"settle": "REFUND", "method": method}))
                items = dice.choice((None, [{"item_id": item, "sessions": 1}]))
                return call("post", f"{path}/refunds", {"reason": "Al azar", "items": items} | settle)
            uses = [one for one in call("get", path).json["uses"] if one["kind"] == "REDEEMED"]
            if not uses:
                return call("get", path)
            return call("post", f"/package-redemptions/{dice.choice(uses)['id']}/undo", {"reason": "Al azar"})
        if kind == "void":
            paid = [one for one in call("get", f"/invoices/{id}").json["payments"] if not one["voided_at"]]
            if not paid:
                return call("get", f"/invoices/{id}")
            return call("post", f"/payments/{dice.choice(paid)['id']}/void", {"reason": "Al azar"})
        if kind == "bounce":
            held = call("get", f"/cheques?patient_id={patient}").json["data"]
            if not held:
                return call("get", "/cheques?due=true")
            cheque = dice.choice(held)
            what = "bounce" if first else dice.choice(("bounce", "deposit", "return"))
            body = {} if what == "deposit" else {"reason": "Al azar"}
            if back := {"BOUNCED": "bounce", "RETURNED": "return"}.get(cheque["status"]):
                what, body = f"{back}/undo", None
            return call(
                "post", f"/cheques/{cheque['id']}/{what}", body, **{"If-Match": f'"{cheque["version"]}"'}
            )
        if kind == "credit":
            left = call("get", f"/invoices/{id}/credit-notes").json["data"]
            lines = left and [
                {"line_id": left[0]["id"], "quantity": dice.choice(("0.5", "1", left[0]["quantity"]))}
            ]
            settle = dice.choice(({"settle": "CREDIT"}, {"settle": "REFUND", "method": method}))
            return call(
                "post", f"/invoices/{id}/credit-notes", {"reason": "Al azar", "lines": lines or None} | settle
            )
        if kind == "deposit":
            return call("post", f"/patients/{patient}/deposits", {"amount": amount, "method": method})
        if kind == "refund":
            body = {"amount": amount, "method": method, "reason": "Al azar"}
            return call("post", f"/patients/{patient}/refunds", body)
        if kind == "apply":
            chosen = dice.sample(ids, min(2, len(ids)))
            parts = [{"invoice_id": one, "amount": f"{dice.randrange(1, 3000) / 100:.2f}"} for one in chosen]
            return call("post", f"/patients/{patient}/applications", {"invoices": parts})
        if kind == "move":
            other = dice.choice([*ids, None])
            body = {"to_invoice_id": other, "amount": amount, "reason": "Al azar"}
            return call("post", f"/invoices/{id}/transfers", body)
        return call("patch", f"/invoices/{id}/status", {"status": "ANNULLED", "reason": "Al azar"})

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(walk, range(WRITERS)))
    assert not strange and not wrong
    with database.transaction() as tx:
        assert tx.value(
            "SELECT count(*) FROM facturacion.account_movements WHERE kind = 'BOUNCED' AND patient_id = ANY (%(p)s)",
            p=patients,
        )
    for mine in (one for held in bought.values() for one in held):
        after = call("get", f"/patient-packages/{mine['id']}").json
        given = [use for use in after["uses"] if use["undone_at"] is None]
        worth = sum(Decimal(use["value"]) for use in given)
        assert (after["used"], Decimal(after["delivered"]) + Decimal(after["refunded"])) == (
            len(given),
            worth,
        )
    for patient in patients:
        account = call("get", f"/patients/{patient}/account").json
        assert Decimal(account["balance"]) == Decimal(account["owed"]) - Decimal(account["credit"])
        last = account["entries"][-1]["balance"] if account["entries"] else "0.00"
        assert Decimal(last) == Decimal(account["balance"]), f"MONEY_SEED={seed}"
        assert sum(Decimal(entry["amount"]) for entry in account["entries"]) == Decimal(account["balance"])
