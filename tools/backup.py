"""`./clinica backup`: the database and the secrets that make sense of it, in one consistent file."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tools import archive, database, pg_tools
from tools.messages import Problem, step
from tools.settings import Settings
from tools.supervise import Supervisor

# These belong to the servers of this machine, not to the data: another machine has its own.
OF_THE_MACHINE = ("postgres-superuser", "redis", "redis-url", "database-url", "role-")

TABLES = """
SELECT n.nspname, c.relname
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
   AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
 ORDER BY 1, 2
"""
ALEMBIC = "SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE relname = 'alembic_version'"


def backup(settings: Settings, where: Path | None = None) -> Path:
    """Write the backup, with the suite at work or not; its path."""
    if not settings.database_url and not Supervisor(settings).running():
        raise Problem("PostgreSQL está detenido: ejecute ./clinica up y repita la copia.")
    url = database.url(settings)
    moment = datetime.now(UTC)
    folder = where or settings.home / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"omniclinica-{moment:%Y%m%dT%H%M%SZ}.tar"
    with step("Copia de seguridad"), tempfile.TemporaryDirectory(dir=folder, prefix=".copia-") as work:
        manifest = dump(url, Path(work) / archive.DUMP, moment)
        copy_secrets(settings.secrets, Path(work) / "secrets")
        archive.pack(Path(work), manifest, target)
    return target


def dump(url: str, file: Path, moment: datetime) -> archive.Manifest:
    """pg_dump and the row counts, both of one and the same snapshot."""
    connection = database.connect(url)
    try:
        connection.autocommit = False
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with connection.cursor() as cursor:
            cursor.execute("SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0")
            cursor.execute("SELECT pg_export_snapshot(), current_user")
            snapshot, owner = cursor.fetchone()
            arguments = ["--format=custom", f"--snapshot={snapshot}", f"--file={file}"]
            pg_tools.run("pg_dump", url, connection.server_version, arguments)
            return archive.Manifest(
                created_at=moment.isoformat(timespec="seconds"),
                database=pg_tools.database_of(url),
                owner=owner,
                server_version=str(connection.server_version),
                alembic_version=alembic_version(cursor),
                rows=row_counts(cursor),
            )
    finally:
        connection.close()


def row_counts(cursor) -> dict[str, int]:
    """How many rows each table has, as this transaction sees them."""
    from psycopg2 import sql

    cursor.execute(TABLES)
    counts = {}
    for schema, table in cursor.fetchall():
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table)))
        counts[f"{schema}.{table}"] = cursor.fetchone()[0]
    return counts


def alembic_version(cursor) -> str:
    """The revision of the schema; empty when it was never migrated."""
    from psycopg2 import sql

    cursor.execute(ALEMBIC)
    found = cursor.fetchone()
    if not found:
        return ""
    table = sql.Identifier(found[0], "alembic_version")
    cursor.execute(sql.SQL("SELECT version_num FROM {} ORDER BY 1").format(table))
    return ",".join(row[0] for row in cursor.fetchall())


def copy_secrets(source: Path, target: Path) -> None:
    """Keys and client secrets: without them the restored data cannot be verified or reached."""
    for file in source.rglob("*"):
        name = file.relative_to(source)
        if file.is_file() and not str(name).startswith(OF_THE_MACHINE):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target / name)
