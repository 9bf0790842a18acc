"""HTTP client between services: short timeouts, retries where repeating is safe, the caller's token passed on."""

import json
import threading
import time

import requests
from flask import current_app, g
from requests.adapters import HTTPAdapter

from common.clock import clinic_today
from common.problems import Conflict, Forbidden, Problem, Unavailable
from common.store.cache import TTL_SECONDS, get_cache
from common.suite import AUTH, NAMES, prefix
from common.web.revocations import Unanswered

TIMEOUT = (0.5, 3.0)
# All that one request waits for its neighbours, however many it asks and however often.
BUDGET_SECONDS = 2.0
# Somebody's request waits for it, once a second, while Redis is silent.
REVOKED_TIMEOUT = (0.3, 0.7)
# What passes by itself (a restart, a pool in use) is tried again after so many seconds.
PAUSES = (0.1, 0.2)
PASSING = frozenset((502, 503, 504))
# Answers that a process remembers; beyond it forgets them all.
REMEMBERED = 5000


def new_session():
    """A `requests` session that keeps connections. What is said between services goes through nobody's HTTP_PROXY."""
    session = requests.Session()
    session.trust_env = False
    adapter = HTTPAdapter(pool_connections=8, pool_maxsize=32)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


class Services:
    """HTTP client of the other services."""

    def __init__(self, settings, session=None):
        self.settings, self.session = settings, session or new_session()
        self.remembered = {}

    def ask(self, service, path, noun=None, **params):
        """GET `/api/<service>/<path>` as the caller of this request. None if it does not exist.

        With a `noun`, an answer is remembered in this process for callers with the same permissions until that service
        writes to the noun (its generation in Redis changes); while Redis is silent every question is asked anew.
        Raises Forbidden when the caller may not see it there, Unavailable when the service does not answer.
        """
        generation = get_cache().generation_of(service, noun) if noun else None
        if generation is None:
            answer = self._ask(service, path, params)
            return None if answer is None else json.loads(answer)
        # Of the clinic's day, since a price or an expiry changes at midnight with nobody writing it.
        key = (service, path, *sorted(params.items()), g.identity.permissions, clinic_today())
        made_in, good_until, answer = self.remembered.get(key, (None, 0.0, None))
        if made_in != generation or time.monotonic() >= good_until:
            answer = self._ask(service, path, params)
            if answer is None:
                return None
            if len(self.remembered) >= REMEMBERED:
                self.remembered.clear()
            self.remembered[key] = (generation, time.monotonic() + TTL_SECONDS, answer)
        return json.loads(answer)

    def post(self, service, path):
        """POST `/api/<service>/<path>`, without a body, as the caller of this request; returns the answer's JSON.

        It is tried again like a question, so what it asks for must bear being asked twice. Raises Conflict, in that
        service's words, where its state forbids it; Forbidden and Unavailable like `ask`.
        """
        response = self._send("POST", service, path)
        if response.status_code == 409:
            raise Conflict(response.json().get("detail"))
        if response.status_code == 200:
            return response.json()
        raise self._away(service)

    def _ask(self, service, path, params):
        """The answer's bytes, which are JSON, or None if it does not exist."""
        response = self._send("GET", service, path, params)
        if response.status_code == 404:
            return None
        if response.status_code == 200:
            return response.content
        raise self._away(service)

    def _send(self, method, service, path, params=None):
        """The response; its body is JSON where its status is one that the caller may read it for."""
        url = f"{self.settings.url(service)}/api/{prefix(service)}/{path}"
        headers = {"Authorization": f"Bearer {g.identity.token}", "X-Request-Id": g.request_id}
        try:
            response = self._try(method, url, params, headers)
            if response.status_code in (200, 403, 409):
                response.json()
        except requests.RequestException:  # no answer in time, or one that is no JSON
            raise self._away(service) from None
        if response.status_code == 403:
            raise Forbidden(response.json().get("detail"))
        return response

    def _try(self, method, url, params, headers):
        """The response; what passes is tried again, within what this request may still wait for its neighbours."""
        begun = time.monotonic()
        until = begun + BUDGET_SECONDS - g.get("waited_for_neighbours", 0.0)
        try:
            for pause in (*PAUSES, None):
                left = until - time.monotonic()
                if left <= 0:
                    raise requests.Timeout("the time for asking others is used up")
                again = pause is not None and pause < left
                try:
                    timeout = (min(TIMEOUT[0], left), left)
                    response = self.session.request(
                        method, url, params=params, headers=headers, timeout=timeout
                    )
                    if response.status_code not in PASSING or not again:
                        return response
                except requests.ConnectionError:
                    if not again:
                        raise
                time.sleep(pause)
        finally:
            g.waited_for_neighbours = g.get("waited_for_neighbours", 0.0) + time.monotonic() - begun

    @staticmethod
    def _away(service):
        return Unavailable(f"El servicio de {NAMES[service]} no responde. Intente de nuevo.", retry_after=2)


def get_services() -> Services:
    return current_app.extensions["services"]


class ServiceToken:
    """Access token of this service (OAuth 2 client credentials), for requests that no user makes: delivering events."""

    def __init__(self, settings, client_id, session, timeout=TIMEOUT):
        self.settings, self.client_id, self.session = settings, client_id, session
        self.timeout = timeout
        self._lock = threading.Lock()
        self._token, self._good_until = None, 0.0

    def get(self):
        """A token good for at least a minute. Raises requests.RequestException when `auth` does not give one."""
        with self._lock:
            if time.monotonic() >= self._good_until:
                response = self.session.post(
                    f"{self.settings.url(AUTH)}/api/{prefix(AUTH)}/token",
                    data={
                        "grant_type": "client_credentials",
                        "client_id": self.client_id,
                        "client_secret": self.settings.service_client_secret,
                    },
                    timeout=self.timeout,
                )
                response.raise_for_status()
                answer = response.json()
                self._token = answer["access_token"]
                self._good_until = time.monotonic() + answer["expires_in"] - 60
            return self._token

    def forget(self):
        """The token was refused: get a new one next time."""
        self._good_until = 0.0


def revoked_by_auth(settings, service):
    """What `auth` knows now of tokens that no longer count, for common.web.revocations: a function that asks for it."""
    session = new_session()
    token = ServiceToken(settings, f"service-{prefix(service)}", session, REVOKED_TIMEOUT)
    url = f"{settings.url(AUTH)}/api/{prefix(AUTH)}/revocations"

    def ask():
        try:
            for _ in range(2):
                headers = {"Authorization": f"Bearer {token.get()}"}
                response = session.get(url, headers=headers, timeout=REVOKED_TIMEOUT)
                if response.status_code != 401:
                    break
                token.forget()
            response.raise_for_status()
            return response.json()["moments"]
        except requests.RequestException as error:
            raise Unanswered(type(error).__name__) from None

    return ask


def not_found_as(problem: Problem, answer):
    """`answer`, or `problem` raised where the other service knew nothing."""
    if answer is None:
        raise problem
    return answer
