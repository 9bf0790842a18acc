"""The suite's database, seen by the runner: creating it, migrating it, filling in the first data."""

import json
import subprocess
import time
from pathlib import Path

from tools.messages import Problem, step
from tools.settings import Settings
from tools.suite import fingerprint
from tools.suite.secret_files import read
from tools.suite.services import environment_of, migration_environment, setup_environment

NAME = "omniclinica"
# What migrations and first data depend on: a change in any of them runs both again.
SOURCES = ("migrations", "common", "services/auth/src", "requirements.lock")


def connect(url: str, **options):
    """A connection in autocommit; waits a little for a server that is just starting."""
    import psycopg2

    limit = time.monotonic() + 15
    while True:
        try:
            connection = psycopg2.connect(url, connect_timeout=5, **options)
            break
        except psycopg2.OperationalError as error:
            if time.monotonic() > limit:
                raise Problem(f"No se pudo entrar a PostgreSQL: {str(error).strip()}") from error
            time.sleep(0.3)
    connection.autocommit = True
    return connection


def create(maintenance_url: str) -> bool:
    """Make the suite's database in the embedded server; True when it was not there."""
    connection = connect(maintenance_url)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (NAME,))
            if cursor.fetchone():
                return False
            cursor.execute(f"CREATE DATABASE {NAME} TEMPLATE template0 ENCODING 'UTF8'")
            return True
    finally:
        connection.close()


def bring_up_to_date(settings: Settings) -> dict | None:
    """Migrate and set up when the code changed since the last time; the administrator, if just created."""
    stamp = settings.run / "database.stamp"
    wanted = fingerprint.of(*(settings.root / source for source in SOURCES), settings.secrets)
    if stamp.exists() and stamp.read_text() == wanted:
        return None
    with step("Migraciones"):
        _run(settings, "migrations.migrate", migration_environment(settings))
    with step("Datos iniciales"):
        said = _run(settings, "auth.setup", setup_environment(settings))
    stamp.write_text(wanted)
    return administrator(said)


def administrator(said: str) -> dict | None:
    """The administrator that `auth.setup` says it made; None when there already was one."""
    answer = json.loads(said.strip().splitlines()[-1])
    return answer if answer.get("created") else None


def one_time_password(settings: Settings, email: str) -> dict:
    """What `auth.setup` says it gave this person: email, password, expires_at. For whoever runs the server."""
    url(settings)  # an installation that never started has nobody to let in
    said = _run(settings, "auth.setup", setup_environment(settings), "--one-time-password", email)
    return json.loads(said.strip().splitlines()[-1])


def load_cie10(settings: Settings, file: Path) -> dict:
    """Load the table of the CIE-10 from a CSV or XLSX file: counts of codes, new and changed ones, and of other rows."""
    url(settings)
    environment = environment_of("historia_clinica", settings)
    return json.loads(_run(settings, "historia_clinica.cie10.load", environment, str(file)))


def load_medicines(settings: Settings, file: Path) -> dict:
    """Add medicines to the clinic's list from a CSV or XLSX file: counts of medicines, new ones and of other rows."""
    url(settings)
    environment = environment_of("historia_clinica", settings)
    return json.loads(_run(settings, "historia_clinica.medicines.load", environment, str(file)))


def erase_again(settings: Settings, *wait: str) -> dict:
    """Erase whoever stands in the list of those who asked for it: how many were erased, how many services have not heard of it (with
    "--wait", after a while in which the relay must run), and why the list was not read."""
    environment = environment_of("historia_clinica", settings)
    return json.loads(_run(settings, "historia_clinica.erasures.reapply", environment, *wait))


def forget(settings: Settings) -> None:
    """Make the next start migrate and set up again: the database is another one."""
    (settings.run / "database.stamp").unlink(missing_ok=True)


def url(settings: Settings) -> str:
    """The owner's URL, as the last start left it."""
    if not (settings.secrets / "database-url").exists():
        raise Problem("Esta instalación todavía no arrancó nunca: ejecute ./clinica up.")
    return read(settings, "database-url")


def _run(settings: Settings, module: str, environment: dict[str, str], *arguments: str) -> str:
    base = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(Path.home())}
    done = subprocess.run(
        [settings.python, "-m", module, *arguments],
        cwd=settings.root, env=base | environment, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise Problem(f"Falló `python -m {module}`:\n{done.stderr.strip()[-4000:]}")
    return done.stdout
