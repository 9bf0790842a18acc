"""A service as `./clinica dev` runs it, beside the running suite, on its database."""

import os
import subprocess
import time
from dataclasses import replace

import pytest
import requests

from tools import settings
from tools.servers.embedded import free_port
from tools.suite import programs
from tools.suite.services import SERVICES

LONGEST = 60


@pytest.fixture
def reloading(tmp_path):
    """The address of a service under Flask's own server, and the file in which it says what it does."""
    suite = replace(settings.load(), service_port_base=free_port())
    program = programs.reloading(SERVICES[0], suite)
    environment = os.environ | program.environment | {"ENVIRONMENT": "development"}
    said = tmp_path / "log"
    with (
        said.open("w") as log,
        subprocess.Popen(
            program.command, cwd=suite.root, env=environment, stdout=log, stderr=log, start_new_session=True
        ) as process,
    ):
        yield f"http://127.0.0.1:{program.port}", said
        os.killpg(process.pid, 15)


def until(condition):
    limit = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < limit
        time.sleep(0.3)


def healthy(address):
    try:
        return requests.get(f"{address}/health", timeout=5).status_code == 200
    except requests.ConnectionError:
        return False


def test_for_development_a_service_starts_again_when_its_code_changes(reloading):
    address, said = reloading
    source = settings.ROOT / "common" / "run" / "app.py"
    until(lambda: healthy(address))

    def noticed():
        os.utime(source)
        return f"Detected change in '{source}'" in said.read_text()

    until(noticed)
    until(lambda: healthy(address))
