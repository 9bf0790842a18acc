"""Every list, with each of its filters, sorts and searches, and every other read, in a young clinic and in an old one.

    .clinica/venv/bin/python -m bench.scale [--server postgresql://…] [--only citas]

Two databases are filled with `bench/scale.sql`, one of a hundredth of the other's size: 100,000 patients, 1,000,000
appointments, 500,000 notes, 300,000 invoices and 2,000,000 entries of the log, on a PostgreSQL started for it; on one that
runs already they stay, for another look. Each service answers in this process, without Redis, so that nothing is cached.
What takes more than LONGEST_RATIO times as long in the old clinic, and more than NOTICED, is named with the plan of its
slowest statement, and the command exits with 1. A time is the cheapest of several, since what else the machine does only
adds; what seems to grow is measured again before it is named.
"""

import argparse
import os
import re
import secrets
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing, contextmanager, suppress
from importlib import import_module
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import jwt
import psycopg2
from psycopg2 import extensions
from werkzeug.test import Client

from common.config import Settings
from common.store.db import Database, Session
from common.store.pool import wait
from common.suite import SERVICES, prefix
from tests import template
from tools.servers import embedded

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "services" / service / "src") for service in SERVICES]
SIZES = {
    "patients": 100_000,
    "appointments": 1_000_000,
    "notes": 500_000,
    "invoices": 300_000,
    "entries": 2_000_000,
}
YOUNG, OLD = "clinic_young", "clinic_old"
# A young clinic has as many products as an old one, about.
PRODUCTS = {YOUNG: 800, OLD: 2000}
# What statement_timeout ends, seconds.
ENDED = 10.0
LONGEST_RATIO, NOTICED, TIMES, AGAIN = 3.0, 0.02, 5, 3
# The id of no row.
NOBODY = 10**9
# What is put for a parameter of the query or of the path; another is tried with the id of a row where it is a number.
VALUES = {
    "search": ("zx", "ma", "qxzqxz", "garcia", "maria quishpe castro", "1234", "0991234567"),
    "status": ("DRAFT", "ISSUED", "PENDING", "COMPLETED", "CANCELLED", "PENDING,CONFIRMED"),
    "service": ("citas",), "level": ("WARNING", "INFO", "ERROR"), "type": ("invoice.issued", "nothing.happened"),
    "user_id": ("7", "0"), "patient_id": (777, NOBODY), "doctor_id": (3, NOBODY), "room_id": (3, NOBODY), "appointment_id": (777, NOBODY),
    "request_id": ("request-1000",), "product_id": (5, NOBODY), "treatment_id": (5,), "lot_id": (5,), "id": (5,), "role_id": (1,),
    "ids": ("5,6",), "package_id": (5,), "exclude_id": (5,), "except_id": (5,), "reference_id": (5,), "till_id": (1,), "quantity": (1,), "v": (1,), "minutes": (40,), "part": ("ANY", "AFTERNOON"), "doctor_ids": ("3",), "treatment_ids": ("5,6",),
    "month": (time.strftime("%Y-%m"),), "year": (time.strftime("%Y"),), "state": ("waiting", "dead_letter"),
    "category": ("Categoría 3", "Nada"), "document_number": ("1710034065",), "first_name": ("María",), "phone": ("0991234567",),
    "last_name": ("Quishpe Castro",), "email": ("p5@ejemplo.ec",), "q": ("zx", "garcia", "qxzqxz"),
    "from": (time.strftime("%Y-%m-%d"),), "to": (time.strftime("%Y-%m-%d"),), "patient": (777,), "practitioner": (3,), "schedule": (3,), "_count": (20,), "_after": (),
    "event_id": (), "token": (), "limit": (), "after": (), "total": (), "sort": (), "days": (30,), "months": (12,),
}  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--server", help="the superuser's URL of a PostgreSQL that runs already")
    parser.add_argument("--only", choices=SERVICES, help="one service alone")
    chosen = parser.parse_args()
    with server(chosen.server) as url:
        for name, share in ((YOUNG, 100), (OLD, 1)):
            fill(url, name, share)
        services = [chosen.only] if chosen.only else SERVICES
        compared = list(chain.from_iterable(compare(url, service) for service in services))
    return report(compared)


