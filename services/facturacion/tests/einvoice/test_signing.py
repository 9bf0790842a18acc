"""What is issued waits unsigned without a certificate in force, its key, or a clock that agrees with the SRI's."""

from lxml import etree

from .conftest import states


def test_without_a_certificate_in_force_it_waits_for_the_next(
    authority, electronic, issued, transmit, board, xml, upload, database_of, monkeypatch
):
    with monkeypatch.context() as patched:
        patched.setattr("facturacion.einvoice.service.credential_of", lambda *_: (None, "Venció."))
        issued()
        transmit()
        (row,) = board()
        assert row["status"] == "PREPARED" and xml(row["id"]).status_code == 404
        with database_of("facturacion").session() as db:
            assert db.value("SELECT last_error FROM deliveries WHERE subscriber = 'sri'") == "Venció."
    upload(authority.issue("1790016919001"))
    transmit()
    assert states(board) == ["AUTHORISED"]


def test_a_new_certificate_signs_from_then_on(authority, electronic, issued, upload, board, xml, transmit):
    issued()
    assert upload(authority.issue("1790016919001")).status_code == 201
    issued()
    own = [etree.fromstring(xml(row["id"]).data).findtext(".//{*}X509Certificate") for row in board()]
    assert own[0] != own[1]
    transmit()
    assert states(board) == ["AUTHORISED"] * 2


def test_a_secret_that_changed_leaves_the_certificate_unreadable(electronic, issued, settings_for_sri, board):
    settings_for_sri(service_client_secret="z" * 32)
    issued()
    assert states(board) == ["PREPARED"]


def test_nothing_is_signed_while_the_clock_is_ahead_of_the_sri(
    emulator, electronic, issued, transmit, board, database_of, apps, login
):
    emulator.ahead = -120
    issued()
    transmit()
    scraped = (
        apps["facturacion"].test_client().get("/metrics", headers=login("metrics:read", client=True)).text
    )
    assert 110 < float(scraped.partition("\nclinic_einvoice_clock_drift_seconds ")[2].split()[0]) < 130
    assert 'outbox_waiting{subscriber="sri"}' in scraped
    # It was learnt from that answer: what is issued now waits, and says why.
    issued()
    transmit(1)
    late = board(status="PREPARED")[0]
    assert "segundos adelante del SRI" in late["note"]
    emulator.ahead = 0
    transmit()
    assert board(search=late["number"])[0]["status"] == "AUTHORISED"
