"""Passwords and keys: made once, kept in files that only the owner reads, never printed."""

import os
import secrets
import subprocess
from pathlib import Path

from tools.messages import Problem
from tools.settings import Settings
from tools.suite.services import SERVICES, database_url_for

GENERATED = (
    "postgres-superuser",
    "redis",
    "metrics-client",
    *(f"role-{service.name}" for service in SERVICES),
    *(f"client-{service.name}" for service in SERVICES),
)


def prepare(settings: Settings) -> None:
    """Make whatever is missing. What exists is never replaced: it is already in use somewhere."""
    folder = settings.secrets
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name in GENERATED:
        if not (folder / name).exists():
            write(folder / name, secrets.token_urlsafe(32))
    if not (folder / "jwt" / "signing-keys.json").exists():
        keys(settings, "init")


def write_urls(settings: Settings, database_url: str, redis_url: str) -> None:
    """The URLs that hold a password, as files too, since they change with the settings."""
    folder = settings.secrets
    write(folder / "database-url", database_url)
    write(folder / "redis-url", redis_url)
    for service in SERVICES:
        url = database_url_for(database_url, service.role, read(settings, f"role-{service.name}"))
        write(folder / f"database-url-{service.name}", url)


def keys(settings: Settings, action: str) -> str:
    """Run `python -m common.web.keys <action>` on this suite's keys; what it printed."""
    folder = settings.secrets / "jwt"
    folder.mkdir(mode=0o700, exist_ok=True)
    done = subprocess.run(
        [settings.python, "-m", "common.web.keys", action, str(folder)],
        cwd=settings.root, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(settings.root)},
    )  # fmt: skip
    if done.returncode:
        raise Problem(
            f"No se pudo completar «keys {action}»:\n{(done.stderr or done.stdout).strip()[-2000:]}"
        )
    return done.stdout


def read(settings: Settings, name: str) -> str:
    """One secret."""
    return (settings.secrets / name).read_text().strip()


def write(path: Path, value: str) -> None:
    """Put a secret in place at once, readable by the owner only, and only when it changed."""
    if path.exists() and path.read_text() == value:
        return
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as file:
        file.write(value)
    fresh.replace(path)
