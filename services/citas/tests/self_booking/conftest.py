"""A published page, and a visitor of it."""

import hashlib
from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from citas.self_booking import letters
from citas.self_booking.routes import public
from citas.self_booking.service import settings as service

ONLINE, SETTINGS = "/api/citas/online", "/api/citas/self-booking-settings"
CONFIG = SimpleNamespace(
    clinic_timezone=ZoneInfo("America/Guayaquil"), public_url="https://clinica.example.com", mail_from=""
)


def solve(challenge, bits):
    nonce = 0
    while int.from_bytes(hashlib.sha256(f"{challenge}:{nonce}".encode()).digest()) >> (256 - bits):
        nonce += 1
    return nonce


@pytest.fixture(autouse=True)
def waits(monkeypatch):
    """How long answers were held back; no test waits for it."""
    seconds = []
    monkeypatch.setattr(public, "sleep", seconds.append)
    return seconds


@pytest.fixture
def tomorrow():
    """The next day but one on which a doctor attends."""
    day = datetime.now(CONFIG.clinic_timezone).date() + timedelta(days=2)
    return day + timedelta(days=1) if day.weekday() == 6 else day


@pytest.fixture
def treatment(clinic):
    return clinic.treatment(name="Limpieza", duration_minutes=40)


@pytest.fixture
def owner(login):
    return login("appointments:read", "self-bookings:write", "schedules:write", id="8", name="Marta Gil")


@pytest.fixture
def approver(login):
    return login(
        "appointments:read",
        "appointments:write",
        "self-bookings:approve",
        "patients:read",
        "treatments:read",
        id="5",
        name="Rosa Mora",
    )


@pytest.fixture
def publish(client, owner, doctor, treatment, monkeypatch):
    """Publish the page; tests have a place for mail."""
    replace = service.replace
    monkeypatch.setattr(service, "replace", lambda tx, version, new, mails: replace(tx, version, new, True))

    def act(**changes):
        hours = [{"weekday": day, "start_time": "08:00", "end_time": "12:00"} for day in range(7)]
        entered = client.put(
            f"/api/citas/doctors/{doctor}/working-hours",
            json={"items": hours},
            headers=owner | {"If-Match": '"0"'},
        )
        # Or they are there from the first time.
        assert entered.status_code in (200, 412), entered.json
        version = client.get(SETTINGS, headers=owner).json["version"]
        body = {
            "enabled": True,
            "mode": "BOOK",
            "treatment_ids": [treatment],
            "doctor_ids": [doctor],
        } | changes
        answer = client.put(SETTINGS, json=body, headers=owner | {"If-Match": f'"{version}"'})
        assert answer.status_code == 200, answer.json
        return answer.json

    return act


class Visitor:
    """Takes the steps of the page, as a browser that is nobody."""

    def __init__(self, client, database, treatment, doctor, day):
        self.client, self.database, self.treatment, self.doctor, self.day = (
            client,
            database,
            treatment,
            doctor,
            day,
        )

    def post(self, path, body, status=201):
        answer = self.client.post(f"{ONLINE}/{path}", json=body)
        assert answer.status_code == status, answer.data
        return answer.json if answer.data else None

    def times(self, **query):
        wish = {
            "treatment_id": self.treatment,
            "from": self.day.isoformat(),
            "to": self.day.isoformat(),
        } | query
        answer = self.client.get(f"{ONLINE}/times", query_string=wish)
        assert answer.status_code == 200, answer.json
        return [datetime.fromisoformat(row["start_time"]).astimezone(ZoneInfo("America/Guayaquil")).strftime("%H:%M")
                for row in answer.json["data"]]  # fmt: skip

    def hold(self, clock="08:00", status=201, **changes):
        asked = self.client.post(f"{ONLINE}/challenges").json
        body = {
            "treatment_id": self.treatment,
            "doctor_id": self.doctor,
            "start_time": f"{self.day}T{clock}:00-05:00",
            "challenge": asked["challenge"],
            "nonce": solve(asked["challenge"], asked["bits"]),
        }
        return self.post("holds", body | changes, status)

    def describe(self, ticket, status=201, **changes):
        body = {
            "ticket": ticket, "first_name": "Julián", "last_name": "Vélez Cano", "document_type": "CEDULA",
            "document_number": "1710034065", "phone": "0991452208", "email": "Julian@example.com", "consent": True,
        }  # fmt: skip
        return self.post("people", body | changes, status)

    def code(self):
        """The digits of the last letter."""
        with self.database.session() as db:
            about = db.all(
                "SELECT data FROM citas.outbox WHERE data ->> 'letter' = 'self_booking_code' ORDER BY seq"
            )[-1]["data"]
        return letters.code(CONFIG, self.database, about).subject[:6]

    def confirm(self, ticket, code=None, status=201):
        return self.post("confirmations", {"ticket": ticket, "code": code or self.code()}, status)

    def whole(self, clock="08:00", **person):
        ticket = self.hold(clock)["ticket"]
        self.describe(ticket, **person)
        return self.confirm(ticket)


@pytest.fixture
def visitor(client, database_of, treatment, doctor, tomorrow):
    return Visitor(client, database_of("citas"), treatment, doctor, tomorrow)


@pytest.fixture
def known(clinic):
    """Somebody of the clinic who has that cédula."""
    return clinic.patient("Julián", "Vélez", document_type="CEDULA", document_number="1710034065")


@pytest.fixture
def booked(client, reception, visitor):
    """The appointments of the page's professional."""

    def act():
        return client.get(f"/api/citas/appointments?doctor_id={visitor.doctor}", headers=reception).json[
            "data"
        ]

    return act


@pytest.fixture
def desk(client, approver):
    def act(decided=False):
        return client.get(f"/api/citas/self-bookings?decided={str(decided).lower()}", headers=approver).json[
            "data"
        ]

    return act


@pytest.fixture
def link(database_of, suite):
    """The headers of who shows the link of their letter."""
    apps, _ = suite

    def act(id):
        with apps["citas"].test_request_context("/"):
            from common.messages.links import make_link

            made = make_link("self_booking:manage", id, 3600)
        assert "/reserva/#" in made.url
        return {"Authorization": f"Link {made.token}"}

    return act
