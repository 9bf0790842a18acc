"""A database and what makes sense of it as one file, and back again: wherever PostgreSQL runs.

The runner (backup.py, restore.py) and the containers (deploy/backup.py) both take and restore their copies with this.
"""

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tools.backup import archive
from tools.messages import Problem, notice, step
from tools.servers import pg_tools
from tools.suite import database

# These belong to the servers of this machine, not to the data: another machine has its own.
OF_THE_MACHINE = ("postgres-superuser", "redis", "redis-url", "database-url", "role-")
SCRATCH, PREVIOUS = "_restauracion", "_anterior"

TABLES = """
SELECT n.nspname, c.relname
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
   AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
 ORDER BY 1, 2
"""
CONTENT = "SELECT count(*), coalesce(sum(hashtextextended(whole_row::text, 0)), 0)::text FROM {} AS whole_row"
ALEMBIC = "SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE relname = 'alembic_version'"


def take(url: str, secrets: Path, files: Path, dotenv: bytes | None, folder: Path) -> Path:
    """Write the copy into `folder`, with the suite at work or not; its path."""
    moment = datetime.now(UTC)
    target = folder / f"omniclinica-{moment:%Y%m%dT%H%M%SZ}.tar"
    with step("Copia de seguridad"), tempfile.TemporaryDirectory(dir=folder, prefix=".copia-") as work:
        manifest = dump(url, Path(work) / archive.DUMP, moment)
        copy_secrets(secrets, Path(work) / archive.SECRETS)
        # After the database: a file is on the disk before the row that names it, and is never removed.
        copy_files(files, Path(work) / archive.FILES)
        if dotenv is not None:
            (Path(work) / archive.DOTENV).write_bytes(dotenv)
        archive.pack(Path(work), manifest, target)
    return target


def dump(url: str, file: Path, moment: datetime) -> archive.Manifest:
    """pg_dump, the row counts and the sums, all of one and the same snapshot."""
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
            rows, sums = tables(cursor)
            return archive.Manifest(
                created_at=moment.isoformat(timespec="seconds"),
                database=pg_tools.database_of(url),
                owner=owner,
                server_version=str(connection.server_version),
                alembic_version=alembic_version(cursor),
                rows=rows,
                sums=sums,
            )
    finally:
        connection.close()


def tables(cursor) -> tuple[dict[str, int], dict[str, str]]:
    """How many rows each table has, and a sum over all that stands in them, as this transaction sees them."""
    from psycopg2 import sql

    cursor.execute("SET timezone = 'UTC'")  # a row's text says its moments in the session's zone
    cursor.execute(TABLES)
    rows, sums = {}, {}
    for schema, table in cursor.fetchall():
        cursor.execute(sql.SQL(CONTENT).format(sql.Identifier(schema, table)))
        name = f"{schema}.{table}"
        rows[name], sums[name] = cursor.fetchone()
    return rows, sums


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


def copy_files(source: Path, target: Path) -> None:
    """What was attached: each file lies under its content, so what is there already is the same."""
    for file in source.rglob("*"):
        place = target / file.relative_to(source)
        # Copies of a record end after a week: a backup would keep them for longer.
        passing = "exports" in file.relative_to(source).parts
        if not file.is_file() or file.name.startswith(".") or passing or place.exists():
            continue
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = place.with_name(f".draft-{place.name}")
        draft.unlink(missing_ok=True)
        try:
            os.link(file, draft)
        except OSError:  # another disk
            shutil.copyfile(file, draft)
            draft.chmod(0o600)
        draft.replace(place)


def unpack(file: Path, work: Path, versions: Path) -> archive.Manifest:
    """The copy's contents in `work`, once they are what it says and this version of the program knows its schema."""
    with step("Sumas de la copia"):
        manifest = archive.unpack(file, work)
    refuse_unknown_schema(versions, manifest.alembic_version)
    return manifest


