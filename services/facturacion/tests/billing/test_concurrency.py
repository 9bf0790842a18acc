"""Many at once, on real connections and commits. What is written stays, so each test has a series of its own."""

import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest

API = "/api/facturacion"


@pytest.fixture
def post(committed, boss):
    """`post("/invoices", {...})`, with a client of its own so that threads share nothing."""

    def act(path, body, **headers):
        return committed["facturacion"].test_client().post(f"{API}{path}", json=body, headers=boss | headers)

    return act


@pytest.fixture
def many(committed_suite):
    """The answers of `count` simultaneous calls of `act(number)`."""

    def run(count, act):
        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(act, range(count)))

    return run


@pytest.fixture
def serie(committed_suite):
    """A series that no other test numbers from."""
    with committed_suite[2]["facturacion"].transaction() as tx:
        return tx.value(
            """
            INSERT INTO facturacion.series (establishment, emission_point, name)
                 VALUES (%(establishment)s, %(emission_point)s, 'De prueba') RETURNING id
            """,
            establishment=f"{secrets.randbelow(900) + 100}",
            emission_point=f"{secrets.randbelow(900) + 100}",
        )


def drafted(post, new_invoice):
    answer = post("/invoices", new_invoice())
    assert answer.status_code == 201, answer.json
    return answer.json["id"]


def test_a_hundred_issued_at_once_are_numbered_without_a_gap(post, many, serie, new_invoice):
    ids = [drafted(post, new_invoice) for _ in range(100)]
    answers = many(100, lambda n: post(f"/invoices/{ids[n]}/issue", {"series_id": serie}))
    assert {answer.status_code for answer in answers} == {200}
    assert sorted(int(answer.json["number"][-9:]) for answer in answers) == list(range(1, 101))


def test_two_who_issue_one_invoice_get_one_number(post, many, serie, new_invoice):
    for _ in range(5):
        id = drafted(post, new_invoice)
        answers = many(4, lambda _: post(f"/invoices/{id}/issue", {"series_id": serie}))
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]


def test_one_issue_sent_many_times_gets_one_answer(post, many, serie, new_invoice):
    id = drafted(post, new_invoice)
    key = {"Idempotency-Key": secrets.token_hex(8)}
    answers = many(8, lambda _: post(f"/invoices/{id}/issue", {"series_id": serie}, **key))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json["number"] for answer in answers}) == 1


def test_payments_at_once_never_exceed_the_balance(
    post, many, serie, new_invoice, committed, boss, open_till
):
    open_till(boss, client=committed["facturacion"].test_client())
    id = drafted(post, new_invoice)
    post(f"/invoices/{id}/issue", {"series_id": serie})
    answers = many(20, lambda _: post(f"/invoices/{id}/payments", {"method": "CASH", "amount": "7.00"}))
    assert sorted(answer.status_code for answer in answers) == [201] * 5 + [409] * 15
    invoice = committed["facturacion"].test_client().get(f"{API}/invoices/{id}", headers=boss).json
    assert (invoice["paid"], invoice["balance"]) == ("35.00", "5.00")


def test_a_draft_and_its_cost_meet_even_when_delivered_at_once(
    committed, many, login, completed, committed_suite, boss
):
    headers = login("events:deliver", id="service-test", client=True)
    data = [completed() for _ in range(10)]

    def deliver(number):
        about = data[number // 2]
        consumed = {"appointment_id": about["appointment_id"], "cost": "3.00"}
        type, payload = ("stock.consumed", consumed) if number % 2 else ("appointment.completed", about)
        event = {
            "id": f"{secrets.randbits(128):032x}",
            "type": type,
            "occurred_at": "2026-11-24T15:00:00+00:00",
            "aggregate": f"appointment:{about['appointment_id']}",
            "service": "citas",
            "data": payload,
        }
        return (
            committed["facturacion"]
            .test_client()
            .post(f"{API}/events", json={"events": [event]}, headers=headers)
        )

    assert {answer.status_code for answer in many(20, deliver)} == {200}
    client = committed["facturacion"].test_client()
    for about in data:
        answer = client.get(f"{API}/invoices?appointment_id={about['appointment_id']}", headers=boss).json
        assert [row["cost"] for row in answer["data"]] == ["3.00"]


def test_an_invoice_that_does_not_add_up_is_refused_at_its_commit(committed_suite, post, new_invoice):
    id = drafted(post, new_invoice)
    with pytest.raises(Exception, match="not those of its lines"):
        with committed_suite[2]["facturacion"].transaction() as tx:
            tx.run(
                "UPDATE facturacion.invoices SET subtotal = 1, total = 1 WHERE id = %(id)s",
                id=id,
            )


def test_an_appointment_is_issued_or_reopened_but_never_both(
    committed, many, login, completed, boss, post, serie
):
    service = login("events:deliver", id="service-test", client=True)
    reopener = boss | login("appointments:reopen")
    client = committed["facturacion"].test_client()

    def deliver(type, data):
        event = {
            "id": f"{secrets.randbits(128):032x}",
            "type": type,
            "occurred_at": "2026-11-24T15:00:00+00:00",
            "aggregate": f"appointment:{data['appointment_id']}",
            "service": "citas",
            "data": data,
        }
        return (
            committed["facturacion"]
            .test_client()
            .post(f"{API}/events", json={"events": [event]}, headers=service)
        )

    def invoice_of(data):
        query = f"appointment_id={data['appointment_id']}"
        return client.get(f"{API}/invoices?{query}", headers=boss).json["data"][0]

    appointments = [completed() for _ in range(20)]
    for data in appointments:
        assert deliver("appointment.completed", data).status_code == 200
    drafts = [invoice_of(data)["id"] for data in appointments]

    def act(number):
        """Half issue; half reopen as citas does: ask for the hold, then publish."""
        data = appointments[number // 2]
        if number % 2:
            return post(f"/invoices/{drafts[number // 2]}/issue", {"series_id": serie}).status_code
        hold = (
            committed["facturacion"]
            .test_client()
            .post(f"{API}/appointments/{data['appointment_id']}/hold", headers=reopener)
        )
        if hold.status_code == 200:
            reopened = {**data, "reason": "Error", "completion": 1}
            assert deliver("appointment.reopened", reopened).status_code == 200
        return hold.status_code

    answers = many(40, act)
    for number, data in enumerate(appointments):
        held, issued = answers[2 * number : 2 * number + 2]
        status = invoice_of(data)["status"]
        assert (held, issued, status) in [(409, 200, "ISSUED"), (200, 409, "DISCARDED")]
