"""Content-addressed store on a local volume: a file lies under its SHA-256, is written once and never changed or removed.

What two people upload twice is one file. The name that a file came with is never part of a path.
"""

import errno
import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path

from flask import current_app

from common.problems import Unavailable

THUMBNAIL = ".thumbnail.jpg"
SHA256 = re.compile("[0-9a-f]{64}")
# Left free on the volume, which may be the database's as well: a full disk would stop the clinic, not only its files.
SPARE_BYTES = 256 * 1024 * 1024
NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES))
FULL = "No queda espacio para guardar archivos: nada se guardó. Avise a quien administra el sistema."
NOWHERE = "Este servicio no tiene dónde guardar archivos (FILES_DIR). Avise a quien administra el sistema."
LOST = "El archivo no está donde se guardó, o ya no es el que se guardó. Avise a quien administra el sistema."


class Store:
    """`folder` is the volume; empty where there is none."""

    def __init__(self, folder):
        self.folder = Path(folder) if folder else None

    def put(self, content, thumbnail=None):
        """Store `content` and its thumbnail, durably; its SHA-256 in hexadecimal. Raises Unavailable where there is no room."""
        sha256 = hashlib.sha256(content).hexdigest()
        if thumbnail is not None:
            self._write(self._path(sha256, THUMBNAIL), thumbnail)
        self._write(self._path(sha256), content)
        return sha256

    def read(self, sha256):
        """The bytes of a file. Raises Unavailable where they are not there, or are not those that were stored."""
        content = self._bytes(self._path(sha256))
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Unavailable(LOST, retry_after=60)
        return content

    def thumbnail(self, sha256):
        """The bytes of a file's thumbnail, a JPEG."""
        return self._bytes(self._path(sha256, THUMBNAIL))

    @staticmethod
    def _bytes(path):
        try:
            return path.read_bytes()
        except OSError:
            raise Unavailable(LOST, retry_after=60) from None

    def _path(self, sha256, suffix=""):
        if self.folder is None:
            raise Unavailable(NOWHERE, retry_after=60)
        if not SHA256.fullmatch(sha256):
            raise ValueError("no SHA-256")
        return self.folder / sha256[:2] / f"{sha256}{suffix}"

    def _write(self, path, content):
        """Whole or not at all, and on the disk before the row that names it: through a draft and a rename."""
        if path.exists():
            return
        draft = None
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if shutil.disk_usage(path.parent).free < SPARE_BYTES + len(content):
                raise Unavailable(FULL, retry_after=60)
            descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, path)
            _sync(path.parent)
        except OSError as error:
            if draft is not None:
                Path(draft).unlink(missing_ok=True)
            if error.errno in NO_ROOM:
                raise Unavailable(FULL, retry_after=60) from error
            raise


def _sync(folder):
    """A rename is durable once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def get_store() -> Store:
    """The store of the service that answers this request."""
    return Store(current_app.config["SETTINGS"].files_dir)
