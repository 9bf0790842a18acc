"""Labels and file provider, as the running Traefik understood them: this suite's, and the one in Docker beside it."""

import os
import shutil
import subprocess

import pytest
import requests

from common.config import MAX_BODY
from tests import routing


@pytest.fixture
def ours():
    """What this suite's Traefik goes by; its file is traefik/dynamic.yml with this machine's addresses."""
    return routing.from_running(f"http://127.0.0.1:{os.environ['DASHBOARD_PORT']}", "file")


@pytest.fixture
def dockers():
    """What Traefik in `docker compose up` goes by: labels or, with docker-compose.file-provider.yml, the file."""
    docker = shutil.which("docker")
    where = docker and subprocess.run(
        [docker, "compose", "port", "traefik", "8080"], cwd=routing.ROOT, capture_output=True, text=True
    )
    if not where or where.returncode:
        pytest.skip("no suite runs in Docker")
    dashboard = f"http://{where.stdout.strip()}"
    return routing.from_running(dashboard, "docker") or routing.from_running(dashboard, "file")


def names(labels):
    """(kind, name) of every router, service and middleware."""
    return {tuple(label.split(".")[2:4]) for label in labels}


def test_traefik_goes_by_what_the_labels_say(ours):
    said = routing.from_compose()["traefik"]
    assert names(said) == names(ours)
    assert routing.without_servers(said).items() <= ours.items()


def test_by_labels_and_by_file_traefik_goes_by_the_same(ours, dockers):
    assert routing.without_servers(ours) == routing.without_servers(dockers)


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nadie", "/api/nadie/x?y=1"])
def test_what_stands_under_api_and_is_no_services_is_a_problem(url, path):
    answer = requests.get(url + path, timeout=10)
    assert answer.status_code == answer.json()["status"] == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_body_too_large_for_traefik_is_a_problem(url):
    answer = requests.post(f"{url}/api/auth/login", data=b"x" * (MAX_BODY + 1), timeout=10)
    assert answer.status_code == answer.json()["status"] == 413
