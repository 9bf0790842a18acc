"""`./clinica restore FILE [--verify]`: back to a backup, proven good before anything is touched."""

import os
import shutil
import tempfile
from pathlib import Path

from tools.backup import archive, snapshot
from tools.messages import notice, step
from tools.settings import Settings
from tools.suite import database, programs, secret_files, supervisor_conf, up
from tools.suite.programs import APPLICATIONS, FRONT, RELAYS
from tools.suite.secret_files import read
from tools.suite.supervise import Supervisor


def restore(settings: Settings, file: Path, verify_only: bool) -> None:
    """Restore beside the live database, compare, and only then put it in its place."""
    for folder in (settings.run, settings.log):
        folder.mkdir(parents=True, exist_ok=True)
    settings.home.chmod(0o711)
    supervisor = Supervisor(settings)
    was_running = supervisor.running()
    with up.one_at_a_time(settings), tempfile.TemporaryDirectory(dir=settings.run, prefix="restore-") as work:
        manifest = snapshot.unpack(file, Path(work), settings.root / "migrations" / "versions")
        _have_database(settings, supervisor)
        url = database.url(settings)
        scratch = snapshot.restore_beside(url, Path(work), manifest)
        if verify_only:
            snapshot.drop(url, scratch)
            if not was_running:
                supervisor.shut_down()
            print(snapshot.good(manifest))
            return
        # Before the rows that name them. What is there besides stays: nobody sees it, and it may be wanted again.
        snapshot.copy_files(Path(work) / archive.FILES, settings.files)
        # The next start migrates it, and erases again whoever asked for it since, before anybody reads (`up.start`).
        database.forget(settings)
        with step("Cambio de base de datos"):
            for stage in (FRONT, RELAYS, APPLICATIONS):
                supervisor.stop([name for name in supervisor.states() if programs.stage_of(name) == stage])
            snapshot.swap(url, scratch, read(settings, "redis-url"))
        _put_secrets(Path(work) / archive.SECRETS, settings.secrets)
        up.start(settings, supervisor, restored=True)
    print(f"OmniClínica volvió a su estado del {manifest.created_at} y está en {settings.address}")


def put_settings(file: Path, dotenv: Path) -> bool:
    """The settings that the backup holds, where there are none; beside, where there are others. Whether they now hold."""
    content = archive.read(file, archive.DOTENV)
    if content is None or (dotenv.exists() and dotenv.read_bytes() == content):
        return False
    place = dotenv.with_name(".env.restored") if dotenv.exists() else dotenv
    with os.fdopen(os.open(place, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as target:
        target.write(content)
    if place == dotenv:
        notice("No había .env: se escribió el de la copia, y valen sus ajustes.")
    else:
        notice("El .env de la copia es otro: quedó al lado, como .env.restored. Valen los ajustes de aquí.")
    return place == dotenv


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


def _put_secrets(source: Path, target: Path) -> None:
    for file in source.rglob("*"):
        if file.is_file():
            place = target / file.relative_to(source)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(file, place)
            place.chmod(0o644 if file.name == "jwks.json" else 0o600)
