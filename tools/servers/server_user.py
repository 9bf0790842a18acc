"""Which user the embedded servers run as, and where that user can keep files.

PostgreSQL refuses to run as root, and nothing of ours needs root. When `clinica` is started by root
the servers drop to an unprivileged user, which often cannot enter the place of the checkout (root's
home, for instance): then binaries and data live under /var/lib/omniclinica.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools.messages import Problem

NOBODY = 65534
SYSTEM_PLACE = Path("/var/lib/omniclinica")


@dataclass(frozen=True)
class ServerUser:
    """The user the embedded servers run as."""

    uid: int
    gid: int
    dropped: bool  # True when we are root and the servers must not be

    def command(self, command: list[str], dies_with_parent: bool = False) -> list[str]:
        """`command` as this user; with `dies_with_parent`, never left behind by a killed parent."""
        options = []
        if self.dropped:
            if not shutil.which("setpriv"):
                raise Problem(
                    "Como root hace falta `setpriv` (paquete util-linux) para que PostgreSQL y Redis no "
                    "corran como root. Instálelo, o ejecute ./clinica con un usuario normal."
                )
            options += [f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
        if dies_with_parent and knows_pdeathsig():
            options += ["--pdeathsig", "INT"]
        return ["setpriv", *options, "--", *command] if options else command

    def own(self, path: Path) -> None:
        """Give a file or folder to this user."""
        if self.dropped:
            os.chown(path, self.uid, self.gid)

    def private_folder(self, path: Path) -> Path:
        """Make a folder that this user owns and nobody else enters."""
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o700)
        self.own(path)
        return path

    def can_enter(self, path: Path) -> bool:
        """Whether this user can pass through every folder down to `path`, made already or not."""
        if not self.dropped:
            return True
        existing = [folder for folder in [path, *path.parents] if folder.exists()]
        return all(_may_pass(folder.stat(), self.uid, self.gid) for folder in existing)

    def place(self, wanted: Path) -> Path:
        """`wanted` when this user can reach it, else a folder of its own under /var/lib."""
        if self.can_enter(wanted.parent):
            return wanted
        name = hashlib.sha256(str(wanted.parent).encode()).hexdigest()[:12]
        folder = SYSTEM_PLACE / name
        folder.mkdir(parents=True, exist_ok=True)
        for made in (SYSTEM_PLACE, folder):
            made.chmod(0o755)
        return folder / wanted.name


def server_user() -> ServerUser:
    """The current user, or, for root, `postgres` when it exists and nobody otherwise."""
    if os.geteuid() != 0:
        return ServerUser(os.geteuid(), os.getegid(), dropped=False)
    try:
        entry = pwd.getpwnam("postgres")
        return ServerUser(entry.pw_uid, entry.pw_gid, dropped=True)
    except KeyError:
        return ServerUser(NOBODY, NOBODY, dropped=True)


def knows_pdeathsig() -> bool:
    """Whether this machine's setpriv can tie a process's life to its parent's (Linux, util-linux 2.33)."""
    if not shutil.which("setpriv"):
        return False
    return "--pdeathsig" in subprocess.run(["setpriv", "--help"], capture_output=True, text=True).stdout


def _may_pass(status: os.stat_result, uid: int, gid: int) -> bool:
    if status.st_uid == uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)
