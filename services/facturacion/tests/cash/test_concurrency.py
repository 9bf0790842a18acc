"""Closing while others act and while the service is killed, on real connections and commits."""

import multiprocessing
import os
import secrets
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from common.store.db import Database
from facturacion import create_app
from facturacion.cash import closing

API = "/api/facturacion"
CASH = f"{API}/cash/sessions"


@pytest.fixture
def cashier(login):
    return login(
        "payments:write", "invoices:read", "cash:supervise", id=f"5{secrets.randbelow(10**9)}", name="Paola"
    )


@pytest.fixture
def post(committed, cashier, boss):
    def act(path, body, headers=None, **more):
        client = committed["facturacion"].test_client()
        return client.post(f"{API}{path}", json=body, headers=(headers or cashier) | more)

    return act


@pytest.fixture
def till(committed, cashier, open_till):
    return open_till(cashier, "80.00", client=committed["facturacion"].test_client())


@pytest.fixture
def invoice(post, boss, new_invoice, committed_suite):
    """The id of a new issued invoice of 40."""
    with committed_suite[2]["facturacion"].transaction() as tx:
        serie = tx.value(
            "INSERT INTO facturacion.series (establishment, emission_point, name) VALUES (%(e)s, %(p)s, 'x') RETURNING id",
            e=f"{secrets.randbelow(900) + 100}",
            p=f"{secrets.randbelow(900) + 100}",
        )

    def make():
        id = post("/invoices", new_invoice(), boss).json["id"]
        assert post(f"/invoices/{id}/issue", {"series_id": serie}, boss).status_code == 200
        return id

    return make


def together(count, act):
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(act, range(count)))


def sums(committed_suite, till):
    """What the session shows as expected in cash, and the sum of its movements."""
    with committed_suite[2]["facturacion"].session() as db:
        return db.one(
            """
            SELECT sum(amount) AS total, count(*) AS movements,
                   (SELECT count(*) FROM facturacion.cash_closings WHERE session_id = %(id)s) AS closings,
                   (SELECT closed_at FROM facturacion.cash_sessions WHERE id = %(id)s) AS closed_at
              FROM facturacion.cash_movements WHERE session_id = %(id)s AND method = 'CASH'
            """,
            id=till["id"],
        )


COUNT_80 = {"pieces": [{"kind": "NOTE", "value": "20", "pieces": 4}]}


def test_two_who_close_one_session_close_it_once(post, till, committed_suite):
    post(f"/cash/sessions/{till['id']}/count", COUNT_80)
    answers = together(4, lambda _: post(f"/cash/sessions/{till['id']}/close", {"left_in_till": "0"}))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert sums(committed_suite, till)["closings"] == 1


def test_a_payment_lands_before_the_closing_or_not_at_all(post, till, invoice, committed_suite):
    post(f"/cash/sessions/{till['id']}/count", COUNT_80)
    ids = [invoice() for _ in range(6)]

    def act(number):
        if number == 3:
            return post(f"/cash/sessions/{till['id']}/close", {"left_in_till": "0"})
        return post(f"/invoices/{ids[number % 6]}/payments", {"method": "CASH", "amount": "5.00"})

    answers = together(6, act)
    landed = sum(answer.status_code == 201 for answer in answers)
    now = sums(committed_suite, till)
    assert now["total"] == 80 + 5 * landed
    # Closed on its count, or not at all: a payment that came first made the count an old one.
    assert (now["closings"] == 1) == (answers[3].status_code == 200) == (landed == 0)


def test_at_most_what_is_in_the_drawer_goes_out(post, till, committed_suite):
    body = {"kind": "WITHDRAWAL", "amount": "30", "concept": "A la caja fuerte"}
    answers = together(8, lambda _: post(f"/cash/sessions/{till['id']}/movements", body))
    assert sorted(answer.status_code for answer in answers) == [201] * 2 + [409] * 6
    assert sums(committed_suite, till)["total"] == 20


def die_in_the_middle(url, service, settings, session_id, headers):
    """In a process of its own: close the session, and be killed once its document is made, before the commit."""
    closing.printed = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    app = create_app(settings=settings, database=Database(url, service, 1, 2), revoked=dict)
    app.extensions["services"].ask = lambda *_, **__: {"name": "x", "logo": None}
    app.test_client().post(f"{CASH}/{session_id}/close", json={"left_in_till": "0"}, headers=headers)


def test_after_the_service_was_killed_in_the_middle_of_a_close_the_sum_is_that_of_the_movements(
    post, till, invoice, committed_suite, committed, cashier, settings
):
    assert post(f"/invoices/{invoice()}/payments", {"method": "CASH", "amount": "40.00"}).status_code == 201
    full = {"pieces": [{"kind": "NOTE", "value": "20", "pieces": 6}]}
    counted = post(f"/cash/sessions/{till['id']}/count", full).json
    assert counted["expected_cash"] == "120.00"
    before = sums(committed_suite, till)
    url = committed_suite[2]["facturacion"].pool.dsn
    process = multiprocessing.get_context("fork").Process(
        target=die_in_the_middle, args=(url, "facturacion", settings, till["id"], cashier)
    )
    process.start()
    process.join(30)
    assert process.exitcode == -signal.SIGKILL
    assert sums(committed_suite, till) == before and before["closed_at"] is None
    # The connection of the dead process may hold its lock for a moment: whoever closes now waits for it.
    closed = post(f"/cash/sessions/{till['id']}/close", {"left_in_till": "0"})
    assert closed.status_code == 200
    after = sums(committed_suite, till)
    assert (after["total"], after["closings"]) == (before["total"], 1)
    shown = committed["facturacion"].test_client().get(f"{CASH}/{till['id']}", headers=cashier).json
    assert float(shown["expected_cash"]) == float(after["total"])
