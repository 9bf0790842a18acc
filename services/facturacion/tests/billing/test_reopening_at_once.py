"""Visits completed and reopened under load, through citas, inventario and facturacion: as if they had never been completed.

Full size, in the `proofs` of `./clinica test`: `REOPENINGS=50`.
"""

import os
import random
import secrets
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from common.suite import SERVICES

REOPENED = int(os.environ.get("REOPENINGS", "8"))
DOCTORS, STANDING = 4, REOPENED // 2
ALL = "= ANY (%(visits)s)"
# What completing a visit changes in stock and money; of reopened visits, nothing is left of it.
LEFT_IN_STOCK = f"""
    SELECT (SELECT count(*) FROM (SELECT lot_id FROM inventario.stock_movements
                                   WHERE appointment_id {ALL} GROUP BY lot_id HAVING sum(quantity) <> 0) AS moved) AS lots,
           (SELECT count(*) FROM inventario.shortages WHERE appointment_id {ALL} AND resolved_at IS NULL) AS shortages
"""
LEFT_IN_BILLING = f"""
    SELECT (SELECT count(*) FROM facturacion.invoices
             WHERE appointment_id {ALL} AND status <> 'DISCARDED') AS invoices,
           (SELECT count(*) FROM (SELECT 1 FROM facturacion.result_entries WHERE appointment_id {ALL}
                                   GROUP BY day, kind, reference_id, doctor_id
                                  HAVING sum(income) <> 0 OR sum(materials) <> 0 OR sum(commission) <> 0
                                      OR sum(minutes) <> 0 OR sum(sessions) <> 0) AS entered) AS results,
           (SELECT count(*) FROM facturacion.appointment_costs WHERE appointment_id {ALL} AND cost <> 0) AS costs,
           (SELECT count(*) FROM facturacion.commission_lines WHERE appointment_id {ALL} AND accrued <> 0) AS commissions,
           (SELECT count(*) FROM facturacion.package_redemptions
             WHERE appointment_id {ALL} AND undone_at IS NULL) AS sessions,
           (SELECT count(*) FROM facturacion.quote_billings b JOIN facturacion.invoices i ON i.id = b.invoice_id
             WHERE i.appointment_id {ALL} AND b.released_at IS NULL) AS quoted
"""
# Each lot holds what came in less what the visits that stand used; the product holds what its lots do.
BOOKS = """
    SELECT p.stock_quantity AS stock, sum(l.quantity) AS lots,
           (SELECT sum(quantity) FROM inventario.stock_movements WHERE product_id = p.id) AS ledger,
           (SELECT -coalesce(sum(quantity), 0) FROM inventario.stock_movements
             WHERE product_id = p.id AND appointment_id = ANY (%(visits)s)) AS used,
           count(*) FILTER (WHERE l.quantity <> (SELECT sum(quantity) FROM inventario.stock_movements
                                                  WHERE lot_id = l.id)) AS wrong
      FROM inventario.products p JOIN inventario.lots l ON l.product_id = p.id
     WHERE p.id = %(product)s
     GROUP BY p.id
"""
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
    for number, quantity in enumerate((REOPENED, REOPENED, 20 * REOPENED)):
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


def complete(call, visit):
    body = {"status": "COMPLETED", "confirm": True}
    return call("patch", f"/appointments/{visit}/status", body, "citas").status_code


def reopen(call, visit):
    body = {"reason": "Faltó una radiografía"}
    return call("post", f"/appointments/{visit}/reopen", body, "citas").status_code


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


def waiting(databases):
    """What the three have not told other services yet, by service and subscriber; what leaves the building is of others' tests."""
    left = Counter()
    for service in ("citas", "inventario", "facturacion"):
        with databases[service].session() as db:
            rows = db.all("SELECT subscriber, count(*) AS waiting FROM deliveries GROUP BY subscriber")
            left.update(
                {
                    (service, row["subscriber"]): row["waiting"]
                    for row in rows
                    if row["subscriber"] in SERVICES
                }
            )
    return left


