import json
from datetime import timedelta

import pytest

from tools.backup import snapshot
from tools.messages import Problem
from tools.servers import pg_tools, redis_server
from tools.servers.server_user import ServerUser
from tools.suite import database, fingerprint, keys, secret_files, status


def test_a_fingerprint_follows_contents_and_names_but_not_by_products_or_tests(tmp_path):
    tree = tmp_path / "src"
    tree.mkdir()
    (tree / "a.py").write_text("uno")
    first = fingerprint.of(tree)
    (tree / "__pycache__").mkdir()
    (tree / "__pycache__" / "a.pyc").write_text("x")
    (tree / "page.test.tsx").write_text("x")
    (tree / "e2e").mkdir()
    (tree / "e2e" / "story.mjs").write_text("x")
    assert fingerprint.of(tree) == first
    (tree / "a.py").write_text("dos")
    second = fingerprint.of(tree)
    (tree / "a.py").rename(tree / "b.py")
    assert len({first, second, fingerprint.of(tree)}) == 3


def test_what_does_not_exist_has_a_fingerprint_too(tmp_path):
    assert fingerprint.of(tmp_path / "nada") == fingerprint.of(tmp_path / "tampoco")


@pytest.mark.parametrize(
    "said, major", [("Redis server v=7.2.4 sha=0 malloc=libc", 7), ("Redis server v=6.0.16 sha", 6), ("?", 0)]
)
def test_the_version_of_redis_is_read_from_what_it_says(said, major):
    assert redis_server.major_version(said) == major


@pytest.mark.parametrize("seconds, said", [(5, "5 s"), (61, "00:01"), (3661, "01:01"), (90061, "1 d 01:01")])
def test_uptime_is_short(seconds, said):
    assert status.uptime(seconds) == said


def test_a_table_lines_up():
    assert status.table([("A", "B"), ("largo", "x")]) == "A      B\nlargo  x"


def test_differences_between_a_backup_and_its_restoration_are_named():
    assert snapshot.differences({"a.x": 1, "a.y": 2}, {"a.x": 1, "a.y": 2}) == []
    wrong = snapshot.differences({"a.x": 1, "a.y": 2}, {"a.x": 3, "a.z": 0})
    assert [line.split(":")[0] for line in wrong] == ["a.x", "a.y", "a.z"]


def test_a_backup_of_a_newer_program_is_refused(tmp_path):
    (tmp_path / "0001.py").write_text('revision = "0001"\n')
    snapshot.refuse_unknown_schema(tmp_path, "0001")
    snapshot.refuse_unknown_schema(tmp_path, "")
    with pytest.raises(Problem, match="0002"):
        snapshot.refuse_unknown_schema(tmp_path, "0002")


def test_a_key_is_not_forgotten_while_a_session_may_need_it():
    keys.refuse_early_prune(timedelta(hours=24).total_seconds())
    with pytest.raises(Problem, match="23.0 h"):
        keys.refuse_early_prune(timedelta(hours=1).total_seconds())


def test_a_backup_leaves_out_what_belongs_to_the_machine(tmp_path):
    source = tmp_path / "secrets"
    (source / "jwt").mkdir(parents=True)
    names = ["redis", "redis-url", "role-auth", "database-url-auth", "postgres-superuser"]
    for name in [*names, "client-auth", "metrics-client", "jwt/jwks.json"]:
        (source / name).write_text("x")
    snapshot.copy_secrets(source, tmp_path / "out")
    kept = sorted(str(f.relative_to(tmp_path / "out")) for f in (tmp_path / "out").rglob("*") if f.is_file())
    assert kept == ["client-auth", "jwt/jwks.json", "metrics-client"]


def test_a_secret_is_written_once_for_its_owner_only(tmp_path):
    file = tmp_path / "s"
    secret_files.write(file, "uno")
    before = file.stat().st_ino
    secret_files.write(file, "uno")
    assert file.stat().st_ino == before and file.stat().st_mode & 0o077 == 0
    secret_files.write(file, "dos")
    assert file.read_text() == "dos"


def test_the_dump_program_is_as_new_as_the_server():
    assert pg_tools.binary("pg_dump", 160014).parts[-3] == "pginstall"
    assert pg_tools.binary("pg_dump", 170002).parts[-3] == "pginstall18"


def test_another_database_of_the_same_server_keeps_the_options():
    url = pg_tools.with_database("postgresql://u:p@h:1/a?sslmode=require", "b")
    assert url == "postgresql://u:p@h:1/b?sslmode=require"
    assert pg_tools.database_of(url) == "b"


def test_the_administrator_is_read_from_the_last_line_that_setup_prints():
    created = {"created": True, "email": "a@b.ec", "password": "x"}
    assert database.administrator("ruido\n" + json.dumps(created) + "\n") == created
    assert database.administrator('{"created": false}\n') is None


def test_a_folder_closed_to_the_servers_user_is_noticed(tmp_path):
    tmp_path.chmod(0o700)
    stranger = ServerUser(uid=54321, gid=54321, dropped=True)
    assert not stranger.can_enter(tmp_path / "datos")
    assert ServerUser(uid=54321, gid=54321, dropped=False).can_enter(tmp_path / "datos")
