"""Rules of reminders, a clock that the test sets, and the mail as it leaves the relay."""

import email
from datetime import UTC, datetime
from email import policy
from types import SimpleNamespace

import pytest

from citas.reminders import jobs, letters
from citas.reminders.routes import reminders as routes
from citas.reminders.service import answers, sending
from common.messages.mail import Carrier
from common.messages.relay import CarrierRelay
from common.run.metrics import Deliveries

RULES = "/api/citas/reminder-rules"
METERS = Deliveries()


@pytest.fixture
def owner(login):
    return login("appointments:read", "reminders:write", "treatments:read", id="8", name="Marta Gil")


@pytest.fixture
def rule(client, owner):
    """Write a rule: 48 hours before, by mail, unless it says otherwise."""

    def write(status=201, **changes):
        body = {
            "name": "Dos días antes",
            "moment": "BEFORE",
            "minutes_before": 2880,
            "channel": "MAIL",
            "subject": "Su cita del {dia}",
            "body": "Hola, {nombre}: le esperamos el {dia} a las {hora}, con {profesional}. {enlace}",
        } | changes
        body = {name: value for name, value in body.items() if value is not ...}
        answer = client.post(RULES, json=body, headers=owner)
        assert answer.status_code == status, answer.json
        return answer.json

    return write


@pytest.fixture
def clock(monkeypatch):
    """`clock("2099-01-03T10:00")` is what time it is from then on, on the clinic's clock. The database's own stands."""
    held = SimpleNamespace(now=datetime.now(UTC))

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return held.now.astimezone(tz)

    for module in (jobs, letters, routes, answers, sending):
        monkeypatch.setattr(module, "datetime", Clock)

    def set_to(text):
        held.now = datetime.fromisoformat(f"{text}:00-05:00")

    return set_to


@pytest.fixture
def patient(clinic):
    return clinic.patient(email="ana@example.com", phone="0991234567")


@pytest.fixture
def links(monkeypatch):
    """What links were made for, in the relay, by number of the message."""
    made = []

    class Fake:
        def __init__(self, settings, service):
            pass

        def make(self, scope, about, seconds, base):
            made.append((scope, about, seconds))
            return SimpleNamespace(url=f"{base}cita/#token{about}")

    monkeypatch.setattr(letters, "Links", Fake)
    monkeypatch.setattr(letters.neighbours, "clinic", lambda settings, session: CLINIC)
    return made


CLINIC = {"name": "Clínica Los Andes", "address": "Quito", "phone": None, "email": "hola@example.com"}


@pytest.fixture
def post(settings, database_of, shared, links, tmp_path):
    """The relay's work at this moment of the clock: what is due is queued and mailed. `.letters()` are those that left."""
    database = database_of("citas")
    mailing = settings.model_copy(update={"mail_spool": str(tmp_path), "mail_from": "citas@example.com"})

    class Post:
        sender = jobs.Sender(mailing, database)
        relay = CarrierRelay(database, "mail", Carrier(mailing, database), METERS)

        def __call__(self):
            self.sender.run()
            self.deliver()

        def deliver(self):
            with shared.connection.cursor() as cursor:
                cursor.execute("UPDATE citas.deliveries SET available_at = now(), leased_until = NULL")
            while self.relay.run_once():
                pass

        @staticmethod
        def letters():
            files = sorted(tmp_path.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
            return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    return Post()


@pytest.fixture
def of_visit(client, reception):
    """The messages of a visit."""
    return lambda visit: client.get(
        f"/api/citas/appointments/{visit['id']}/reminders", headers=reception
    ).json["data"]
