import io
import tarfile

import pytest

from tools.backup import archive
from tools.messages import Problem


@pytest.fixture
def packed(tmp_path):
    folder = tmp_path / "in"
    (folder / "secrets").mkdir(parents=True)
    (folder / archive.DUMP).write_bytes(b"PGDMP" * 1000)
    (folder / "secrets" / "client-auth").write_text("secreto")
    manifest = archive.Manifest("2026-01-01", "omniclinica", "postgres", "160014", "0007", {"auth.users": 3})
    target = tmp_path / "copia.tar"
    archive.pack(folder, manifest, target)
    return target


def rebuilt(packed, change):
    """The same tar with its members passed through `change`, which may drop or alter them."""
    other = packed.with_name("otra.tar")
    with tarfile.open(packed) as source, tarfile.open(other, "w") as target:
        for member in source:
            content = change(member, source.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                target.addfile(member, io.BytesIO(content))
    return other


def test_what_was_packed_comes_out_with_its_manifest(packed, tmp_path):
    manifest = archive.unpack(packed, tmp_path / "out")
    assert manifest.rows == {"auth.users": 3}
    assert set(manifest.files) == {"database.dump", "secrets/client-auth"}
    assert (tmp_path / "out" / "secrets" / "client-auth").read_text() == "secreto"


def test_a_backup_is_for_its_owner_only_and_no_draft_is_left(packed):
    assert packed.stat().st_mode & 0o077 == 0
    assert not list(packed.parent.glob("*.partial"))


def test_an_altered_file_is_refused(packed, tmp_path):
    other = rebuilt(packed, lambda m, content: b"X" + content[1:] if m.name == archive.DUMP else content)
    with pytest.raises(Problem, match="database.dump"):
        archive.unpack(other, tmp_path / "out")


def test_one_file_is_read_by_itself_and_checked(packed):
    assert archive.read(packed, "secrets/client-auth") == b"secreto"
    assert archive.read(packed, "no hay") is None
    other = rebuilt(packed, lambda m, content: b"otro" if m.name.endswith("client-auth") else content)
    with pytest.raises(Problem, match="client-auth"):
        archive.read(other, "secrets/client-auth")


def test_a_missing_file_is_refused(packed, tmp_path):
    other = rebuilt(packed, lambda m, content: None if m.name == archive.DUMP else content)
    with pytest.raises(Problem, match="faltan o le sobran archivos: database.dump"):
        archive.unpack(other, tmp_path / "out")


def test_a_file_outside_the_folder_is_refused(packed, tmp_path):
    def escape(member, content):
        if member.name == archive.DUMP:
            member.name = "../fuera"
        return content

    with pytest.raises(Problem, match="fuera"):
        archive.unpack(rebuilt(packed, escape), tmp_path / "out")
    assert not (tmp_path / "fuera").exists()


@pytest.mark.parametrize("content", [b"", b"cualquier cosa", b"{}"])
def test_what_is_no_backup_is_refused(content, tmp_path):
    (tmp_path / "x.tar").write_bytes(content)
    with pytest.raises(Problem, match="no es una copia|dañada"):
        archive.unpack(tmp_path / "x.tar", tmp_path / "out")
    with pytest.raises(Problem, match="no es una copia|dañada"):
        archive.read(tmp_path / "x.tar", archive.DOTENV)
