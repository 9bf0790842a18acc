"""The channel that a patient prefers, and the provider that carries messages by phone."""

import hashlib
import hmac
import threading
from base64 import b64decode
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from json import loads

import pytest

from citas.reminders import jobs
from common.messages import webhook
from common.messages.relay import CarrierRelay
from common.run.metrics import Deliveries

SECRET = "una-clave-de-prueba-del-proveedor"


@pytest.fixture
def prefer(client, reception, patient):
    def choose(channel):
        answer = client.put(
            f"/api/citas/message-channels/{patient}", json={"channel": channel}, headers=reception
        )
        assert answer.status_code == 200, answer.json
        assert client.get(f"/api/citas/message-channels/{patient}", headers=reception).json == {
            "channel": channel
        }

    return choose


@pytest.fixture
def provider():
    """A provider that answers with the next of `.answers`, and keeps what it was told."""

    class Provider(BaseHTTPRequestHandler):
        heard, answers = [], []

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.heard.append((dict(self.headers), body))
            self.send_response(self.answers.pop(0) if self.answers else 202)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Provider.url = f"http://127.0.0.1:{server.server_port}/mensajes"
    yield Provider
    server.shutdown()
    server.server_close()


@pytest.fixture
def texting(post, provider, database_of, settings):
    """The relay's work with a provider of messages."""
    configured = post.sender.settings.model_copy(
        update={"messages_url": provider.url, "messages_secret": SECRET}
    )
    database = database_of("citas")
    post.sender = jobs.Sender(configured, database)
    post.relay = CarrierRelay(database, "webhook", webhook.Carrier(configured, database), Deliveries())
    return post


def test_who_prefers_whatsapp_waits_for_a_person_and_who_prefers_mail_is_mailed(
    rule, clock, book, post, prefer, of_visit
):
    rule()
    rule(name="Por WhatsApp", minutes_before=1440, channel="WHATSAPP")
    visit = book()
    prefer("WHATSAPP")
    clock("2099-01-03T10:01")
    post()
    assert post.letters() == []
    assert [(one["channel"], one["state"], one["reason"]) for one in of_visit(visit)][0] == (
        "WHATSAPP", "PENDING", "El paciente prefiere WhatsApp."
    )  # fmt: skip
    prefer("MAIL")
    clock("2099-01-04T10:01")
    post()
    assert [(one["channel"], one["state"]) for one in of_visit(visit)] == [
        ("WHATSAPP", "PENDING"),
        ("MAIL", "SENT"),
    ]
    assert len(post.letters()) == 1
    prefer(None)


def test_a_provider_is_told_once_in_a_signed_request_and_again_with_the_same_id(
    rule, clock, book, texting, provider, of_visit
):
    rule(channel="WHATSAPP")
    visit = book()
    clock("2099-01-03T10:01")
    provider.answers = [503]
    texting.sender.run()
    texting.relay.run_once()
    assert of_visit(visit)[0]["state"] == "QUEUED"
    texting()
    texting()
    (first, _), (headers, body) = provider.heard
    told = loads(body)
    assert told["to"] == "+593991234567" and told["text"].startswith("Hola, Ana: le esperamos")
    assert first["webhook-id"] == headers["webhook-id"]
    signed = b".".join((headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body))
    expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()
    assert b64decode(headers["webhook-signature"].removeprefix("v1,")) == expected
    (one,) = of_visit(visit)
    assert (one["channel"], one["state"], one["sent_by"]) == ("WHATSAPP", "SENT", None)
    assert datetime.fromisoformat(one["sent_at"]).year == 2099


def test_what_a_provider_refuses_is_left_for_a_person(rule, clock, book, texting, provider, of_visit):
    rule(channel="WHATSAPP")
    visit = book()
    clock("2099-01-03T10:01")
    provider.answers = [422]
    texting()
    texting()
    (one,) = of_visit(visit)
    assert (one["state"], one["reason"]) == ("PENDING", "El proveedor de mensajes no aceptó el mensaje: 422")
    assert len(provider.heard) == 1


@pytest.mark.parametrize(
    "header, least, most", [("120", 120, 120), ("999999", 3600, 3600), ("x", None, None), (None, None, None)]
)
def test_a_provider_says_how_long_to_wait(header, least, most):
    assert webhook.seconds_of(header) == least == most


def test_a_secret_is_signed_with_as_providers_show_it():
    # The example of https://github.com/standard-webhooks/standard-webhooks.
    headers = webhook.signed(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
        1614265330,
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
