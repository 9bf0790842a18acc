"""The .env that a backup holds: taken where there is none, beside where there is another."""

import pytest

from tools.backup import archive
from tools.backup.restore import put_settings

OURS, THEIRS = "HTTP_PORT=3333\n", "HTTP_PORT=4444\n"


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / archive.DOTENV).write_text(THEIRS)
    archive.pack(
        folder, archive.Manifest("2026-01-01", "a", "b", "160014", "0001", {}), tmp_path / "copy.tar"
    )
    return tmp_path / "copy.tar"


def test_where_there_is_none_it_comes_back_for_its_owner_only(copy, tmp_path):
    assert put_settings(copy, tmp_path / ".env")
    assert (tmp_path / ".env").read_text() == THEIRS
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0


def test_another_one_stays_and_the_copys_lies_beside(copy, tmp_path, capsys):
    (tmp_path / ".env").write_text(OURS)
    assert not put_settings(copy, tmp_path / ".env")
    assert (tmp_path / ".env").read_text() == OURS
    assert (tmp_path / ".env.restored").read_text() == THEIRS
    assert ".env.restored" in capsys.readouterr().err


def test_the_same_one_is_nothing_to_speak_of(copy, tmp_path, capsys):
    (tmp_path / ".env").write_text(THEIRS)
    assert not put_settings(copy, tmp_path / ".env")
    assert not (tmp_path / ".env.restored").exists() and not capsys.readouterr().err
