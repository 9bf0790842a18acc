"""Messages by WhatsApp or SMS: asked for in a transaction, handed to the clinic's provider by the carrier `webhook`.

As with mail, the event holds what the message is about, never its text: the service's own function (`TEXTS` of
`common.suite`) writes it when it leaves. The provider's address is a setting of whoever runs the suite, not of who uses it;
a redirect is not followed. Requests are signed as Standard Webhooks are, and one that is repeated has the same `webhook-id`:
what was lost on the way back is known again by it, so a patient reads a message once.
"""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib import import_module

import requests
from pydantic_core import to_json

from common.messages.events import publish
from common.messages.relay import Later, Refused
from common.suite import TEXTS

TIMEOUT = (3, 10)
UNSET_SECONDS, LONGEST_WAIT = 3600, 3600
# The provider does not believe us, or the address is another: a setting of ours, and no fault of the message.
OUR_FAULT = frozenset((401, 403, 404, 405))


@dataclass(frozen=True)
class Text:
    """To one phone, E.164. `settled(tx, reason)` notes in the service that it went out (None), or why it never will."""

    to: str
    text: str
    settled: Callable | None = None


def post(tx, text, aggregate, summary, patient_id=None, **about):
    """Ask for a message of the kind `text` of TEXTS, in the caller's transaction. Returns the event's id."""
    return publish(tx, "message.requested", aggregate, summary, patient_id, text=text, **about)


class Carrier:
    """`carry` has a message written and hands it on. One that is refused holds up no other."""

    in_order = False

    def __init__(self, settings, database):
        self.settings, self.database = settings, database

    def carry(self, event):
        if not self.settings.messages_url:
            raise Later("El sistema no tiene proveedor de mensajes.", UNSET_SECONDS)
        message = writer_of(event["data"]["text"])(self.settings, self.database, event["data"])
        if message is None:  # what it was about is no more
            return
        try:
            self.send(event["id"], message)
        except Refused as refused:
            self.settle(message, str(refused))
            raise
        self.settle(message, None)

    def send(self, id, message):
        body = to_json({"to": message.to, "text": message.text})
        headers = {"Content-Type": "application/json", **signed(self.settings.messages_secret, id, body)}
        try:
            with requests.post(
                self.settings.messages_url,
                data=body,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
                stream=True,
            ) as response:
                status, wait = response.status_code, response.headers.get("Retry-After")
        except requests.RequestException as error:
            raise Later(f"El proveedor de mensajes no responde: {type(error).__name__}") from None
        if 200 <= status < 300:
            return
        if status == 429 or status >= 500:
            raise Later(f"El proveedor de mensajes pide esperar: {status}", seconds_of(wait))
        if status in OUR_FAULT or 300 <= status < 400:
            raise Later(
                f"El proveedor de mensajes no acepta nuestra dirección o clave: {status}", UNSET_SECONDS
            )
        raise Refused(f"El proveedor de mensajes no aceptó el mensaje: {status}")

    def settle(self, message, reason):
        if message.settled:
            with self.database.transaction() as tx:
                message.settled(tx, reason)


def signed(secret, id, body, now=None):
    """The headers of a request, https://www.standardwebhooks.com: HMAC-SHA256 of id, moment and body."""
    moment = str(int(now or time.time()))
    content = b".".join((id.encode(), moment.encode(), body))
    signature = hmac.new(key_of(secret), content, hashlib.sha256).digest()
    return {
        "webhook-id": id,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{base64.b64encode(signature).decode()}",
    }


def key_of(secret):
    """`whsec_` and base64, as providers show it; any other secret is its own bytes."""
    if secret.startswith("whsec_"):
        return base64.b64decode(secret.removeprefix("whsec_"))
    return secret.encode()


def seconds_of(header):
    """What Retry-After says, in seconds or as a date; None where it says nothing that can be read."""
    if not header:
        return None
    try:
        seconds = int(header) if header.isdigit() else parsedate_to_datetime(header).timestamp() - time.time()
    except (TypeError, ValueError):
        return None
    return min(max(seconds, 1), LONGEST_WAIT)


def writer_of(text):
    """The function that writes this kind of message: `write(settings, database, about)` → Text, or None for none."""
    module, _, name = TEXTS[text].rpartition(".")
    return getattr(import_module(module), name)
