"""The suite as the demonstration sees it: its API, in the name of whoever acts, and its database, as the owner."""

import secrets
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import requests

from auth.permissions import PERMISSIONS
from common.messages.client import new_session
from tools.messages import Problem
from tools.suite import database, health, tokens

LOADER = ("datos-de-ejemplo", "Datos de ejemplo", "Datos de ejemplo")
# The role of the demonstration whose signature waits for a colleague's.
SUPERVISED = "Estudiante"
# A request that finds its service busy is repeated; one that is refused ends the command.
ATTEMPTS = 4


def open_suite(settings):
    """The suite of these settings. Raises a Problem unless every service answers."""
    troubles = health.everything(settings, with_page=False)
    if troubles:
        lines = "\n".join(f"  {name}: {trouble}" for name, trouble in troubles.items())
        raise Problem(f"La clínica no está en marcha; ejecute ./clinica up.\n{lines}")
    return Suite(settings)


class Suite:
    """A running suite. Its administrator's password is not needed: the runner holds the key that signs identities."""

    def __init__(self, settings, connection=None, http=None):
        self.settings = settings
        self.zone = ZoneInfo(settings.passed_through.get("CLINIC_TIMEZONE") or "America/Guayaquil")
        self.tokens = {}
        self.http = http or new_session()
        self.connection = connection or database.connect(database.url(settings))

    def now(self):
        """The moment on the clinic's clock."""
        return datetime.now(self.zone)

    def rows(self, sql, **values):
        """What the owner reads, as tuples."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    def get(self, path, who=None, **params):
        return self._send("GET", path, who, params=params)

    def post(self, path, body, who=None, version=None):
        told = {} if version is None else {"If-Match": f'"{version}"'}
        return self._send("POST", path, who, json=body, headers=told)

    def upload(self, service, content, who=None):
        """The id by which the file is then attached."""
        headers = {"Content-Type": "application/octet-stream"}
        return self._send("POST", f"{service}/files", who, data=content, headers=headers)["id"]

    def patch(self, path, body, who=None, version=None):
        told = {} if version is None else {"If-Match": f'"{version}"'}
        return self._send("PATCH", path, who, json=body, headers=told)

    def put(self, path, body, version, who=None):
        return self._send("PUT", path, who, json=body, headers={"If-Match": f'"{version}"'})

    def delete(self, path, who=None):
        return self._send("DELETE", path, who)

    def _send(self, method, path, who, headers=None, **more):
        """The body of the answer. `who` is (id, name, role) of a user; nobody means the demonstration itself."""
        token = self._token(who or LOADER, client=who is None)
        headers = {"Authorization": f"Bearer {token}", **(headers or {})}
        if method == "POST":
            headers["Idempotency-Key"] = secrets.token_hex(16)
        url = f"{self.settings.address}/api/{path}"
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self.http.request(method, url, headers=headers, timeout=20, **more)
            except requests.RequestException as error:
                if attempt == ATTEMPTS:
                    raise Problem(f"{method} {path}: no hubo respuesta ({error}).") from error
            else:
                if answer.ok:
                    return answer.json() if answer.content else None
                if answer.status_code < 502 or attempt == ATTEMPTS:
                    raise Refused(method, path, answer)
            time.sleep(attempt)

    def _token(self, who, client):
        """Anyone may everything here, but who signs under supervision, and is exempt from the limits of calls."""
        if who not in self.tokens:
            alone = who[2] != SUPERVISED
            permissions = [name for name in PERMISSIONS if alone or name != "records:cosign"]
            self.tokens[who] = tokens.sign(self.settings, who, permissions, client)
        return self.tokens[who]


class Refused(Problem):
    """The API said no; `status` is its HTTP status."""

    def __init__(self, method, path, answer):
        self.status = answer.status_code
        super().__init__(f"{method} {path} respondió {answer.status_code}: {answer.text[:600]}")
