"""The clinic's backup with Docker Compose: the same file as ./clinica's, through standard output and input.

    docker compose run --rm -T backup [--env < .env] > FILE
    docker compose run --rm -T restore [--verify] < FILE

deploy/secrets.py leaves in this container's folder what a copy holds of the secrets, and takes from there what
`restore` brings back.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from common.config import read
from common.suite import SERVICES
from tools.backup import archive, snapshot
from tools.messages import Problem, notice
from tools.suite import database

FOLDER = Path("/run/clinic")
SPACE = Path("/backup")
# The volume of each service that keeps files.
FILES = Path("/files")
VERSIONS = Path(__file__).parents[1] / "migrations" / "versions"
AT_WORK = (
    "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = current_database() AND usename = ANY (%s)"
)


def backup(dotenv):
    """The copy, once it is whole."""
    with tempfile.TemporaryDirectory(dir=SPACE) as folder:
        copy = snapshot.take(read("DATABASE_URL"), FOLDER / "kept", FILES, dotenv, Path(folder))
        with copy.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)


def restore(verify_only):
    """Restore beside the live database, compare, and only then put it in its place."""
    url = read("DATABASE_URL")
    with tempfile.TemporaryDirectory(dir=SPACE) as folder:
        file, work = Path(folder, "given.tar"), Path(folder, "copy")
        with file.open("wb") as target:
            shutil.copyfileobj(sys.stdin.buffer, target)
        manifest = snapshot.unpack(file, work, VERSIONS)
        if not verify_only:
            refuse_at_work(url)
        scratch = snapshot.restore_beside(url, work, manifest)
        if verify_only:
            snapshot.drop(url, scratch)
            print(snapshot.good(manifest))
            return
        snapshot.copy_files(work / archive.FILES, FILES)
        snapshot.swap(url, scratch, read("REDIS_URL"))
        for secret in (work / archive.SECRETS).rglob("*"):
            if secret.is_file():
                shutil.copyfile(secret, FOLDER / "restored" / secret.relative_to(work / archive.SECRETS))
        if (work / archive.DOTENV).exists():
            notice("La copia trae un .env: «tar -xf ARCHIVO .env» lo saca.")
    print(f"La base volvió a su estado del {manifest.created_at}. Ahora: docker compose up --detach --wait")


def refuse_at_work(url):
    """Nobody may write what would be lost, nor go on with the keys and answers of the database that was."""
    connection = database.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(AT_WORK, ([f"omni_{service}" for service in SERVICES],))
            found = sorted(name for (name,) in cursor.fetchall())
    finally:
        connection.close()
    if found:
        raise Problem(f"La clínica está trabajando ({', '.join(found)}): antes, docker compose down.")


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="docker compose run --rm -T")
    commands = parser.add_subparsers(dest="command", required=True)
    taken = commands.add_parser("backup")
    taken.add_argument("--env", action="store_true", help="con el .env que llega por la entrada estándar")
    brought = commands.add_parser("restore")
    brought.add_argument("--verify", action="store_true", help="solo comprueba que la copia sirve")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "backup":
            backup(sys.stdin.buffer.read() if chosen.env else None)
        else:
            restore(chosen.verify)
    except Problem as problem:
        sys.exit(f"\n{problem}")


if __name__ == "__main__":
    main()
