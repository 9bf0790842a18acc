"""`./clinica test`: every check of the project, in the order in which a mistake is cheapest to find.

`./clinica test` runs all stages but `packages` and `proofs`; `./clinica test lint python` only those named, in the same
order. Of files (with `::test`, and pytest's options) `./clinica test services/citas/tests/test_rooms.py -k name` runs just
those, with what they need.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from tools.bootstrap import PYTHON, ROOT
from tools.messages import notice
from tools.servers import embedded
from tools.suite.interface import build, install

BIN = PYTHON.parent
FRONTEND = ROOT / "frontend"
LINTED = [
    "bench",
    "clinica",
    "common",
    "conftest.py",
    "deploy",
    "migrations",
    "services",
    "tests",
    "tools",
    "locustfile.py",
]
COVERAGE = "98"
# Tests themselves, and migrations: each runs in every test, in a process of Alembic's.
UNMEASURED = "*/tests/*,migrations/versions/*"
CORES = os.cpu_count() or 1
# One process more than there are cores, since each waits a quarter of its time, up to half of Redis's 16 databases: each
# takes two. The tests of one file stay together, for the fixtures they share.
# Their asserts are not rewritten so as to tell values, which costs each process nine seconds: those of what failed are.
PARALLEL = ("-n", str(min(CORES + 1, 8)), "--dist", "loadfile", "--assert=plain")
# The proofs over many cases at the size at which they are claimed; at every change they run over fewer. Their seeds are printed.
PROOFS = {
    "services/facturacion/tests/reports/test_reconciling.py": {"RECONCILING_INVOICES": "10000"},
    "services/facturacion/tests/billing/test_money_at_once.py": {"MONEY_WALK": "2000x8"},
    "services/facturacion/tests/billing/reopening_at_once/test_reopening_at_once.py": {"REOPENINGS": "50"},
    "services/facturacion/tests/einvoice/test_documents.py": {"EINVOICE_DOCUMENTS": "2000"},
    "services/facturacion/tests/einvoice/test_transmission.py": {"EINVOICE_OUTAGE": "500"},
    "services/citas/tests/appointments/test_concurrency.py": {"BOOKERS": "200"},
    "services/citas/tests/test_free_time.py": {"FREE_TIME_CALENDARS": "500"},
    "migrations/tests/test_migrations.py": {"MIGRATION_STEPS": "1000"},
}
FUZZ = "tests/running/test_fuzz.py"
PATIENT = ("tests/running/test_certificates.py", "tests/running/test_development.py")
# What is taken down when the run ends, however it ends.
at_end = ExitStack()
# Checks that no stage waits for: the run ends when they have.
running_on = []
one_after_the_other = ThreadPoolExecutor(1)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The suite under test stands beside whichever one runs on this machine.
PORTS = {
    "HTTP_PORT": "13333",
    "DASHBOARD_PORT": "18080",
    "NGINX_PORT": "19080",
    "SERVICE_PORT_BASE": "15001",
    "POSTGRES_PORT": "15432",
    "REDIS_PORT": "16379",
}


def run(*command, cwd=ROOT, **environment):
    """Run one command, or end everything with its exit code."""
    code = told(*command, cwd=cwd, **environment)
    if code:
        sys.exit(code)


def told(*command, cwd=ROOT, **environment):
    """Run one command, and let it say what it does; its exit code."""
    command = [str(part) for part in command]
    print(f"\n\033[1m$ {' '.join(command)}\033[0m", flush=True)
    return subprocess.run(command, cwd=cwd, env={**os.environ, **environment}).returncode


def outcome(*command, cwd=ROOT, **environment):
    """Run one command without a word: its exit code, and what it said."""
    command = [str(part) for part in command]
    done = subprocess.run(
        command,
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **environment},
    )
    return done.returncode, f"\n\033[1m$ {' '.join(command)}\033[0m\n{done.stdout}"


def packages():
    """Nothing but what the stages need of others: Python's packages are here by now, npm's come where they are not."""
    install(ROOT)


def lint():
    """Style, the directions in which code may import, and the workflow: side by side, since most take one core each."""
    sources = ":".join(str(path) for path in sorted(ROOT.glob("services/*/src")))
    with ThreadPoolExecutor(CORES) as beside:
        checks = [
            # The longest first.
            beside.submit(outcome, BIN / "lint-imports", "--no-cache", PYTHONPATH=f"{ROOT}:{sources}"),
            beside.submit(outcome, BIN / "flake8", *LINTED),
            beside.submit(outcome, BIN / "black", "--check", *LINTED),
            # Without the checkers of shell and Python inside it, which one machine has and another lacks.
            beside.submit(outcome, BIN / "actionlint", "-shellcheck=", "-pyflakes="),
        ]
    answers = [check.result() for check in checks]
    judge((any(code for code, _ in answers), "".join(said for _, said in answers)))


def python():
    """Every Python test, on a PostgreSQL and a Redis of its own, in a process for each core."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "coverage.json")
        measured = ("slipcover", "--json", "--omit", UNMEASURED, "--out", lines, "-m")
        pytest(*PARALLEL, "--ignore=tests/running", under=measured)
        # Judged afterwards: asked to judge while it measures, slipcover 1.1.0 forgets what the processes of xdist saw.
        run(BIN / "python", "-m", "slipcover", "--merge", lines, "--out", lines, "--fail-under", COVERAGE)


