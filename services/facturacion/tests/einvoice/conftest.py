import threading
import time
from base64 import b64encode
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from common.messages.client import new_session
from common.messages.relay import CarrierRelay
from common.run.metrics import Deliveries
from common.signing import opening
from common.signing.credentials import Credential
from facturacion.einvoice.carrier import Carrier
from facturacion.einvoice.ecuador import documents, signature
from facturacion.einvoice.ecuador.sri import Sri
from tests.sri import samples
from tests.sri.samples import RUC
from tools import sri_schemas
from tools.sri_emulator.authority import Authority
from tools.sri_emulator.server import Emulator, Server

CACHE = Path(__file__).parents[4] / ".clinica" / "cache"


@pytest.fixture(scope="session")
def xsd_dir():
    """The folder of the SRI's schemas."""
    return sri_schemas.folder(CACHE)


@pytest.fixture(scope="session")
def authority():
    return Authority()


@pytest.fixture(scope="session")
def credential(authority):
    return Credential(*authority.issue(RUC), (authority.certificate,))


@pytest.fixture(scope="session")
def ca_file(authority, tmp_path_factory):
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    path.write_bytes(authority.pem())
    return path


@pytest.fixture
def patience():
    """Seconds that the client waits for the SRI: a loaded machine answers within them, a silent emulator never."""
    return 1.5


@pytest.fixture
def impatience():
    """Seconds that the client waits for an emulator of which the test knows that it will say nothing."""
    return 0.2


@pytest.fixture
def emulator(ca_file, xsd_dir, patience):
    server = Server(Emulator(ca_file, xsd_dir))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    server.emulator.url = server.url
    server.emulator.silence = patience + 0.5
    yield server.emulator
    server.shutdown()
    server.server_close()


API = "/api/facturacion"
PASSWORD = "clave de prueba"
ISSUER = {
    "ruc": RUC,
    "legal_name": "CLÍNICA DE PRUEBA & ASOCIADOS S.A.",
    "trade_name": "Clínica Ñ",
    "head_office": "Av. Amazonas N34-120, Quito",
    "establishments": [{"code": "001", "address": "Calle 2, Cumbayá"}],
    "supplier_reason": "El sistema es de la clínica",
    "rimpe": "ENTREPRENEUR",
}


@pytest.fixture
def director(login):
    """Headers of who decides about the issuer and sees to what the SRI refuses."""
    return login("einvoices:read", "einvoices:write", "einvoices:issuer", "invoices:read", id="9")


@pytest.fixture
def settings_for_sri(apps, emulator, monkeypatch, patience):
    """The service with the emulator for a tax authority: `settings_for_sri(sri_xsd_dir="…")`; its settings."""

    def act(**more):
        config = apps["facturacion"].config
        changes = {"sri_test_url": emulator.url, "sri_timeout": patience} | more
        chosen = config["SETTINGS"].model_copy(update=changes)
        monkeypatch.setitem(config, "SETTINGS", chosen)
        return chosen

    return act


@pytest.fixture
def change_issuer(client, director):
    def act(**changes):
        version = client.get(f"{API}/issuer", headers=director).json["version"]
        return client.patch(f"{API}/issuer", json=changes, headers=director | {"If-Match": f'"{version}"'})

    return act


@pytest.fixture
def upload(client, director, authority, credential, monkeypatch):
    """Upload a certificate, which is opened in this process: `upload()`, `upload(authority.issue(RUC, signing=False))`."""
    monkeypatch.setattr(opening, "run", opening.answer)

    def act(own=None, password=PASSWORD, content=None):
        content = content or authority.file(*(own or credential[:2]), PASSWORD)
        body = {"content": b64encode(content).decode(), "password": password}
        return client.post(f"{API}/issuer/certificates", json=body, headers=director)

    return act


@pytest.fixture
def electronic(settings_for_sri, change_issuer, upload, xsd_dir):
    """The clinic issues electronic documents; the settings with which it does."""
    settings = settings_for_sri(sri_xsd_dir=str(xsd_dir))
    assert change_issuer(**ISSUER).status_code == 200
    assert upload().status_code == 201
    answer = change_issuer(active=True)
    assert answer.status_code == 200, answer.json
    return settings


@pytest.fixture
def random():
    return Random()


@pytest.fixture
def sri(emulator, patience):
    return Sri(emulator.url, new_session(), patience, patience)


@pytest.fixture
def sign(credential):
    """The signed bytes of a document; `how` signs it in a way that the SRI refuses."""

    def act(document, credential=credential, algorithm="sha1", at=None, change=None):
        root = documents.build(document)
        if change:
            change(root)
        at = at or datetime.now(samples.GUAYAQUIL)
        return signature.sign(root, credential[0], credential[1], at, algorithm)

    return act


@pytest.fixture
def due(database_of):
    """Whatever waits for the SRI is due: `due()`, and a lease of whoever died is over."""

    def act():
        with database_of("facturacion").transaction() as tx:
            tx.run("UPDATE deliveries SET available_at = now(), leased_until = NULL WHERE subscriber = 'sri'")

    return act


@pytest.fixture
def carrier(electronic, database_of):
    return Carrier(electronic, database_of("facturacion"))


@pytest.fixture
def relay(carrier, database_of):
    """The carrier's relay, as its process has it."""
    return CarrierRelay(database_of("facturacion"), "sri", carrier, Deliveries())


@pytest.fixture
def transmit(relay, due):
    """Let the carrier go through all that is due, `times` over."""

    def act(times=3):
        for _ in range(times):
            due()
            while relay.run_once():
                pass

    return act


@pytest.fixture
def transmit_in_vain(carrier, transmit, impatience):
    """Let the carrier try once, and wait no longer than it takes to see that nobody answers."""

    def act():
        patient = carrier.settings
        carrier.settings = patient.model_copy(update={"sri_timeout": impatience})
        transmit(1)
        carrier.settings = patient

    return act


@pytest.fixture
def board(client, director):
    """The electronic documents, the last first: `board(status="RETURNED")`."""
    return lambda **wanted: client.get(f"{API}/einvoices", query_string=wanted, headers=director).json["data"]


@pytest.fixture
def xml(client, director):
    """The bytes of a document's file."""
    return lambda id: client.get(f"{API}/einvoices/{id}/xml", headers=director)


@pytest.fixture
def detail(client, director):
    return lambda id: client.get(f"{API}/einvoices/{id}", headers=director).json


def stored(emulator, key):
    """Has the emulator the document? Whoever gave up waiting for its answer may ask before it has."""
    last = time.monotonic() + 10
    while emulator.look(key) is None and time.monotonic() < last:
        time.sleep(0.01)
    return emulator.look(key) is not None


def codes(answer):
    return [message.code for message in answer.messages]


def states(board):
    return [row["status"] for row in board()]


def text(content, path):
    return etree.fromstring(content).findtext(path)
