"""A clinic whose visits are under way, with what each of them uses, has prepaid and has agreed; and its relays."""

import secrets
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from .books import BOUGHT, waiting

DOCTORS = 4
RULE = """
    INSERT INTO facturacion.commission_rules (doctor_id, doctor_name, percent, basis, net_of_materials, valid_from)
         VALUES (%(doctor)s, 'Lucía', 30, 'CHARGED', true, '2026-01-01')
"""


@pytest.fixture
def done(call):
    """The JSON of what must be done."""

    def act(method, path, body=None, service="facturacion", **headers):
        answer = call(method, path, body, service, **headers)
        assert answer.status_code < 300, answer.json
        return answer.json

    return act


@pytest.fixture
def doctors(committed_suite):
    """The ids of professionals who earn a commission."""
    databases = committed_suite[2]
    with databases["auth"].transaction() as tx:
        role = tx.value(
            """
            INSERT INTO auth.roles (name, permissions, menu_config)
                 VALUES (%(name)s, ARRAY['records:sign'], '{}') RETURNING id
            """,
            name=f"Odontología {secrets.token_hex(6)}",
        )
        made = [
            tx.value(
                """
                INSERT INTO auth.users (email, full_name, role_id, password_hash, practitioner)
                     VALUES (%(email)s, 'Lucía Mora', %(role)s, 'none', true) RETURNING id
                """,
                email=f"{secrets.token_hex(8)}@example.com",
                role=role,
            )
            for _ in range(DOCTORS)
        ]
    with databases["facturacion"].transaction() as tx:
        for doctor in made:
            tx.run(RULE, doctor=doctor)
    return made


@pytest.fixture
def product(done):
    """Gloves in three lots, of which the first to expire are used up on the way."""
    body = {"sku": secrets.token_hex(8), "name": "Guantes", "category": "X", "unit": "par", "iva_code": "4"}
    made = done("post", "/products", body, "inventario")
    for number, quantity in enumerate(BOUGHT):
        lot = {
            "lot_number": f"L{number}",
            "unit_cost": f"0.{number + 3}7",
            "expiry_date": f"209{number}-01-31",
        }
        path = f"/products/{made['id']}/stock"
        done("post", path, {"kind": "PURCHASE", "quantity": str(quantity)} | lot, "inventario")
    return made["id"]


@pytest.fixture
def equipped(done, product):
    """Give a treatment its recipe: two pairs."""

    def act(treatment_id):
        version = done("get", f"/treatments/{treatment_id}", service="inventario")["version"]
        items = {"items": [{"product_id": product, "quantity": "2"}]}
        path = f"/treatments/{treatment_id}/recipe"
        return done("put", path, items, "inventario", **{"If-Match": f'"{version}"'})

    return act


@pytest.fixture
def treatment(done, equipped):
    body = {"code": secrets.token_hex(6), "name": "Limpieza", "category": "Prevención", "price": "40.00"}
    made = done("post", "/treatments", body | {"duration_minutes": 30, "iva_code": "0"}, "inventario")
    equipped(made["id"])
    return made["id"]


@pytest.fixture
def agree(done, line, treatment):
    """The patient accepts a session at 30.00; what the quote's lines say of it."""

    def act(patient):
        body = {"patient_id": patient, "lines": [line(reference_id=treatment, unit_price="30.00")]}
        quote = done("post", "/quotes", body)
        path = f"/quotes/{quote['id']}"
        sent = done("post", f"{path}/send", **{"If-Match": f'"{quote["version"]}"'})
        said = {"accepted_by": "Rosa", "accepted_on": sent["sent_on"]}
        done("post", f"{path}/acceptance", said, **{"If-Match": f'"{sent["version"]}"'})

    return act


@pytest.fixture
def under_way(done, doctors):
    """A visit that the patient is in; the `place`-th of all, so that none is at another's hour."""
    day = datetime.now(UTC) + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    # Eight in the morning of the clinic.
    first = day.replace(hour=13, minute=0, second=0, microsecond=0)

    def book(place, patient, *treatments):
        start = first + timedelta(weeks=place // DOCTORS // 14, minutes=30 * (place // DOCTORS % 14))
        body = {
            "patient_id": patient,
            "doctor_id": doctors[place % DOCTORS],
            "start_time": start.isoformat(),
            "end_time": (start + timedelta(minutes=30)).isoformat(),
            "treatments": [{"treatment_id": id} for id in treatments],
        }
        visit = done("post", "/appointments", body, "citas")
        for status in ("ARRIVED", "IN_PROGRESS"):
            path = f"/appointments/{visit['id']}/status"
            done("patch", path, {"status": status, "confirm": True}, "citas")
        return visit["id"]

    return book


@pytest.fixture
def relays(deliver_committed, committed_suite):
    """The relays run beside, in two processes of each, until all that was said is told."""

    class Beside:
        def __enter__(self):
            self.over = threading.Event()
            self.threads = [threading.Thread(target=self.run) for _ in range(2)]
            for thread in self.threads:
                thread.start()

        def run(self):
            while not self.over.is_set():
                deliver_committed()
                self.over.wait(0.01)

        def __exit__(self, *failed):
            self.over.set()
            for thread in self.threads:
                thread.join()
            last = time.monotonic() + 60
            while waiting(committed_suite[2]) and time.monotonic() < last:
                deliver_committed()
                time.sleep(0.05)
            assert not waiting(committed_suite[2])

    return Beside()
