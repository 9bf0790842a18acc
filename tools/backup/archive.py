"""The file of a backup: one tar with a manifest that lets its contents be checked."""

import hashlib
import json
import os
import shutil
import tarfile
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from tools.messages import Problem

MANIFEST, DUMP, SECRETS, FILES, DOTENV = "manifest.json", "database.dump", "secrets", "files", ".env"
FORMAT = 1


@dataclass
class Manifest:
    """What a backup says of itself."""

    created_at: str
    database: str
    owner: str
    server_version: str
    alembic_version: str
    rows: dict[str, int]
    # Table → sum over its rows; a copy of before there were sums has none.
    sums: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)  # name in the tar → sha256
    format: int = FORMAT


def pack(folder: Path, manifest: Manifest, target: Path) -> None:
    """Write everything in `folder` and the manifest as one file, whole or not at all."""
    names = sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())
    manifest.files = {name: sha256(folder / name) for name in names}
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
    draft = target.with_suffix(".partial")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            for name in [MANIFEST, *names]:
                tar.add(folder / name, arcname=name, filter=_anonymous)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)


def unpack(file: Path, folder: Path) -> Manifest:
    """Extract into `folder` and check every sum; a file that is not what it says is refused."""
    try:
        with tarfile.open(file) as tar:
            for member in tar:
                _extract(tar, member, folder)
        content = json.loads((folder / MANIFEST).read_text())
    except (tarfile.TarError, OSError, ValueError) as error:
        raise Problem(
            f"{file} no es una copia de seguridad de OmniClínica, o está dañada: {error}"
        ) from error
    if content.get("format") != FORMAT:
        raise Problem(f"{file} es de otra versión de OmniClínica (formato {content.get('format')}).")
    manifest = Manifest(**content)
    present = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    if present != set(manifest.files):
        wrong = ", ".join(sorted(present ^ set(manifest.files)))
        raise Problem(f"A {file} le faltan o le sobran archivos: {wrong}.")
    for name, expected in manifest.files.items():
        if sha256(folder / name) != expected:
            raise Problem(f"{file} está dañada: la suma de «{name}» no coincide.")
    return manifest


def read(file: Path, name: str) -> bytes | None:
    """One of the files in a backup, if it is there, and what the manifest says."""
    try:
        with tarfile.open(file) as tar:
            if name not in tar.getnames():
                return None
            content = tar.extractfile(name).read()
            expected = json.load(tar.extractfile(MANIFEST))["files"].get(name)
    except (tarfile.TarError, OSError, ValueError, KeyError, AttributeError) as error:
        raise Problem(
            f"{file} no es una copia de seguridad de OmniClínica, o está dañada: {error}"
        ) from error
    if hashlib.sha256(content).hexdigest() != expected:
        raise Problem(f"{file} está dañada: la suma de «{name}» no coincide.")
    return content


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Plain files below `folder` and nothing else: the file may come from anywhere."""
    name = PurePosixPath(member.name)
    if not member.isreg() or name.is_absolute() or ".." in name.parts:
        raise tarfile.TarError(f"«{member.name}» no es un archivo de una copia")
    target = folder / name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tar.extractfile(member) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    target.chmod(0o600)


def sha256(path: Path) -> str:
    """The sum of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member
