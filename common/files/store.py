"""Content-addressed stores: a file lies under its SHA-256, is written once and never changed; it is removed only
with the person whom it shows.

What two people upload twice is one file. The name that a file came with is never part of a path. On a local volume, or in a
bucket of S3 (`common/files/s3.py`): a setting says which, and both name a file alike.
"""

import errno
import hashlib
import os
import re
import shutil
import tempfile
from abc import ABC, abstractmethod
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


class Store(ABC):
    """`read` gives what `put` was given, or says that it is lost; how bytes are kept under a name, each kind of store knows."""

    def put(self, content, thumbnail=None):
        """Store `content` and its thumbnail, durably; its SHA-256 in hexadecimal. Raises Unavailable where there is no room."""
        sha256 = hashlib.sha256(content).hexdigest()
        if thumbnail is not None:
            self._write(name_of(sha256, THUMBNAIL), thumbnail)
        self._write(name_of(sha256), content)
        return sha256

    def read(self, sha256):
        """The bytes of a file. Raises Unavailable where they are not there, or are not those that were stored."""
        content = self._bytes(name_of(sha256))
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Unavailable(LOST, retry_after=60)
        return content

    def thumbnail(self, sha256):
        """The bytes of a file's thumbnail, a JPEG."""
        return self._bytes(name_of(sha256, THUMBNAIL))

    def remove(self, sha256):
        """Forget a file and its thumbnail: only where a person was erased, and nothing else has the same content."""
        for suffix in ("", THUMBNAIL):
            self._remove(name_of(sha256, suffix))

    @abstractmethod
    def note(self, name, content):
        """Keep a document of JSON under a name of its own (`folder/x.json`), in the place of what was there: no file of anybody's."""

    @abstractmethod
    def notes(self, folder):
        """The contents of whatever was noted in that folder."""

    @abstractmethod
    def _write(self, name, content):
        """Keep it whole and durably, or raise Unavailable; what has this name already stays."""

    @abstractmethod
    def _bytes(self, name):
        """What was written under this name. Raises Unavailable where it is not there."""

    @abstractmethod
    def _remove(self, name):
        """Nothing has this name any more, whether it was there or not."""


def name_of(sha256, suffix=""):
    if not SHA256.fullmatch(sha256):
        raise ValueError("no SHA-256")
    return f"{sha256[:2]}/{sha256}{suffix}"


class VolumeStore(Store):
    """`folder` is the volume; empty where there is none."""

    def __init__(self, folder):
        self.folder = Path(folder) if folder else None

    def _bytes(self, name):
        try:
            return self._path(name).read_bytes()
        except OSError:
            raise Unavailable(LOST, retry_after=60) from None

    def _remove(self, name):
        self._path(name).unlink(missing_ok=True)

    def _path(self, name):
        if self.folder is None:
            raise Unavailable(NOWHERE, retry_after=60)
        return self.folder / name

    def note(self, name, content):
        self._put(self._path(name), content)

    def notes(self, folder):
        return [file.read_bytes() for file in sorted(self._path(folder).glob("*.json"))]

    def _write(self, name, content):
        path = self._path(name)
        if not path.exists():
            self._put(path, content)

    @staticmethod
    def _put(path, content):
        """Whole or not at all, and on the disk before the row that names it: through a draft and a rename."""
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


def store_of(settings, service) -> Store:
    """The store of a service: its part of the bucket where one is set, else its volume."""
    if not settings.files_s3_bucket:
        return VolumeStore(settings.files_dir)
    from common.files import s3

    client = s3.client(
        settings.files_s3_endpoint,
        settings.files_s3_region,
        settings.files_s3_key,
        settings.files_s3_secret,
    )
    return s3.S3Store(client, settings.files_s3_bucket, service)


def get_store() -> Store:
    """The store of the service that answers this request."""
    return store_of(current_app.config["SETTINGS"], current_app.name)