@contextmanager
def server(given):
    if given:
        yield given
    else:
        # Not on the memory disk, where throwaway servers are: a clinic's data is on a real one.
        with tempfile.TemporaryDirectory(prefix="bench-scale-", dir="/var/tmp") as folder:
            os.chmod(folder, 0o755)
            with embedded.throwaway(Path(folder) / "data") as servers:
                yield servers.database_url


def fill(server, name, share):
    """Make the database of this name unless it is there; `share` is by what the sizes are divided."""
    with template.administering(server) as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
        if cursor.fetchone():
            return
    began = time.monotonic()
    made = template.copy(server)
    sql = Path(__file__).with_suffix(".sql").read_text()
    for parameter, size in {**SIZES, "products": PRODUCTS[name] * share}.items():
        sql = re.sub(rf"(?<!:):{parameter}\b", f"{size // share}::bigint", sql)
    # The services' bound on what they wait for would end this long before it is done.
    extensions.set_wait_callback(None)
    with template.administering(made) as cursor:
        with without_indexes(cursor):
            cursor.execute(sql)
        cursor.execute("VACUUM ANALYZE")
    extensions.set_wait_callback(wait)
    with template.administering(server) as cursor:
        cursor.execute(f"ALTER DATABASE {urlsplit(made).path.strip('/')} RENAME TO {name}")
    print(f"{name}: filled in {time.monotonic() - began:.0f} s", flush=True)


@contextmanager
def without_indexes(cursor):
    """Indexes that are no key are made after the rows, as are exclusion constraints: minutes instead of an hour."""
    cursor.execute(
        """
        SELECT format('DROP INDEX %%s', i.indexrelid::regclass), replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
          FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
         WHERE t.relnamespace::regnamespace::text = ANY(%(schemas)s) AND NOT t.relispartition
           AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid) AND NOT i.indisunique
         UNION ALL
        SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
               format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
          FROM pg_constraint
         WHERE contype = 'x' AND connamespace::regnamespace::text = ANY(%(schemas)s)
        """,
        {"schemas": list(SERVICES)},
    )
    found = cursor.fetchall()
    for drop, _ in found:
        cursor.execute(drop)
    yield
    cursor.execute("SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2")
    for _, make in found:
        cursor.execute(make)


def compare(server, service):
    """(service, path, {name: seconds}, slowest statement in the old clinic) of each read of a service."""
    apps = {
        name: application(f"{urlsplit(server)._replace(path='/' + name).geturl()}", service)
        for name in (YOUNG, OLD)
    }
    accepted = defaultdict(bool)
    for path in paths(apps[YOUNG]):
        times = measured(apps, path)
        # Where both end in 503 it is another service that was asked, and none runs beside.
        taken = None not in times.values()
        accepted[path.rpartition("=")[0] or path] |= taken
        if taken and times[YOUNG] < ENDED:
            yield service, path, times, apps[OLD]
    for asked in sorted(asked for asked, taken in accepted.items() if not taken):
        print(f"not measured: {service} {asked}, whose values were all refused")
    for app in apps.values():
        app.database.pool.close()


def measured(apps, path):
    """{name: seconds} of a read, None where it was refused."""
    times = {name: app.time(path) for name, app in apps.items()}
    for _ in range(AGAIN):
        if None in times.values() or not grows(times):
            break
        times = {name: min(times[name], app.time(path)) for name, app in apps.items()}
    return times


def grows(times):
    return times[OLD] > LONGEST_RATIO * times[YOUNG] and times[OLD] > NOTICED


