from pathlib import Path

import pytest

from facturacion.einvoice.ecuador.certificate import Credential
from tests.sri.samples import RUC
from tools import sri_schemas
from tools.sri_emulator.authority import Authority

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