def proofs():
    """The proofs over random cases, over as many as are claimed."""
    sizes = {name: size for knobs in PROOFS.values() for name, size in knobs.items()}
    pytest(*PARALLEL, *PROOFS, **sizes)


def pytest(*arguments, under=(), **environment):
    """Run pytest on a PostgreSQL and a Redis of its own; `under` another module, such as the one that measures coverage.

    What fails without having told its values fails the run, and is run once more to tell them.
    """
    with embedded.throwaway() as servers:
        environment |= {"TEST_DATABASE_URL": servers.database_url, "TEST_REDIS_URL": servers.redis_url}
        failed = told(BIN / "python", "-m", *under, "pytest", "-q", *arguments, **environment)
        if failed and "--assert=plain" in arguments:
            again = ("--assert=rewrite", "--last-failed", "--last-failed-no-failures=none")
            told(BIN / "python", "-m", "pytest", "-q", *arguments, *again, **environment)
    if failed:
        sys.exit(failed)


def interface():
    """The interface's own checks and its build, which sets the limits of its size.

    Its linters and types need one core for long: they run on beside what comes next, which waits more than it works.
    """
    install(ROOT)
    with ThreadPoolExecutor(1) as beside:
        tests = beside.submit(script, "test")
        build(ROOT)
        judge(tests.result())
    for name in ("lint", "typecheck"):
        running_on.append(one_after_the_other.submit(script, name))


def script(name):
    """Run a script of the interface without a word: its exit code, and what it said."""
    return outcome("npm", "run", "--silent", name, cwd=FRONTEND)


def judge(done):
    """Print what a command said, and end everything if it failed."""
    code, said = done
    print(said, flush=True)
    if code:
        sys.exit(1)


def browser():
    """Stories in a real Chromium: the main job where nobody has worked yet, the others in the example clinic."""
    chromium = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if not chromium:
        notice("No hay Chromium: las pruebas en el navegador no se ejecutaron.")
        return
    tell(chromium, FRONTEND / "e2e" / "main-job.test.mjs")
    example_clinic()
    # The longest first.
    walks = sorted(FRONTEND.glob("e2e/accessibility*.test.mjs"))
    tell(
        chromium,
        *walks,
        *sorted({*FRONTEND.glob("e2e/*.test.mjs")} - {*walks, FRONTEND / "e2e" / "main-job.test.mjs"}),
    )


def tell(chromium, *stories):
    """Run these files of stories; each says how long it took, and which one held only when it was told again."""
    _, access = suite()
    run(
        "npm", "run", "--silent", "e2e", "--", *stories,
        cwd=FRONTEND, CHROMIUM=chromium, E2E_TELLINGS="2", **access,
    )  # fmt: skip


@cache
def example_clinic():
    """Load the example clinic into the suite, as its own test does: once, since what has to be true of it is said there."""
    ask_suite("tests/running/test_demo.py")