def refuse_unknown_schema(versions: Path, revision: str) -> None:
    """Stop when the backup is of a newer version of the program than this one."""
    known = "\n".join(file.read_text() for file in versions.glob("*.py"))
    for name in filter(None, revision.split(",")):
        if f'"{name}"' not in known and f"'{name}'" not in known:
            raise Problem(
                f"La copia es de una versión más nueva de OmniClínica (esquema {name}): actualícela antes."
            )


def restore_beside(url: str, work: Path, manifest: archive.Manifest) -> str:
    """The copy's database beside the live one, proven to be what the copy says; its URL."""
    scratch = pg_tools.with_database(url, pg_tools.database_of(url) + SCRATCH)
    try:
        with step("Restauración en una base aparte"):
            _restore_into(scratch, url, work / archive.DUMP, manifest)
        with step("Comparación con lo que dice la copia"):
            _compare(scratch, manifest)
    except BaseException:
        drop(url, scratch)
        raise
    return scratch


def _restore_into(scratch: str, url: str, file: Path, manifest: archive.Manifest) -> None:
    drop(url, scratch)
    connection = database.connect(url)
    try:
        with connection.cursor() as cursor:
            name = pg_tools.database_of(scratch)
            cursor.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
        # Whom what belongs to, the migrations say, which follow (migrations/definers.py).
        arguments = ["--exit-on-error", "--jobs=2", "--no-owner", str(file)]
        pg_tools.run("pg_restore", scratch, connection.server_version, arguments)
    finally:
        connection.close()


def _compare(scratch: str, manifest: archive.Manifest) -> None:
    connection = database.connect(scratch)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            (rows, sums), revision = tables(cursor), alembic_version(cursor)
    finally:
        connection.close()
    wrong = differences(manifest.rows, rows)
    for table, expected in manifest.sums.items():
        if rows.get(table) == manifest.rows[table] and sums[table] != expected:
            wrong.append(f"{table}: tantas filas como en la copia, con otro contenido")
    if revision != manifest.alembic_version:
        wrong.append(f"esquema: {manifest.alembic_version} en la copia, {revision} al restaurar")
    if wrong:
        raise Problem("Lo restaurado no es lo que dice la copia:\n  " + "\n  ".join(wrong))


def differences(expected: dict[str, int], found: dict[str, int]) -> list[str]:
    """A sentence per table whose rows are not as many as they were."""
    return [
        f"{table}: {expected.get(table, 'ninguna tabla')} en la copia, {found.get(table, 'ninguna tabla')} al restaurar"
        for table in sorted(expected.keys() | found.keys())
        if expected.get(table) != found.get(table)
    ]


def good(manifest: archive.Manifest) -> str:
    """What is said of a copy that can be gone back to."""
    return f"La copia sirve: {len(manifest.rows)} tablas, {sum(manifest.rows.values())} filas."


def swap(url: str, scratch: str, redis_url: str) -> None:
    """Put the restored database in the place of the live one, which stays beside; whoever is connected is cut off."""
    live, fresh = pg_tools.database_of(url), pg_tools.database_of(scratch)
    drop(url, pg_tools.with_database(url, live + PREVIOUS))
    connection = database.connect(pg_tools.with_database(url, "postgres"))
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (%s, %s)",
                (live, fresh),
            )
            cursor.execute(f'ALTER DATABASE "{live}" RENAME TO "{live}{PREVIOUS}"')
            cursor.execute(f'ALTER DATABASE "{fresh}" RENAME TO "{live}"')
    finally:
        connection.close()
    _empty_cache(redis_url)
    notice(f"La base anterior queda como {live}{PREVIOUS} hasta la próxima restauración.")


def _empty_cache(redis_url: str) -> None:
    """What Redis remembers is of the database that was."""
    import redis

    try:
        redis.Redis.from_url(redis_url, socket_timeout=5).flushdb()
    except redis.RedisError as error:
        notice(f"No se pudo vaciar Redis ({error}); lo guardado allí caduca solo en minutos.")


def drop(url: str, doomed: str) -> None:
    """Remove a database of this server, if it is there."""
    connection = database.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{pg_tools.database_of(doomed)}" WITH (FORCE)')
    finally:
        connection.close()
