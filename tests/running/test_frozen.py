"""PostgreSQL, Redis or a neighbour stands still: there, connected, and silent. Nobody hangs with it."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
import requests

from tests.frozen import frozen
from tests.running import clinic
from tests.running.conftest import NEW_PASSWORD
from tools import settings
from tools.suite.supervise import Supervisor

PREFIXES = ("auth", "inventario", "historia-clinica", "facturacion", "citas", "logs")
READ = "/api/citas/appointments"


@pytest.fixture
def pid_of():
    supervisor = Supervisor(settings.load())
    return lambda name: supervisor.states()[name]["pid"]


def timed(call):
    """(status, content type, seconds) of an answer."""
    begun = time.monotonic()
    with call() as answer:
        return answer.status_code, answer.headers.get("Content-Type"), time.monotonic() - begun


def well_within(seconds, call):
    deadline = time.monotonic() + seconds
    while call().status_code != 200:
        assert time.monotonic() < deadline, "it did not come back"
        time.sleep(0.05)


def test_with_postgresql_frozen_everybody_is_answered_and_afterwards_served(admin, url, pid_of):
    healths = [partial(requests.get, f"{url}/api/{name}/health", timeout=20) for name in PREFIXES]
    with frozen(pid_of("postgres")):
        answers, over = [], threading.Event()

        def work():
            with requests.Session() as session:
                session.headers.update(admin.session.headers)
                while not over.is_set():
                    answers.append(timed(lambda: session.get(url + READ, timeout=20)))
                    time.sleep(0.05)

        people = [threading.Thread(target=work) for _ in range(20)]
        for person in people:
            person.start()
        looks = []
        with ThreadPoolExecutor(2) as lookers:
            for _ in range(6):
                looks += lookers.map(timed, healths)
                time.sleep(0.5)
        over.set()
        for person in people:
            person.join()
    assert {status for status, _, _ in looks} == {503}
    assert max(seconds for *_, seconds in looks) < 1.0
    assert {(status, kind) for status, kind, _ in answers} == {(503, "application/problem+json")}
    waits = sorted(seconds for *_, seconds in answers)
    assert waits[-1] < 5.0 and waits[len(waits) // 2] < 0.6
    well_within(5, lambda: requests.get(url + READ, headers=admin.session.headers, timeout=20))


def test_a_frozen_neighbour_costs_two_seconds(admin, pid_of):
    doctor, patient = clinic.new_dentist(admin), clinic.new_patient(admin)
    body = {
        "patient_id": patient["id"],
        "doctor_id": doctor["id"],
        "start_time": clinic.slot(days=3),
        "treatments": [{"treatment_id": 1}],
    }
    with frozen(pid_of("historia_clinica")):
        status, _, seconds = timed(lambda: admin.post("/api/citas/appointments", body))
        assert status == 503 and seconds < 2.5
        assert timed(lambda: admin.get(READ))[2] < 1.0


def test_a_frozen_redis_slows_nobody(admin, pid_of):
    admin.get(READ)
    with frozen(pid_of("redis")):
        found = sorted(timed(lambda: admin.get(READ))[2] for _ in range(200))
    assert found[-1] < 1.5 and found[190] < 0.2, (found[190], found[-1])


def test_with_redis_frozen_a_revocation_is_everywhere_within_two_seconds(admin, log_in, pid_of):
    def someone(_):
        user = clinic.new_user(admin, "recep")
        first = log_in(user["email"], user["temporary_password"])
        body = {"current_password": user["temporary_password"], "new_password": NEW_PASSWORD}
        assert first.post("/api/auth/me/password", body).status_code == 200
        return user, log_in(user["email"], NEW_PASSWORD)

    def disable(user, _):
        current = admin.get(f"/api/auth/users/{user['id']}").json()
        path = f"/api/auth/users/{user['id']}"
        assert admin.patch(path, {"active": False}, current["version"]).status_code == 200

    def change_role(user, _):
        current = admin.get(f"/api/auth/users/{user['id']}").json()
        body = {"role_id": clinic.role_id(admin, "caja")}
        assert admin.patch(f"/api/auth/users/{user['id']}", body, current["version"]).status_code == 200

    def leave(_, caller):
        assert caller.post("/api/auth/logout", {}).status_code == 204

    with ThreadPoolExecutor(3) as desk:
        people = [
            (*person, act)
            for person, act in zip(desk.map(someone, range(3)), (disable, change_role, leave), strict=True)
        ]
    with frozen(pid_of("redis")):
        for _, caller, _ in people:
            assert {caller.get(READ).status_code for _ in range(10)} == {200}
        # Each is looked for two seconds after its own act.
        ends = []
        for user, caller, act in people:
            act(user, caller)
            ends.append(time.monotonic() + 2)
        for (_, caller, act), end in zip(people, ends, strict=True):
            time.sleep(max(0, end - time.monotonic()))
            # Whichever process answers, of whichever service.
            assert {caller.get(READ).status_code for _ in range(20)} == {401}, act.__name__
            assert {caller.get("/api/auth/me").status_code for _ in range(20)} == {401}, act.__name__
            assert caller.get("/api/historia-clinica/patients").status_code == 401


def test_a_frozen_service_is_answered_for(admin, url, pid_of):
    """By Traefik, once it has waited longer than any answer takes."""
    if "TEST_LONG" not in os.environ:
        pytest.skip("takes half a minute: TEST_LONG=1")
    with frozen(pid_of("logs")):
        status, kind, seconds = timed(lambda: requests.get(f"{url}/api/logs/logs", timeout=90))
    assert (status, kind) == (504, "application/problem+json") and seconds < 25
