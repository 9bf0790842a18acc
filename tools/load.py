"""`./clinica load`: people of a clinic at work on the running suite, with its demo data, and a report of how it bore them.

Locust lives in an environment of its own: beside the services' pins pip would fall back to an old one.
"""

import argparse
import csv
import os
import subprocess
import sys
import venv
from datetime import datetime
from pathlib import Path

from limits import parse

from auth.permissions import ROLES
from tools import settings as settings_module
from tools.demo import journal  # which lets the services' own code be imported
from tools.demo.session import open_suite
from tools.messages import Problem, step
from tools.suite import tokens

LOCUST = "locust==2.47.0"
LOWEST_LIMIT = 10_000  # calls a minute: below it the limits are what is measured
COLUMNS = ("Request Count", "Failure Count", "Requests/s", "50%", "95%", "99%")
HEADINGS = ("peticiones", "fallas", "por segundo", "p50 ms", "p95 ms", "p99 ms")
INTEGRATOR = ("carga-integrador", "Prueba de carga", "Integración")
AUDITOR = (0, "Prueba de carga", "Auditor")
INTEGRATION = ("patients:read", "patients:write", "appointments:read", "appointments:write")


def main():
    """The command's exit code: 1 if a request failed."""
    try:
        return run(arguments(), settings_module.load())
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1


def arguments():
    parser = argparse.ArgumentParser(
        prog="./clinica load", description="Prueba de carga sobre la clínica en marcha."
    )
    parser._optionals.title = "opciones"
    parser.add_argument("-u", "--users", type=int, default=30, metavar="N", help="personas a la vez (30)")
    parser.add_argument("-t", "--time", type=int, default=60, metavar="S", help="segundos (60, hasta 600)")
    chosen = parser.parse_args()
    chosen.time = min(chosen.time, 600)
    return chosen


def run(chosen, settings):
    must_be_ready(settings)
    folder = settings.home / "load"
    folder.mkdir(parents=True, exist_ok=True)
    name = folder / datetime.now().strftime("%Y%m%d-%H%M%S")
    locust = installed(settings)
    with step(f"{chosen.users} personas durante {chosen.time} s"):
        subprocess.run(
            [locust, "--headless", "-f", settings.root / "locustfile.py", "-H", settings.address,
             "-u", str(chosen.users), "-r", "5", "-t", f"{chosen.time}s", "--csv", name, "--only-summary"],
            env={**os.environ, **identities(settings)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
    text, failed = report(Path(f"{name}_stats.csv"), chosen)
    name.with_suffix(".md").write_text(text)
    print(f"\n{text}\n{name.with_suffix('.md')}")
    return 1 if failed else 0


def must_be_ready(settings):
    """Raises a Problem without demo data, or with limits that would be what is measured."""
    if journal.DONE not in journal.find(open_suite(settings)):
        raise Problem("La prueba de carga usa los datos de ejemplo: ejecute primero ./clinica demo.")
    for name, default in (("RATE_LIMIT_GENERAL", "100/minute"), ("RATE_LIMIT_LOGIN", "5/minute")):
        limit = parse(settings.passed_through.get(name) or default)
        least = LOWEST_LIMIT if name == "RATE_LIMIT_GENERAL" else LOWEST_LIMIT // 10
        if limit.amount / limit.get_expiry() * 60 < least:
            raise Problem(
                f"{name} es {limit}: se mediría el límite y no la clínica. Ponga en .env "
                "RATE_LIMIT_GENERAL=100000/minute y RATE_LIMIT_LOGIN=1000/minute, y repita ./clinica up."
            )


def installed(settings):
    """Locust's program."""
    folder = settings.root / ".clinica" / "locust"
    mark = folder / LOCUST
    if not mark.exists():
        with step(f"Entorno de {LOCUST}"):
            venv.EnvBuilder(with_pip=True, clear=True).create(folder)
            pip = [folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", LOCUST]
            done = subprocess.run(pip, capture_output=True, text=True)
            if done.returncode:
                raise Problem(f"pip no pudo instalar {LOCUST}:\n{done.stderr[-2000:]}")
            mark.touch()
    return folder / "bin" / "locust"


def identities(settings):
    """Tokens of the two who are no users of the demo clinic; everybody else logs in."""
    return {
        "LOAD_AUDITOR": tokens.sign(settings, AUDITOR, ROLES["Auditor"]["permissions"]),
        "LOAD_INTEGRATOR": tokens.sign(settings, INTEGRATOR, INTEGRATION, client=True),
    }


def report(stats, chosen):
    """The report, and how many requests failed."""
    if not stats.exists():
        raise Problem("Locust no dejó resultados; vea si la clínica responde: ./clinica status.")
    rows = list(csv.DictReader(stats.open()))
    lines = [f"# Carga: {chosen.users} personas, {chosen.time} s", ""]
    lines += [f"| tarea | {' | '.join(HEADINGS)} |", "|---" * (1 + len(HEADINGS)) + "|"]
    for row in rows:
        values = [row[column] if "/s" not in column else f"{float(row[column]):.1f}" for column in COLUMNS]
        lines.append(f"| {row['Type']} {row['Name']} | {' | '.join(values)} |".replace("|  ", "| "))
    return "\n".join(lines) + "\n", int(rows[-1]["Failure Count"])


if __name__ == "__main__":
    sys.exit(main())
