"""Load on a running suite: people of a clinic at their work, with the data of `./clinica demo`.

Locust lives in a virtual environment of its own (beside the services' pins pip would fall back to an old one):

    python3 -m venv .clinica/locust && .clinica/locust/bin/pip install locust==2.47.0
    LOAD_PASSWORD=… .clinica/locust/bin/locust --headless -u 30 -r 5 -t 60s -H http://127.0.0.1:3333

Start the suite with RATE_LIMIT_GENERAL and RATE_LIMIT_LOGIN raised, or the limits are what is measured.
"""

import os
import random
from datetime import date, timedelta

from locust import HttpUser, between, task

PASSWORD = os.environ.get("LOAD_PASSWORD", "Clinica-Demo-2026")
DOMAIN = os.environ.get("LOAD_DOMAIN", "demo.omniclinica.local")
FRAGMENTS = ("mar", "perez", "ana", "09", "17", "salazar", "luis")


class Person(HttpUser):
    """Somebody who logs in once and then works; `mailbox` is the user's name before the @."""

    abstract = True
    wait_time = between(0.5, 2)
    mailbox = None

    def on_start(self):
        body = {"email": f"{self.mailbox}@{DOMAIN}", "password": PASSWORD}
        answer = self.client.post("/api/auth/login", json=body)
        answer.raise_for_status()
        self.client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def look(self, path, name=None, **params):
        return self.client.get(path, params=params, name=name or path)

    def any_of(self, path, **params):
        """One row of a list, or None."""
        rows = self.look(path, limit=50, **params).json()["data"]
        return random.choice(rows) if rows else None

    def day(self):
        """A day of the agenda, as the interface asks for it."""
        start = date.today() + timedelta(days=random.randint(-7, 7))
        until = start + timedelta(days=1)
        bounds = {"from": f"{start}T00:00:00-05:00", "to": f"{until}T00:00:00-05:00"}
        return self.look("/api/citas/appointments", limit=100, **bounds)


class Recepcion(Person):
    weight = 6
    mailbox = "paola.rivadeneira"

    @task(6)
    def agenda(self):
        self.day()

    @task(4)
    def find_a_patient(self):
        self.look("/api/historia-clinica/patients/search", q=random.choice(FRAGMENTS))

    @task(2)
    def invoices(self):
        self.look("/api/facturacion/invoices", sort="-created_at", limit=25)


class Odontologo(Person):
    weight = 3
    mailbox = "veronica.salazar"

    @task(3)
    def agenda(self):
        self.day()

    @task(4)
    def record(self):
        patient = self.any_of("/api/historia-clinica/patients")
        if patient:
            path = f"/api/historia-clinica/patients/{patient['id']}"
            self.look(path, "/api/historia-clinica/patients/[id]")
            self.look(f"{path}/notes", "/api/historia-clinica/patients/[id]/notes")
            self.look(f"{path}/medical-history", "/api/historia-clinica/patients/[id]/medical-history")


class Caja(Person):
    weight = 2
    mailbox = "marcelo.zambrano"

    @task(3)
    def open_invoices(self):
        invoice = self.any_of("/api/facturacion/invoices", status="ISSUED")
        if invoice:
            self.look(f"/api/facturacion/invoices/{invoice['id']}", "/api/facturacion/invoices/[id]")

    @task
    def expenses(self):
        self.look("/api/facturacion/expenses", sort="-date")


class Bodega(Person):
    weight = 1
    mailbox = "gladys.chicaiza"

    @task(2)
    def products(self):
        self.look("/api/inventario/products", sort="name")

    @task
    def low_stock(self):
        self.look("/api/inventario/products/low-stock")
