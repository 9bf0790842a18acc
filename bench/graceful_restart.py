"""Every process of a running suite restarted in turn while people work: how many requests failed?

    SUITE_URL=http://127.0.0.1:3333 SUITE_EMAIL=… SUITE_PASSWORD=… \
        .clinica/venv/bin/python -m bench.graceful_restart --with compose

The password is one's own, not the one-time password of a new account. The rate limits must be raised (RATE_LIMIT_GENERAL=100000/minute), or they are what is measured. Registers patients: for
a suite on which nobody works. Exits with 1 if a request failed.
"""

import argparse
import collections
import itertools
import json
import os
import secrets
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import requests

from common.suite import SERVICES, prefix
from tests.running import clinic

READS = (
    "/",
    "/api/auth/me",
    "/api/inventario/products?limit=20",
    "/api/historia-clinica/patients?limit=20",
    "/api/facturacion/invoices?limit=20",
    "/api/citas/appointments?limit=20",
    "/api/logs/logs?limit=20",
)
WRITE = "/api/historia-clinica/patients"
PATIENT = {"document_type": "CEDULA", "first_name": "Ana", "last_name": "De Prueba"}
PATIENT |= {"birth_date": "1990-01-31", "gender": "female"}
# More than can wait at once: a request to a service that restarts is held back for some seconds.
THREADS = 200


class Load:
    """So many requests a second, whatever the answers: each read in turn, and a patient registered."""

    def __init__(self, url, token, rate):
        self.url, self.rate = url, rate
        self.headers = {"Authorization": f"Bearer {token}"}
        self.own = threading.local()
        self.answers = []
        self.enough = threading.Event()
        self.driver = threading.Thread(target=self.drive)

    @classmethod
    def of_environment(cls, rate):
        """On the suite that SUITE_URL, SUITE_EMAIL and SUITE_PASSWORD name."""
        url = os.environ.get("SUITE_URL", "http://127.0.0.1:3333")
        who = {"email": os.environ["SUITE_EMAIL"], "password": os.environ["SUITE_PASSWORD"]}
        answer = requests.post(f"{url}/api/auth/login", json=who, timeout=20)
        answer.raise_for_status()
        return cls(url, answer.json()["access_token"], rate)

    def __enter__(self):
        self.driver.start()
        return self

    def __exit__(self, *_):
        self.enough.set()
        self.driver.join()

    def drive(self):
        with ThreadPoolExecutor(THREADS) as pool:
            due = time.monotonic()
            for path in itertools.cycle((*READS, None)):
                if self.enough.is_set():
                    return
                pool.submit(self.ask, path)
                due += 1 / self.rate
                time.sleep(max(0, due - time.monotonic()))

    def ask(self, path):
        """One request of this thread's own connection; what came of it."""
        if not hasattr(self.own, "session"):
            self.own.session = requests.Session()
        begun = time.monotonic()
        try:
            if path is None:
                result = self.register().status_code
            else:
                result = self.own.session.get(self.url + path, headers=self.headers, timeout=30).status_code
        except requests.RequestException as error:
            result = type(error).__name__
        self.answers.append((path or f"POST {WRITE}", result, time.monotonic() - begun))

    def register(self):
        patient = PATIENT | {"document_number": clinic.cedula()}
        headers = self.headers | {"Idempotency-Key": secrets.token_hex(16)}
        return self.own.session.post(self.url + WRITE, json=patient, headers=headers, timeout=30)


def compose(*arguments):
    done = subprocess.run(["docker", "compose", *arguments], check=True, capture_output=True, text=True)
    return done.stdout


class Compose:
    """The suite of `docker compose up`."""

    names = ["frontend", *(f"{prefix(s)}-{kind}" for s in SERVICES for kind in ("service", "relay"))]

    def restart(self, name):
        """Restart it, and wait until Docker calls it healthy."""
        compose("restart", name)
        while json.loads(compose("ps", "--format", "json", name))["Health"] != "healthy":
            time.sleep(0.2)


class Runner:
    """The suite of `./clinica up`, of which CLINICA_HOME and the ports are those of the environment."""

    def __init__(self):
        from tools import settings
        from tools.suite.supervise import Supervisor

        self.supervisor = Supervisor(settings.load())
        self.names = [
            name for name in self.supervisor.states() if name not in ("postgres", "redis", "traefik")
        ]

    def restart(self, name):
        self.supervisor.stop([name])
        self.supervisor.ensure(name)
        while self.supervisor.states()[name]["statename"] != "RUNNING":
            time.sleep(0.2)


def measure(load, way, name):
    """Restart one under load, and let a moment pass; (seconds, answers)."""
    first, begun = len(load.answers), time.monotonic()
    way.restart(name)
    took = time.monotonic() - begun
    time.sleep(3)
    return took, load.answers[first:]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--with", dest="way", choices=("compose", "runner"), required=True)
    parser.add_argument("--rate", type=int, default=50, help="requests a second (50)")
    parser.add_argument("names", nargs="*", help="what to restart (everything but Traefik and the databases)")
    chosen = parser.parse_args()
    way = {"compose": Compose, "runner": Runner}[chosen.way]()
    with Load.of_environment(chosen.rate) as load:
        time.sleep(3)
        for name in chosen.names or way.names:
            took, answers = measure(load, way, name)
            failed = [(path, result) for path, result, _ in answers if result not in (200, 201)]
            slowest = max(seconds for *_, seconds in answers)
            print(
                f"{name:26} back in {took:4.1f} s  requests {len(answers):5}  failed {len(failed):3}"
                f"  slowest {slowest:4.1f} s",
                flush=True,
            )
    failures = collections.defaultdict(list)
    for path, result, seconds in load.answers:
        if result not in (200, 201):
            failures[path, result].append(seconds)
    wrong = sum(map(len, failures.values()))
    print(f"failed {wrong} of {len(load.answers)}, at {chosen.rate} a second")
    for (path, result), times in failures.items():
        print(f"  {len(times):4} × {result} after {min(times):.1f} to {max(times):.1f} s  {path}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