def running():
    """The whole suite, started as a clinic starts it: main job by API, faults, demo, backup; then the fuzz, and beside it
    what waits more than it works, and asks of the suite only that it is there."""
    example_clinic()
    apart = ("tests/running/test_demo.py", FUZZ, *PATIENT)
    ask_suite("tests/running", *(f"--ignore={name}" for name in apart))
    environment, access = suite()
    with ThreadPoolExecutor(1) as beside:
        patient = beside.submit(
            outcome, BIN / "python", "-m", "pytest", "-q", *PATIENT, **environment, **access
        )
        ask_suite(FUZZ)
        judge(patient.result())


def ask_suite(*arguments):
    """Run these tests of the running suite."""
    environment, access = suite()
    run(BIN / "python", "-m", "pytest", "-q", *arguments, **environment, **access)


@cache
def suite():
    """A suite of this run's own, the same for all stages, gone at the end: its environment, and how its tests reach it."""
    home = Path(tempfile.mkdtemp(prefix="omniclinica-test-", dir="/var/tmp"))
    home.chmod(0o755)
    environment = {
        **PORTS,
        "CLINICA_HOME": str(home),
        # The tests do in a minute what people do in a day; the limits have tests of their own.
        "RATE_LIMIT_GENERAL": "100000/minute",
        "RATE_LIMIT_LOGIN": "1000/minute",
    }
    at_end.callback(shutil.rmtree, home, ignore_errors=True)
    down = [BIN / "python", "-m", "tools", "down"]
    at_end.callback(subprocess.run, down, cwd=ROOT, env={**os.environ, **environment})
    return environment, start_suite(environment)


def start_suite(environment):
    """Start a suite beside; how its tests reach it."""
    done = subprocess.run(
        [BIN / "python", "-m", "tools", "up"],
        cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    print(done.stdout, flush=True)
    if done.returncode:
        sys.exit(done.returncode)
    return {
        "SUITE_URL": f"http://127.0.0.1:{environment['HTTP_PORT']}",
        "SUITE_EMAIL": re.search(r"Administrador:\s+(\S+)", done.stdout)[1],
        "SUITE_PASSWORD": re.search(r"un solo uso:\s+(\S+)", done.stdout)[1],
        "SUITE_MAIL": str(Path(environment["CLINICA_HOME"], "mail")),
    }


# The stories come first, while nobody has worked in the suite; what faults and the fuzz leave behind is in nobody's way then.
STAGES = {"lint": lint, "python": python, "interface": interface, "browser": browser, "running": running}
BY_NAME = {"packages": packages, **STAGES, "proofs": proofs}


def files(wanted):
    """Run these test files, of the interface, of the running suite or of the rest, with these options of pytest."""
    chosen = [_from_root(word) for word in wanted]
    if chosen[0].startswith("frontend/"):
        install(ROOT)
        run("npx", "jest", *(word.removeprefix("frontend/") for word in chosen), cwd=FRONTEND)
    elif chosen[0].startswith("tests/running"):
        ask_suite(*chosen)
    else:
        pytest(*chosen)


def _from_root(word):
    """`path` or `path::test`, as the person wrote it from the folder where they are, seen from the root."""
    path, separator, test = word.partition("::")
    full = Path(os.environ.get("CLINICA_CWD", ROOT), path).resolve()
    return (
        f"{full.relative_to(ROOT)}{separator}{test}" if full.is_relative_to(ROOT) and full.exists() else word
    )


def main(wanted):
    if wanted and wanted[0] not in BY_NAME and Path(ROOT, _from_root(wanted[0]).partition("::")[0]).exists():
        files(wanted)
        return
    unknown = set(wanted) - set(BY_NAME)
    if unknown:
        sys.exit(
            f"Etapas: {' '.join(BY_NAME)}; no hay {' '.join(sorted(unknown))}. También vale un archivo de pruebas."
        )
    started = time.monotonic()
    for name in [name for name in BY_NAME if name in (wanted or STAGES)]:
        begun = time.monotonic()
        BY_NAME[name]()
        print(f"\n✓ {name} ({time.monotonic() - begun:.0f} s)", flush=True)
    for check in running_on:
        judge(check.result())
    print(f"\nTodo pasó en {time.monotonic() - started:.0f} s.")


if __name__ == "__main__":
    with at_end:
        main(sys.argv[1:])
