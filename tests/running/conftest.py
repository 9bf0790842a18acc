"""Tests of the suite as it runs: real processes behind the real Traefik. SUITE_URL, SUITE_EMAIL and SUITE_PASSWORD
say where it is and who its administrator is (`./clinica test running` starts one and sets them)."""

import os
import secrets

import pytest
import requests

NEW_PASSWORD = "una clave larga de prueba"


def pytest_collection_modifyitems(items):
    """The fuzz goes last: what it leaves behind would be in everybody's way."""
    items.sort(key=lambda item: "test_fuzz" in item.nodeid)


class Caller:
    """Somebody who calls the API through Traefik with a token."""

    def __init__(self, url, token):
        self.url = url
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path, **params):
        return self.session.get(self.url + path, params=params, timeout=20)

    def post(self, path, json, key=None):
        """Each call has an Idempotency-Key of its own, or the one given: as the interface does."""
        headers = {"Idempotency-Key": key or secrets.token_hex(16)}
        return self.session.post(self.url + path, json=json, headers=headers, timeout=20)

    def patch(self, path, json, version=None):
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        return self.session.patch(self.url + path, json=json, headers=headers, timeout=20)

    def put(self, path, json, version):
        return self.session.put(self.url + path, json=json, headers={"If-Match": f'"{version}"'}, timeout=20)


@pytest.fixture(scope="session")
def url():
    return os.environ["SUITE_URL"]


@pytest.fixture(scope="session")
def log_in(url):
    """`log_in(email, password)`: a Caller."""

    def enter(email, password):
        answer = requests.post(
            f"{url}/api/auth/login", json={"email": email, "password": password}, timeout=20
        )
        answer.raise_for_status()
        return Caller(url, answer.json()["access_token"])

    return enter


@pytest.fixture(scope="session")
def settle(url, log_in):
    """`settle(email, password)`: a Caller, once the one-time password is changed to NEW_PASSWORD."""

    def change(email, password):
        first = log_in(email, password)
        body = {"current_password": password, "new_password": NEW_PASSWORD}
        answer = first.session.post(f"{url}/api/auth/me/password", json=body, timeout=20)
        answer.raise_for_status()
        return Caller(url, answer.json()["access_token"])

    return change


@pytest.fixture(scope="session")
def admin(log_in, settle):
    """The installation's administrator, whose one-time password stands only the first time."""
    try:
        return log_in(os.environ["SUITE_EMAIL"], NEW_PASSWORD)
    except requests.HTTPError:
        return settle(os.environ["SUITE_EMAIL"], os.environ["SUITE_PASSWORD"])
