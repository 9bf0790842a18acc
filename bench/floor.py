"""What a full read costs beside the cheapest answers that Flask can give, a constant and a raw row, all through Traefik.

    .clinica/venv/bin/python -m bench.floor

The suite must run, with `./clinica demo` loaded; `./clinica test lint` installs what this needs. A second Traefik, with
the suite's own configuration, leads to a service and to a bare Flask application, both started for it under the same
gunicorn settings, with their lines going into a file; the raw row is the same product by psycopg2 alone. Each round
measures all routes one after another, so that what else happens on the machine touches all alike. Judged is the quickest
round of each, as `bench.write_cost` and Python's `timeit` do, since what else happens only slows; the median is printed too.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path

import requests
import yaml

from bench import cpu, drive
from tools import settings as settings_module
from tools.servers import traefik_conf
from tools.servers.embedded import free_port
from tools.suite import tokens
from tools.suite.services import SERVICES, service_environment
from tools.suite.supervise import Supervisor

ROUNDS, SECONDS = 10, 1.5
READER = (1, "Medición", "Medición")
PERMISSIONS = ("products:read", "treatments:read")
SERVICE = "inventario"
CONSTANT, RAW, READ, LIST = "constant route", "raw row", "full read", "page of 50"
# What a full read must reach of each.
TARGETS = {CONSTANT: 0.55, RAW: 0.8}


def main():
    settings = settings_module.load()
    token = tokens.sign(settings, READER, PERMISSIONS)
    headers = {"Authorization": f"Bearer {token}", "X-Request-Id": "bench-request-cost"}
    product = one_product(settings, headers)
    routes = {CONSTANT: "/constant", RAW: f"/row/{product.rpartition('/')[2]}", READ: product}
    routes[LIST] = "/api/inventario/products?limit=50"
    with servers(settings) as (port, processes):
        asked = {name: drive.request(port, path, headers) for name, path in routes.items()}
        for raw in asked.values():
            drive.drive(port, raw, 1.0)
        rounds = [{name: measure(port, raw, processes) for name, raw in asked.items()} for _ in range(ROUNDS)]
    return report(rounds, processes)


def one_product(settings, headers):
    """The path of a product, as somebody reads it."""
    answer = requests.get(
        f"{settings.address}/api/inventario/products", params={"limit": 1}, headers=headers, timeout=10
    )
    answer.raise_for_status()
    rows = answer.json()["data"] or sys.exit("No hay productos: ejecute primero ./clinica demo.")
    return f"/api/inventario/products/{rows[0]['id']}"


@contextmanager
def servers(settings):
    """The port of a Traefik in front of the service and of the constant route; the processes that work, by name."""
    states = Supervisor(settings).states()
    with tempfile.TemporaryDirectory() as folder, open(f"{folder}/log", "wb") as log:
        bare, service, front, dashboard = (free_port() for _ in range(4))
        static = configure(settings, Path(folder), bare, service, front, dashboard)
        options = {"stdout": log, "stderr": log, "env": environment(settings, folder)}
        started = {
            "Traefik": subprocess.Popen(
                [traefik_conf.binary(), f"--configFile={static}"], cwd=traefik_conf.FOLDER, **options
            ),
            "bare Flask": gunicorn("bench.constant", bare, options),
            SERVICE: gunicorn(SERVICE, service, options),
        }
        try:
            for path in ("/constant", f"/api/{SERVICE}/health"):
                wait_for(f"http://127.0.0.1:{front}{path}")
            found = {name: process.pid for name, process in started.items()}
            yield front, found | {
                name: states[name]["pid"] for name in ("postgres", "redis") if name in states
            }
        finally:
            for process in started.values():
                process.terminate()
            for process in started.values():
                process.wait(30)


def gunicorn(application, port, options):
    command = [sys.executable, "-m", "gunicorn", "-c", "python:common.run.server", "--no-control-socket"]
    return subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", f"{application}:create_app()"], **options
    )


def environment(settings, folder):
    """The service's own, but for its limit and the folder of its figures; the bare application's too."""
    service = next(service for service in SERVICES if service.name == SERVICE)
    given = {**os.environ, **service_environment(service, settings)}
    return given | {
        "PYTHONPATH": f"{settings.root}:{given['PYTHONPATH']}",
        "RATE_LIMIT_GENERAL": "1000000/minute",
        "PROMETHEUS_MULTIPROC_DIR": folder,
    }


def configure(settings, folder, bare, service, front, dashboard):
    """The suite's two files for Traefik, for the servers started here and one route more; the path of the static one."""
    static = yaml.safe_load((settings.run / "traefik.yml").read_text())
    dynamic = yaml.safe_load((settings.run / "traefik-dynamic.yml").read_text())
    static["entryPoints"]["web"]["address"] = f"127.0.0.1:{front}"
    static["entryPoints"]["traefik"]["address"] = f"127.0.0.1:{dashboard}"
    static["providers"]["file"]["filename"] = str(folder / "dynamic.yml")
    http = dynamic["http"]
    http["routers"]["constant"] = {
        **http["routers"][SERVICE],
        "rule": "PathPrefix(`/constant`) || PathPrefix(`/row`)",
        "service": "constant",
    }
    for name, port in (("constant", bare), (SERVICE, service)):
        http["services"][name] = {"loadBalancer": {"servers": [{"url": f"http://127.0.0.1:{port}"}]}}
    (folder / "dynamic.yml").write_text(yaml.safe_dump(dynamic))
    (folder / "traefik.yml").write_text(yaml.safe_dump(static))
    return folder / "traefik.yml"


