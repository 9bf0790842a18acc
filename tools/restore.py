"""`./clinica restore FILE [--verify]`: back to a backup, proven good before anything is touched."""

import shutil
import tempfile
from pathlib import Path

from tools import archive, database, pg_tools, programs, secret_files, supervisor_conf, up
from tools.backup import alembic_version, row_counts
from tools.messages import Problem, notice, step
from tools.programs import APPLICATIONS, FRONT, RELAYS
from tools.secret_files import read
from tools.settings import Settings
from tools.supervise import Supervisor

SCRATCH, PREVIOUS = "_restauracion", "_anterior"


def restore(settings: Settings, file: Path, verify_only: bool) -> None:
    """Restore beside the live database, compare, and only then put it in its place."""
    if not file.exists():
        raise Problem(f"No existe {file}.")
    for folder in (settings.run, settings.log):
        folder.mkdir(parents=True, exist_ok=True)
    settings.home.chmod(0o711)
    supervisor = Supervisor(settings)
    was_running = supervisor.running()
    with up.one_at_a_time(settings), tempfile.TemporaryDirectory(dir=settings.run, prefix="restore-") as work:
        with step("Sumas de la copia"):
            manifest = archive.unpack(file, Path(work))
        refuse_unknown_schema(settings.root / "migrations" / "versions", manifest.alembic_version)
        _have_database(settings, supervisor)
        url = database.url(settings)
        scratch = pg_tools.with_database(url, pg_tools.database_of(url) + SCRATCH)
        try:
            with step("Restauración en una base aparte"):
                _restore_into(scratch, url, Path(work) / archive.DUMP, manifest)
            with step("Comparación con lo que dice la copia"):
                _compare(scratch, manifest)
        except BaseException:
            _drop(url, scratch)
            raise
        if verify_only:
            _drop(url, scratch)
            if not was_running:
                supervisor.shut_down()
            print(f"La copia sirve: {len(manifest.rows)} tablas, {sum(manifest.rows.values())} filas.")
            return
        _swap(settings, supervisor, url, scratch)
        _put_secrets(Path(work) / "secrets", settings.secrets)
        up.start(settings, supervisor)
    print(f"OmniClínica volvió a su estado del {manifest.created_at} y está en {settings.address}")
    notice(
        f"La base anterior queda como {pg_tools.database_of(url)}{PREVIOUS} hasta la próxima restauración."
    )


def refuse_unknown_schema(versions: Path, revision: str) -> None:
    """Stop when the backup is of a newer version of the program than this one."""
    known = "\n".join(file.read_text() for file in versions.glob("*.py"))
    for name in filter(None, revision.split(",")):
        if f'"{name}"' not in known and f"'{name}'" not in known:
            raise Problem(
                f"La copia es de una versión más nueva de OmniClínica (esquema {name}): actualícela antes."
            )


def _have_database(settings: Settings, supervisor: Supervisor) -> None:
    """The servers up and the roles in place, which a dump does not carry."""
    secret_files.prepare(settings)
    up.prepare_servers(settings)
    if not supervisor.running():
        wanted = programs.every(settings)
        supervisor_conf.write(settings, wanted)
        up.check_ports(settings, wanted)
        supervisor.start()
        supervisor.reread()
        up.start_servers(settings, supervisor, wanted)
    database.bring_up_to_date(settings)


def _restore_into(scratch: str, url: str, file: Path, manifest: archive.Manifest) -> None:
    _drop(url, scratch)
    connection = database.connect(url)
    try:
        with connection.cursor() as cursor:
            name = pg_tools.database_of(scratch)
            cursor.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
            cursor.execute("SELECT current_user")
            same_owner = cursor.fetchone()[0] == manifest.owner
        arguments = ["--exit-on-error", "--jobs=2", *([] if same_owner else ["--no-owner"]), str(file)]
        pg_tools.run("pg_restore", scratch, connection.server_version, arguments)
    finally:
        connection.close()


def _compare(scratch: str, manifest: archive.Manifest) -> None:
    connection = database.connect(scratch)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            rows, revision = row_counts(cursor), alembic_version(cursor)
    finally:
        connection.close()
    wrong = differences(manifest.rows, rows)
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


def _swap(settings: Settings, supervisor: Supervisor, url: str, scratch: str) -> None:
    """Put the restored database in the place of the live one; nobody is connected meanwhile."""
    live, fresh = pg_tools.database_of(url), pg_tools.database_of(scratch)
    stages = (FRONT, RELAYS, APPLICATIONS)
    with step("Cambio de base de datos"):
        for stage in stages:
            supervisor.stop([name for name in supervisor.states() if programs.stage_of(name) == stage])
        _drop(url, pg_tools.with_database(url, live + PREVIOUS))
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
        _empty_cache(settings)
    database.forget(settings)


def _empty_cache(settings: Settings) -> None:
    """What Redis remembers is of the database that was."""
    import redis

    try:
        redis.Redis.from_url(read(settings, "redis-url"), socket_timeout=5).flushdb()
    except redis.RedisError as error:
        notice(f"No se pudo vaciar Redis ({error}); lo guardado allí caduca solo en minutos.")


def _put_secrets(source: Path, target: Path) -> None:
    for file in source.rglob("*"):
        if file.is_file():
            place = target / file.relative_to(source)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(file, place)
            place.chmod(0o644 if file.name == "jwks.json" else 0o600)


def _drop(url: str, doomed: str) -> None:
    connection = database.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{pg_tools.database_of(doomed)}" WITH (FORCE)')
    finally:
        connection.close()
