"""A process that ends between any two steps: one document, one key, never forgotten and never sent under another."""

import pytest

from facturacion.billing.service import invoices as billing
from facturacion.einvoice.carrier import Carrier
from facturacion.einvoice.queries import attempts, einvoices

from .conftest import API, states


class Killed(BaseException):
    """The process ends here."""


def kill(*_, **__):
    raise Killed


@pytest.mark.parametrize(
    ("where", "what"),
    [
        (Carrier, "tried"),  # before it is sent
        (attempts, "insert"),  # sent and answered, nothing of it kept
        (Carrier, "arrived"),  # the attempt kept, the state not
        (einvoices, "move"),  # in the middle of the last transaction
    ],
)
@pytest.mark.parametrize("turn", [1, 2], ids=["reception", "authorisation"])
def test_killed_between_any_two_steps(
    emulator, electronic, issued, transmit, relay, due, board, where, what, turn
):
    """One document, one key; none forgotten, none sent twice under another key."""
    if (what, turn) == ("arrived", 2):
        where, what = Carrier, "decided"
    issued()
    if turn == 2:
        due()
        relay.run_once()
        assert states(board) == ["RECEIVED"]
    due()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(where, what, kill)
        with pytest.raises(Killed):
            relay.run_once()
    transmit()
    (row,) = board()
    assert row["status"] == "AUTHORISED"
    assert [(one["key"], one["receptions"]) for one in emulator.state.all()] == [(row["access_key"], 1)]


def test_killed_while_issuing_there_is_neither_invoice_nor_document(
    client, boss, electronic, draft, board, monkeypatch
):
    made = draft()
    with monkeypatch.context() as patched:
        patched.setattr(billing.events, "issued", kill)
        with pytest.raises(Killed):
            client.post(f"{API}/invoices/{made['id']}/issue", json={}, headers=boss)
    assert board() == []
    assert client.get(f"{API}/invoices/{made['id']}", headers=boss).json["status"] == "DRAFT"
