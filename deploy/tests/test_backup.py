"""The backup with Docker Compose: through standard output and input, with the secrets that the volume holds."""

import io
import os
import shutil
import sys
from contextlib import closing
from types import SimpleNamespace

import psycopg2
import pytest

from common.files import VolumeStore
from common.suite import SERVICES
from deploy import backup, secrets


@pytest.fixture
def place(tmp_path, monkeypatch, migrated, servers):
    """`place("here")`: a volume of secrets, filled, and the container that works with the database; the last one counts."""
    url = migrated()
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("REDIS_URL", servers[1])
    monkeypatch.setattr("sys.argv", ["deploy.secrets"])
    monkeypatch.setattr(secrets, "managed_database", lambda url, ca: url)
    monkeypatch.setattr(secrets, "managed_redis", lambda url, ca: url)
    monkeypatch.setattr(backup, "SPACE", tmp_path)
    monkeypatch.setattr(backup, "FILES", tmp_path / "files")

    def fill(name):
        monkeypatch.setattr(secrets, "ROOT", tmp_path / name)
        monkeypatch.setattr(backup, "FOLDER", tmp_path / name / "backup")
        secrets.main()
        return url

    return fill


@pytest.fixture
def compose(monkeypatch, capsysbinary):
    """`compose(b"given", "restore")`: what the container writes."""

    def run(given, *arguments):
        capsysbinary.readouterr()
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(given)))
        backup.main(list(arguments))
        return capsysbinary.readouterr().out

    return run


def execute(url, statement):
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


def volume(root):
    return {str(path.relative_to(root)): path.read_text() for path in root.rglob("*") if path.is_file()}


def test_on_another_disk_the_data_and_its_keys_are_back(place, compose, tmp_path):
    url = place("first")
    execute(url, "INSERT INTO citas.rooms (name) VALUES ('Consultorio de la copia')")
    attached = VolumeStore(tmp_path / "files" / "historia_clinica").put(b"radiografia", b"small")
    copy = compose(b"HTTP_PORT=4444\n", "backup", "--env")
    execute(url, "DELETE FROM citas.rooms")
    shutil.rmtree(tmp_path / "files")

    place("second")
    assert "La copia sirve" in compose(copy, "restore", "--verify").decode()
    assert execute(url, "SELECT count(*) FROM citas.rooms") == (0,)
    assert "docker compose up" in compose(copy, "restore").decode()
    assert execute(url, "SELECT name FROM citas.rooms") == ("Consultorio de la copia",)
    store = VolumeStore(tmp_path / "files" / "historia_clinica")
    assert (store.read(attached), store.thumbnail(attached)) == (b"radiografia", b"small")

    secrets.main()
    first, second = volume(tmp_path / "first"), volume(tmp_path / "second")
    same = {name for name in first if first[name] == second[name]}
    passwords = {f"migrate/role-{service}" for service in SERVICES} | {
        "postgres/password",
        "grafana/password",
    }
    urls = {f"{service}/database-url" for service in (*SERVICES, "setup")}
    assert first.keys() == second.keys()
    assert first.keys() - same == passwords | urls | {"redis/password", "redis/redis.conf"}


def test_while_people_work_nothing_is_replaced(place, compose):
    url = place("first")
    copy = compose(b"", "backup")
    with closing(psycopg2.connect(secrets.database_url_of("citas", os.environ["DB_PASSWORD_CITAS"], url))):
        with pytest.raises(SystemExit, match="omni_citas"):
            compose(copy, "restore")


def test_what_is_no_copy_is_refused(place, compose):
    place("first")
    with pytest.raises(SystemExit, match="no es una copia"):
        compose(b"anything", "restore", "--verify")