class application:
    """A service on one of the databases."""

    def __init__(self, url, service):
        secret = "x" * 32
        settings = Settings(
            environment="development", database_url=url, jwt_algorithm="HS256", jwt_secret=secret,
            service_client_secret=secret, rate_limit_enabled=False, log_level="CRITICAL",
        )  # fmt: skip
        self.url, self.database = url, Database(url, service, 1, 2)
        made = import_module(service).create_app(settings=settings, database=self.database, revoked=dict)
        from auth.permissions import PERMISSIONS

        now = int(time.time())
        claims = {
            "sub": "1", "name": "Medición", "role": "Medición", "permissions": sorted(PERMISSIONS), "jti": secrets.token_hex(8),
            "iat": now, "exp": now + 7200, "iss": "omniclinica", "aud": "omniclinica", "client": True,
        }  # fmt: skip
        self.headers = {"Authorization": f"Bearer {jwt.encode(claims, secret, 'HS256')}"}
        self.client, self.base = Client(made), f"/api/{prefix(service)}"

    def get(self, path):
        return self.client.get(self.base + path, headers=self.headers)

    def time(self, path):
        """Seconds of an answer, the cheapest of several; None where this asks what the service refuses."""
        taken = []
        for _ in range(TIMES):
            began = time.perf_counter()
            answer = self.get(path)
            taken.append(time.perf_counter() - began)
            if answer.status_code == 503:
                return ENDED
            if answer.status_code not in (200, 404):
                return None
            if taken[-1] > 1:
                break
        return min(taken)

    def plan(self, path):
        """The slowest statement of this answer and how PostgreSQL runs it."""
        ran = []
        plain = Session._execute

        def recorded(session, cursor, sql, params):
            began = time.perf_counter()
            try:
                plain(session, cursor, sql, params)
            finally:
                ran.append((time.perf_counter() - began, cursor.query))

        Session._execute = recorded
        try:
            self.get(path)
        finally:
            Session._execute = plain
        seconds, query = max(ran)
        with (
            closing(psycopg2.connect(self.url, options="-c statement_timeout=60s")) as connection,
            suppress(psycopg2.Error),
        ):
            with connection.cursor() as cursor:
                cursor.execute(b"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + query)
                return f"{seconds * 1000:.0f} ms: " + "\n      ".join(row[0] for row in cursor.fetchall())
        return f"{seconds * 1000:.0f} ms: {query.decode()}"


def paths(app):
    """Every GET that the service documents: each sort, each filter in each sort, the count, and other reads by each value."""
    for path, methods in app.get("/swagger.json").get_json()["paths"].items():
        asked = methods.get("get")
        if asked is None or path.startswith(("/docs", "/swagger")):
            continue
        parameters = [*methods.get("parameters", ()), *asked.get("parameters", ())]
        wanted = {one["name"]: one for one in parameters if one["in"] == "query"}
        places = [value for one in parameters if one["in"] == "path" for value in values(path, one)[:1]]
        if len(places) < path.count("{"):
            continue
        found = re.sub(r"\{[^}]+\}", "{}", path).format(*places)
        needed = [
            f"{one['name']}={value}"
            for one in wanted.values()
            if one.get("required")
            for value in values(path, one)[:1]
        ]
        ways = [f"sort={sort}" for sort in wanted.get("sort", {}).get("enum", ())] or [""]
        for way in [*ways, "total=true"] if "total" in wanted else ways:
            yield joined(found, way, *needed)
            for name, one in wanted.items():
                for value in () if one.get("required") else values(path, one):
                    yield joined(found, way, *needed, f"{name}={value}")


def values(path, parameter):
    """What is tried for a parameter."""
    name = parameter["name"]
    if name == "sort":
        return ()
    if "enum" in parameter:
        return tuple(parameter["enum"])
    if parameter.get("type") == "boolean":
        return () if name == "total" else ("true", "false")
    if parameter.get("format") in ("date", "date-time"):
        day = time.strftime("%Y-%m-%d")
        hour = "10" if name in ("to", "end_time") else "09"
        return (day if parameter["format"] == "date" else f"{day}T{hour}:00:00-05:00",)
    return VALUES.get(name, (5,) if parameter.get("type") == "integer" else ("zx",))


def joined(path, *chosen):
    query = "&".join(filter(None, chosen)).replace(" ", "+")
    return f"{path}?{query}" if query else path


def report(compared):
    """Print the slowest, and the plan of what grows with the clinic; 1 if there is any."""
    slow = []
    for service, path, times, app in sorted(compared, key=lambda one: -one[2][OLD]):
        if grows(times):
            slow.append((service, path))
            print(
                f"{times[OLD] / times[YOUNG]:7.1f} ×  {times[YOUNG] * 1000:7.1f} → {times[OLD] * 1000:8.1f} ms  {service} {path}\n      {app.plan(path)}"
            )
    worst = max(times[OLD] for _, _, times, _ in compared)
    print(f"{len(compared)} reads; {len(slow)} grow with the clinic; the slowest takes {worst * 1000:.0f} ms")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
