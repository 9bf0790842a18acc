import json
import stat
import sys

import pytest

from common.web import keys


@pytest.fixture
def run(monkeypatch, capsys):
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["keys", *map(str, arguments)])
        keys.main()
        return capsys.readouterr().out.split("\n")[:-1]

    return run


def kids(directory, file=keys.PRIVATE):
    return [key["kid"] for key in json.loads((directory / file).read_text())["keys"]]


def public_keys(directory):
    return json.loads((directory / keys.PUBLIC).read_text())["keys"]


def test_the_first_key_is_made_once(tmp_path, run):
    directory = tmp_path / "new" / "keys"
    first = run("init", directory)
    assert first == run("init", directory) == [f"{kids(directory)[0]} firma"]


def test_after_a_rotation_the_new_key_signs_and_the_old_one_verifies(key_directory, run):
    (old,) = kids(key_directory)
    new = run("rotate", key_directory)[0].split()[0]
    assert run("list", key_directory) == [f"{new} firma", f"{old} verifica"]
    assert kids(key_directory, keys.PUBLIC) == [new, old]


def test_pruning_leaves_the_key_that_signs(key_directory, run):
    run("rotate", key_directory)
    new = kids(key_directory)[0]
    assert run("prune", key_directory) == [f"{new} firma"]
    assert [key["kid"] for key in public_keys(key_directory) if not key.get(keys.LINKS_ONLY)] == [new]


def test_what_was_pruned_still_verifies_links_until_it_is_forgotten(key_directory, run):
    (old,) = kids(key_directory)
    run("rotate", key_directory)
    run("prune", key_directory)
    run("rotate", key_directory)
    assert kids(key_directory, keys.PUBLIC)[-1] == old and public_keys(key_directory)[-1][keys.LINKS_ONLY]
    run("prune", key_directory)
    assert len(kids(key_directory, keys.PUBLIC)) == 3
    assert all("d" not in key for key in public_keys(key_directory))
    run("forget", key_directory)
    assert kids(key_directory, keys.PUBLIC) == kids(key_directory)


def test_the_public_file_holds_nothing_private(key_directory):
    (key,) = json.loads((key_directory / keys.PUBLIC).read_text())["keys"]
    assert set(key) == set(keys.PUBLIC_MEMBERS)


def test_only_its_owner_reads_the_private_file(key_directory):
    assert stat.S_IMODE((key_directory / keys.PRIVATE).stat().st_mode) == 0o600


def test_a_draft_left_by_a_crash_is_no_obstacle(key_directory):
    (key_directory / "jwks.new").write_text("half of")
    keys.rotate(key_directory)
    assert len(kids(key_directory)) == 2


@pytest.mark.parametrize("arguments", [(), ("init",), ("explode", "x")])
def test_a_wrong_command_says_how_to_use_it(run, arguments):
    with pytest.raises(SystemExit, match="usage"):
        run(*arguments)