def wait_for(url):
    deadline = time.monotonic() + 30
    while True:
        try:
            if requests.get(url, timeout=10).ok:
                return
        except requests.RequestException:
            pass
        if time.monotonic() > deadline:
            raise RuntimeError(f"{url} does not answer")
        time.sleep(0.1)


def measure(port, raw, processes):
    """Answers a second, and microseconds of processor of each process an answer."""
    before = {name: cpu.used(pid) for name, pid in processes.items()}
    count, seconds = drive.drive(port, raw, SECONDS)
    cost = {name: (cpu.used(pid) - before[name]) / count * 1e6 for name, pid in processes.items()}
    return count / seconds, cost


def report(rounds, processes):
    """Print the quickest round of each route, and the medians; 1 if a target is missed."""
    print(
        f"{'':<16}{'answers/s':>10}{'ratio':>8}{'median':>8}{'µs CPU':>9}   "
        + "".join(f"{n:>14}" for n in processes)
    )
    for name in rounds[0]:
        rate, cost = max((r[name] for r in rounds), key=itemgetter(0))
        parts = "".join(f"{cost[p]:>14.0f}" for p in processes)
        ratios = f"{quickest(rounds, name):>8.2f}{usual(rounds, name):>8.2f}"
        print(f"{name:<16}{rate:>10.0f}{ratios}{sum(cost.values()):>9.0f}   {parts}")
    print()
    reached = {name: quickest(rounds, READ, name) for name in TARGETS}
    for name, target in TARGETS.items():
        print(
            f"a full read runs at {reached[name]:.2f} of the {name} (target: at least {target}; "
            f"median {usual(rounds, READ, name):.2f})"
        )
    return 0 if all(round(reached[name], 2) >= target for name, target in TARGETS.items()) else 1


def quickest(rounds, name, base=CONSTANT):
    """Throughput against another's, each in its quickest round."""
    return max(r[name][0] for r in rounds) / max(r[base][0] for r in rounds)


def usual(rounds, name, base=CONSTANT):
    """Throughput against another's of the same round: the median."""
    return statistics.median(r[name][0] / r[base][0] for r in rounds)


if __name__ == "__main__":
    sys.exit(main())
