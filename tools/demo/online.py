"""The page on which patients book, published, with two requests that wait for somebody of the clinic."""

import hashlib
import re
import time
from datetime import timedelta
from email import message_from_bytes, policy

import requests

from tools.messages import Problem

# What needs no one's judgment before it is booked.
OFFERED = """
    SELECT id FROM inventario.treatments
     WHERE active AND duration_minutes BETWEEN 20 AND 45
     ORDER BY duration_minutes, id LIMIT 4
"""
NOTE = "Traiga su cédula y llegue diez minutos antes."
# Of nobody who has a file: each of them is looked at first.
VISITORS = (
    ("Julián", "Vélez Cano", "1710034065", "+593991452208", "julian.velez@ejemplo.ec"),
    ("Rocío", "Almeida Paz", "0926687856", "+593987741190", "rocio.almeida@ejemplo.ec"),
)
PATIENCE_SECONDS = 30


def load(suite):
    settings = suite.get("citas/self-booking-settings")
    if settings["enabled"] or not settings["mails"]:
        return
    treatments = [id for (id,) in suite.rows(OFFERED)]
    page = {
        "enabled": True, "mode": "BOOK", "treatment_ids": treatments, "phone": "+593998124470", "note": NOTE,
    }  # fmt: skip
    suite.put("citas/self-booking-settings", page, settings["version"])
    visitor = Visitor(suite)
    for at, person in enumerate(VISITORS):
        visitor.book(treatments[at], person)


class Visitor:
    """Who books as any browser does: it is nobody, and pays for the hour with arithmetic."""

    def __init__(self, suite):
        self.suite, self.address = suite, f"{suite.settings.address}/api/citas/online"

    def book(self, treatment, person):
        first_name, last_name, document, phone, email = person
        day = self.suite.now().date() + timedelta(days=1)
        span = {"from": day.isoformat(), "to": (day + timedelta(days=9)).isoformat()}
        times = self.ask("GET", "times", params={"treatment_id": treatment} | span)["data"]
        if not times:
            return
        time_ = times[len(times) // 2]
        asked = self.ask("POST", "challenges", json={})
        choice = {
            "treatment_id": treatment, "doctor_id": time_["doctor"]["id"], "start_time": time_["start_time"],
            "challenge": asked["challenge"], "nonce": solve(asked["challenge"], asked["bits"]),
        }  # fmt: skip
        ticket = self.ask("POST", "holds", json=choice)["ticket"]
        told = {
            "ticket": ticket, "first_name": first_name, "last_name": last_name, "document_type": "CEDULA",
            "document_number": document, "phone": phone, "email": email, "consent": True,
        }  # fmt: skip
        self.ask("POST", "people", json=told)
        self.ask("POST", "confirmations", json={"ticket": ticket, "code": self.code_to(email)})

    def ask(self, method, path, **more):
        answer = requests.request(method, f"{self.address}/{path}", timeout=20, **more)
        if not answer.ok:
            raise Problem(f"{method} online/{path} respondió {answer.status_code}: {answer.text[:300]}")
        return answer.json() if answer.content else None

    def code_to(self, email):
        """The six digits of the letter, which the relay leaves in the spool."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            for path in (self.suite.settings.home / "mail").rglob("*.eml"):
                letter = message_from_bytes(path.read_bytes(), policy=policy.default)
                digits = re.match(r"\d{6}", str(letter["Subject"]))
                if digits and email in str(letter["To"]):
                    return digits[0]
            time.sleep(0.2)
        raise Problem("La carta con el código no llegó al buzón; vea ./clinica status.")


def solve(challenge, bits):
    nonce = 0
    while int.from_bytes(hashlib.sha256(f"{challenge}:{nonce}".encode()).digest()) >> (256 - bits):
        nonce += 1
    return nonce
