"""Load on a running suite: people of a clinic at their work, with the data of `./clinica demo`.

`./clinica load` installs Locust in an environment of its own, runs this and writes a report. LOAD_AUDITOR and
LOAD_INTEGRATOR are the tokens of the two who are no users of the demo clinic.

Start the suite with RATE_LIMIT_GENERAL and RATE_LIMIT_LOGIN raised, or the limits are what is measured.
"""

import os
import random
import secrets
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
    token = None  # where it is given, nobody logs in

    def on_start(self):
        if self.token:
            self.client.headers["Authorization"] = f"Bearer {self.token}"
            return
        body = {"email": f"{self.mailbox}@{DOMAIN}", "password": PASSWORD}
        answer = self.client.post("/api/auth/login", json=body)
        answer.raise_for_status()
        self.client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def look(self, path, name=None, **params):
        return self.client.get(path, params=params, name=name or path)

    def send(self, path, body, name=None, allowed=()):
        """A POST with a key of its own; the row, or None where the answer is one of `allowed`."""
        headers = {"Idempotency-Key": secrets.token_hex(16)}
        with self.client.post(
            path, json=body, headers=headers, name=name or path, catch_response=True
        ) as answer:
            if answer.status_code in allowed:
                answer.success()
                return None
            return answer.json() if answer.ok else None

    def book_and_cancel(self):
        """An appointment some weeks ahead, where it is free, and cancelled so that the next run finds it free too."""
        patient = self.any_of("/api/historia-clinica/patients")
        doctors = self.look("/api/auth/practitioners").json()["data"]
        if not patient or not doctors:
            return
        day = date.today() + timedelta(days=random.randint(30, 90))
        start = f"{day}T{random.randint(8, 17):02}:{random.choice((0, 15, 30, 45)):02}:00-05:00"
        body = {"patient_id": patient["id"], "doctor_id": random.choice(doctors)["id"], "start_time": start}
        body["reason"] = "Prueba de carga"
        # Two who want the same hour: the second is refused, as it should be.
        visit = self.send("/api/citas/appointments", body, allowed=(409,))
        if visit:
            self.client.patch(
                f"/api/citas/appointments/{visit['id']}/status",
                json={"status": "CANCELLED", "reason": "Prueba de carga"},
                name="/api/citas/appointments/[id]/status",
            )

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

    @task(2)
    def booking(self):
        self.book_and_cancel()


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

    def on_start(self):
        """Cash is taken into an open till; all of them are one cashier, and the first of them opens it."""
        super().on_start()
        tills = self.look("/api/facturacion/tills").json()["data"]
        free = [till["id"] for till in tills if till["active"] and not till["open_by"]]
        if free and not self.look("/api/facturacion/cash/sessions/own").json()["session"]:
            body = {"till_id": free[0], "opening_float": "50.00"}
            self.send("/api/facturacion/cash/sessions", body, allowed=(409,))

    @task(3)
    def open_invoices(self):
        invoice = self.any_of("/api/facturacion/invoices", status="ISSUED")
        if invoice:
            path = f"/api/facturacion/invoices/{invoice['id']}"
            self.look(path, "/api/facturacion/invoices/[id]")
            # Somebody else may have paid the rest meanwhile.
            body = {"method": "CASH", "amount": "0.01"}
            self.send(f"{path}/payments", body, "/api/facturacion/invoices/[id]/payments", allowed=(409,))

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


class Auditor(Person):
    weight = 1
    token = os.environ.get("LOAD_AUDITOR")

    @task(3)
    def register(self):
        self.look("/api/logs/logs", limit=50)

    @task
    def results(self):
        self.look("/api/facturacion/dashboard/stats")


class Integrador(Person):
    weight = 1
    token = os.environ.get("LOAD_INTEGRATOR")

    @task(3)
    def agenda(self):
        self.day()

    @task
    def booking(self):
        self.book_and_cancel()
