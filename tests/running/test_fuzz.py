"""Every service fuzzed from its own Swagger document: whatever comes in, no answer is a 5xx, and each has a documented
status, type and shape. Seed and number of examples are fixed, so that a run says the same as the one before it.

Of the cases that follow from the document itself every third is sent (FUZZ_SHARE), at night all. By hand, with more
examples and on a suite that may be thrown away: see docs/operations.md.
"""

import os
import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from common.suite import SERVICES, prefix
from tests.running import clinic

CONFIG, HOOKS = (Path(__file__).with_name(name) for name in ("fuzz.toml", "fuzz_share.py"))
LONGEST = ("historia_clinica", "facturacion", "citas", "auth", "inventario", "logs")
EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "3")
SHARE = os.environ.get("FUZZ_SHARE", "3")
SEED = os.environ.get("FUZZ_SEED", "3333")


@pytest.fixture(scope="module")
def identities(admin, url):
    """A client that may do everything, and a user, a role and a client on whom it may try that."""
    permissions = [permission["name"] for permission in admin.get("/api/auth/permissions").json()["data"]]
    body = {"name": f"Fuzz {secrets.token_hex(4)}", "permissions": permissions}
    client = clinic.created(admin.post("/api/auth/clients", body))
    grant = {key: client[key] for key in ("client_id", "client_secret")} | {
        "grant_type": "client_credentials"
    }
    token = requests.post(f"{url}/api/auth/token", data=grant, timeout=20).json()["access_token"]
    role = {"name": f"Fuzz {secrets.token_hex(4)}", "permissions": ["patients:read"]}
    victim = {"name": f"Fuzz {secrets.token_hex(4)}", "permissions": ["patients:read"]}
    return {
        "FUZZ_TOKEN": token,
        "FUZZ_USER": str(clinic.new_user(admin, "auditor")["id"]),
        "FUZZ_ROLE": str(clinic.created(admin.post("/api/auth/roles", role))["id"]),
        "FUZZ_CLIENT": str(clinic.created(admin.post("/api/auth/clients", victim))["id"]),
    }


@pytest.fixture(scope="module")
def fuzzed(url, identities, tmp_path_factory):
    """The run of each service, by its name: three at a time, since each waits for the disk and for its answers; the longest first."""
    folder = tmp_path_factory.mktemp("fuzz")
    with ThreadPoolExecutor(3) as beside:
        yield {
            service: beside.submit(fuzz, service, url, identities, folder)
            for service in sorted(SERVICES, key=LONGEST.index)
        }


def fuzz(service, url, identities, folder):
    command = [Path(sys.executable).with_name("schemathesis"), "--config-file", CONFIG, "run"]
    command += ["--seed", SEED, "--max-examples", EXAMPLES, "--generation-deterministic", "--no-color"]
    command.append(f"{url}/api/{prefix(service)}/swagger.json")
    environment = {**os.environ, **identities, "SCHEMATHESIS_HOOKS": str(HOOKS), "FUZZ_SHARE": SHARE}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("service", SERVICES)
def test_no_request_makes_it_fail_or_answer_what_it_does_not_document(service, fuzzed):
    done = fuzzed[service].result()
    assert done.returncode == 0, done.stdout + done.stderr
