"""At night the SRI is asked what it has of each document, by itself; whatever differs from what is here is told."""

from datetime import datetime, timedelta

import pytest
import requests

from common.messages.relay import CarrierRelay
from common.run.metrics import Deliveries
from facturacion.einvoice import rules
from facturacion.einvoice.carrier import Carrier
from tests.sri.samples import GUAYAQUIL

API = "/api/facturacion"


@pytest.fixture
def night():
    """Three in the morning after today."""
    return (datetime.now(GUAYAQUIL) + timedelta(days=1)).replace(hour=3, minute=0, second=0, microsecond=0)


@pytest.fixture
def at(electronic, database_of, due):
    """Let the clinic's clock show this moment, and the relay do what it does by the hour: `at(moment)`."""

    def act(moment):
        database = database_of("facturacion")
        carrier = Carrier(electronic, database)
        carrier.now = lambda: moment
        carrier.keep_house(moment)
        relay = CarrierRelay(database, "sri", carrier, Deliveries())
        for _ in range(2):
            due()
            while relay.run_once():
                pass

    return act


@pytest.fixture
def portal(emulator):
    def act(document, state):
        told = {"key": document["access_key"], "state": state}
        assert requests.put(f"{emulator.url}/portal", json=told, timeout=5).status_code == 200

    return act


@pytest.fixture
def asked(client, director, board):
    """How often the SRI was asked what it has of the last document."""

    def act():
        detail = client.get(f"{API}/einvoices/{board()[0]['id']}", headers=director).json
        return [one["operation"] for one in detail["attempts"]].count("CONSULTATION")

    return act


@pytest.fixture
def kinds(published):
    return lambda what: [event["type"] for event in published()].count(f"einvoice.{what}")


def test_by_day_nothing_is_asked_and_at_night_each_document_once(issued, transmit, at, night, asked, kinds):
    issued()
    transmit()
    at(night.replace(hour=1))
    at(night.replace(hour=13))
    assert (asked(), kinds("night_fell")) == (0, 0)
    at(night)
    at(night + timedelta(hours=1))
    at(night + timedelta(days=1))
    assert (asked(), kinds("night_fell"), kinds("differs")) == (1, 1, 0)


def test_a_night_without_the_sri_is_made_up_for_before_morning(
    emulator, issued, transmit, at, night, asked, kinds
):
    issued()
    transmit()
    emulator.faults["consultation", "fault"] = 2
    at(night)
    assert asked() == 2, "two questions without an answer"
    at(night + timedelta(minutes=20))
    assert (asked(), kinds("night_fell")) == (3, 1)


def test_what_is_left_in_the_morning_waits_for_the_next_night(emulator, issued, transmit, at, night, asked):
    issued()
    transmit()
    emulator.faults["consultation", "fault"] = 2
    at(night)
    at(night.replace(hour=8))
    assert asked() == 2, "nothing is asked while people work"
    at(night + timedelta(days=1))
    assert asked() == 3


def test_an_annulment_that_nobody_asked_for_here_is_told_and_may_then_be_done_here(
    client, boss, issued, transmit, portal, at, night, board, published, kinds
):
    invoice = issued()
    transmit()
    portal(board()[0], "PENDIENTE DE ANULAR")
    at(night)
    assert board()[0]["annulment"] == "PENDING"
    portal(board()[0], "ANULADO")
    at(night + timedelta(days=1))
    assert board()[0]["annulment"] == "CONFIRMED" and kinds("differs") == 2
    (told,) = [event for event in published() if event["type"] == "einvoice.differs"][1:]
    assert told["data"]["level"] == "ERROR" and "en otro estado: ANULADO" in told["data"]["summary"]
    change = {"status": "ANNULLED", "reason": "La anuló el contador en el portal"}
    answer = client.patch(f"{API}/invoices/{invoice['id']}/status", json=change, headers=boss)
    assert (answer.status_code, answer.json["status"]) == (200, "ANNULLED")


def test_what_the_sri_does_not_have_is_told(emulator, issued, transmit, at, night, board, published, kinds):
    issued()
    transmit()
    with emulator.state.locked():
        emulator.state.connection.execute("DELETE FROM documents")
    at(night)
    (told,) = [event for event in published() if event["type"] == "einvoice.differs"]
    assert "RECHAZADA" in told["data"]["summary"] and board()[0]["status"] == "AUTHORISED"


def test_once_the_time_to_annul_is_over_the_last_month_is_asked_once_more():
    eighth = datetime(2026, 12, 8, 3, tzinfo=GUAYAQUIL)
    assert rules.since_when(eighth - timedelta(days=1))["closed"] is None
    wanted = rules.since_when(eighth)
    assert (f"{wanted['first']}", f"{wanted['month']}") == ("2026-11-01", "2026-12-01")
    assert wanted["closed"] == datetime(2026, 12, 8, tzinfo=GUAYAQUIL)
    assert f"{rules.since_when(eighth.replace(year=2027, month=1))['first']}" == "2026-12-01"
