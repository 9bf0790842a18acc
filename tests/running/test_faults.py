"""Processes are killed while people work. What was acknowledged is there, once, however often it was told."""

import os
import signal
import threading
import time

import requests

from tests.running import clinic
from tools import settings
from tools.suite.supervise import Supervisor

# People work until everything was killed; each of them at least so many visits, and at most.
LEAST_VISITS, MOST_VISITS = 8, 40
WORKERS = 3
PATIENCE = 60
SERVICES = ("citas", "inventario", "facturacion", "historia_clinica", "logs", "auth")


def insist(call):
    """Repeat until the suite answers for good: what a careful client does, with one key for one act."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            answer = call()
            if answer.status_code < 500 and answer.status_code != 429:
                return answer
        except requests.RequestException:
            pass
        assert time.monotonic() < deadline, "the suite did not come back"
        time.sleep(0.1)


def attend(caller, doctor, patient, treatment, start, key):
    """Book a visit and bring it to its end; its id once every step was acknowledged."""
    body = {
        "patient_id": patient["id"],
        "doctor_id": doctor["id"],
        "start_time": start,
        "treatments": [{"treatment_id": treatment["id"]}],
    }
    visit = clinic.created(insist(lambda: caller.post("/api/citas/appointments", body, key)))
    for status in ("ARRIVED", "IN_PROGRESS", "COMPLETED"):
        path = f"/api/citas/appointments/{visit['id']}/status"
        answer = insist(lambda: caller.patch(path, {"status": status, "confirm": True}))
        assert answer.status_code == 200, answer.text
    return visit["id"]


def kill(supervisor, name):
    """kill -9 of the process and all its children."""
    pid = supervisor.states()[name]["pid"]
    if pid:
        os.killpg(os.getpgid(pid), signal.SIGKILL)


def pairs(names):
    """Two of them at a time."""
    return zip(names[::2], names[1::2], strict=True)


def count(caller, path, **params):
    rows, after = [], None
    while True:
        page = insist(lambda: caller.get(path, limit=100, after=after, **params)).json()
        rows += page["data"]
        after = page["next"]
        if after is None:
            return rows


def drained(admin):
    """Has every service told all it had to tell? What the SRI takes its time over is nobody's delay."""
    prefixes = ("auth", "inventario", "historia-clinica", "facturacion", "citas", "logs")
    waiting = [
        insist(lambda: admin.get(f"/api/{p}/events", state="waiting", limit=100)).json()["data"]
        for p in prefixes
    ]
    return not any(row["subscriber"] != "sri" for rows in waiting for row in rows)


def test_nothing_acknowledged_is_lost_and_nothing_is_done_twice(admin, capsys):
    doctors = [clinic.new_dentist(admin, f"Dra. Número {n}") for n in range(WORKERS)]
    patients = [clinic.new_patient(admin) for _ in range(WORKERS)]
    bought = (WORKERS * LEAST_VISITS // 2, 1000)
    product = clinic.new_product(
        admin, [(f"{bought[0]}.000", "1.00", "2030-01-31"), (f"{bought[1]}.000", "2.00", "2031-01-31")]
    )
    treatment = clinic.new_treatment(admin, {product["id"]: "1.000"})
    acknowledged, failures, over = [[] for _ in range(WORKERS)], [], threading.Event()

    def work(number):
        try:
            for n in range(MOST_VISITS):
                if over.is_set() and n >= LEAST_VISITS:
                    return
                start = clinic.slot(days=2 + 7 * (n // 8), hour=8 + n % 8)
                key = f"faults-{doctors[number]['id']}-{n}"
                acknowledged[number].append(
                    attend(admin_of[number], doctors[number], patients[number], treatment, start, key)
                )
        except BaseException as error:
            failures.append(error)

    admin_of = [
        type(admin)(admin.url, admin.session.headers["Authorization"].split()[1]) for _ in range(WORKERS)
    ]
    threads = [threading.Thread(target=work, args=(n,)) for n in range(WORKERS)]
    for thread in threads:
        thread.start()

    supervisor = Supervisor(settings.load())
    recoveries = {}
    relays = [name for name in supervisor.states() if "relay" in name]
    # Relays first: what one of them had in hand is taken up by another half a minute later.
    for names in (*pairs(relays), *pairs(SERVICES), ("redis",), ("postgres",)):
        for name in names:
            kill(supervisor, name)
        killed = time.monotonic()
        for name in ("citas", *(name for name in names if name in SERVICES)):
            insist(lambda name=name: admin.get(f"/api/{name.replace('_', '-')}/health"))
        recoveries[" and ".join(names)] = time.monotonic() - killed
        time.sleep(0.5)
    over.set()
    for thread in threads:
        thread.join()
    assert failures == []

    deadline = time.monotonic() + PATIENCE
    while not drained(admin):
        assert time.monotonic() < deadline, "the outboxes did not drain"
        time.sleep(0.5)

    for doctor, mine in zip(doctors, acknowledged, strict=True):
        booked = count(admin, "/api/citas/appointments", doctor_id=doctor["id"])
        assert sorted(visit["id"] for visit in booked) == sorted(mine)
        assert {visit["status"] for visit in booked} == {"COMPLETED"}
    visits = sorted(id for mine in acknowledged for id in mine)
    invoiced = [row["appointment_id"] for row in count(admin, "/api/facturacion/invoices")]
    assert sorted(id for id in invoiced if id in set(visits)) == visits
    used = count(admin, "/api/inventario/movements", product_id=product["id"], kind="CONSUMPTION")
    assert sorted(movement["appointment_id"] for movement in used) == visits
    stock = admin.get(f"/api/inventario/products/{product['id']}").json()["stock_quantity"]
    assert float(stock) == sum(bought) - len(visits)
    told = [row["aggregate"] for row in count(admin, "/api/logs/logs", type="appointment.completed")]
    wanted = {f"appointment:{id}" for id in visits}
    assert sorted(name for name in told if name in wanted) == sorted(wanted)
    with capsys.disabled():
        print(
            f"\n{len(visits)} visits; back after kill -9: "
            + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in recoveries.items())
        )
