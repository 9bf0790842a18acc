"""Money that several reach for at once: credit notes never above their invoice, a session given once, a balance spent once."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal


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