def test_visits_that_are_reopened_under_load_leave_what_never_having_been_completed_would(
    call,
    done,
    new_patient,
    new_package,
    sell,
    agree,
    under_way,
    equipped,
    treatment,
    product,
    relays,
    committed_suite,
):
    seed = int(os.environ.get("MONEY_SEED", secrets.randbelow(10**6)))
    print(f"MONEY_SEED={seed}")
    dice = random.Random(seed)
    package = new_package()
    in_package = package["items"][0]["treatment_id"]
    equipped(in_package)
    visits, held, agreed = [], [], []
    for place in range(REOPENED + 2 * STANDING):
        patient = new_patient(place)
        treatments = [treatment]
        if place % 3 == 0:
            held.append(sell(patient, package)["id"])
            treatments.append(in_package)
        elif place % 3 == 1:
            agree(patient)
            agreed.append(patient)
        visits.append(under_way(place, patient, *treatments))
    back, standing, disputed = visits[:REOPENED], visits[REOPENED:-STANDING], visits[-STANDING:]
    strange = []

    def go_back(visit):
        """Completed and reopened once or twice, sooner or later than anybody was told of it."""
        own = random.Random(f"{seed}:{visit}")
        for _ in range(own.randint(1, 2)):
            said = complete(call, visit)
            time.sleep(own.choice((0, 0, 0.05, 0.2)))
            again = reopen(call, visit)
            if (said, again) != (200, 200):
                strange.append((visit, said, again))

    def stand(visit):
        if complete(call, visit) != 200:
            strange.append(visit)

    def draft_of(visit):
        """The draft of a completed visit, once the relay told of it."""
        last = time.monotonic() + 60
        while time.monotonic() < last:
            rows = done("get", f"/invoices?appointment_id={visit}&status=DRAFT")["data"]
            if rows:
                return rows[0]["id"]
            time.sleep(0.02)
        raise AssertionError(f"no draft of {visit}")

    issued, reopened = {}, {}

    def issue(visit):
        stand(visit)
        id = draft_of(visit)
        both = threading.Barrier(2)

        def cashier():
            both.wait()
            issued[visit] = call("post", f"/invoices/{id}/issue", {}).status_code

        thread = threading.Thread(target=cashier)
        thread.start()
        both.wait()
        reopened[visit] = reopen(call, visit)
        thread.join()

    acts = [*((go_back, visit) for visit in back), *((stand, visit) for visit in standing)]
    acts += [(issue, visit) for visit in disputed]
    dice.shuffle(acts)
    with relays, ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda act: act[0](act[1]), acts))

    assert not strange
    # Who is first has it: a visit is charged or reopened, never both and never neither.
    assert {(issued[visit], reopened[visit]) for visit in disputed} <= {(200, 409), (409, 200)}
    nothing = back + [visit for visit in disputed if reopened[visit] == 200]
    stood = standing + [visit for visit in disputed if issued[visit] == 200]
    databases = committed_suite[2]
    with databases["inventario"].session() as db:
        assert set(db.one(LEFT_IN_STOCK, visits=nothing).values()) == {0}, db.one(
            LEFT_IN_STOCK, visits=nothing
        )
        books = db.one(BOOKS, product=product, visits=stood)
    with databases["facturacion"].session() as db:
        assert set(db.one(LEFT_IN_BILLING, visits=nothing).values()) == {0}, db.one(
            LEFT_IN_BILLING, visits=nothing
        )
        assert db.value(
            f"SELECT count(*) FROM facturacion.invoices WHERE appointment_id {ALL} AND status IN ('DRAFT', 'ISSUED')",
            visits=stood,
        ) == len(stood)
    bought = Decimal(22 * REOPENED)
    assert books["stock"] == books["lots"] == books["ledger"] == bought - books["used"]
    two_each = sum(2 * (1 + (visits.index(visit) % 3 == 0)) for visit in stood)
    assert (books["used"], books["wrong"]) == (two_each, 0)
    # What was prepaid or agreed and given back is there for the visit to come.
    used = sum(done("get", f"/patient-packages/{id}")["used"] for id in held)
    assert used == sum(visits.index(visit) % 3 == 0 for visit in stood)
    with databases["facturacion"].session() as db:
        billed = db.value(
            """
            SELECT sum(l.billed) FROM facturacion.quote_lines l JOIN facturacion.quotes q ON q.id = l.quote_id
             WHERE q.patient_id = ANY (%(patients)s)
            """,
            patients=agreed,
        )
    assert billed == sum(visits.index(visit) % 3 == 1 for visit in stood)
