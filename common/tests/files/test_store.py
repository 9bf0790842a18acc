"""The store: what is put comes out, once, for its owner's eyes; a full or a changed disk is said in words."""

import errno
import hashlib
import os
from collections import namedtuple

import pytest

from common.files import VolumeStore
from common.problems import Unavailable

CONTENT = b"una radiografia"
NAME = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def store(tmp_path):
    return VolumeStore(tmp_path)


def files(store):
    return sorted(str(path.relative_to(store.folder)) for path in store.folder.rglob("*") if path.is_file())


def test_a_file_lies_under_its_content_once_and_for_its_owner_only(store):
    assert store.put(CONTENT, b"small") == store.put(CONTENT, b"small") == NAME
    assert files(store) == [f"{NAME[:2]}/{NAME}", f"{NAME[:2]}/{NAME}.thumbnail.jpg"]
    assert (store.read(NAME), store.thumbnail(NAME)) == (CONTENT, b"small")
    assert (store.folder / NAME[:2] / NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["../../etc/passwd", "", NAME.upper(), NAME + "/x", f"{NAME}\n"])
def test_nothing_but_a_sum_is_a_name(store, name):
    with pytest.raises(ValueError, match="no SHA-256"):
        store.read(name)


def test_what_is_gone_or_changed_on_the_disk_is_never_shown(store):
    with pytest.raises(Unavailable, match="no está donde se guardó"):
        store.read(NAME)
    store.put(CONTENT)
    (store.folder / NAME[:2] / NAME).write_bytes(b"otra cosa")
    with pytest.raises(Unavailable, match="ya no es el que se guardó"):
        store.read(NAME)


def test_a_full_disk_is_said_and_leaves_nothing_behind(store, monkeypatch):
    def full(source, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(Unavailable, match="No queda espacio"):
        store.put(CONTENT)
    assert files(store) == []


def test_some_room_is_left_for_the_rest_of_the_machine(store, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage(10**9, 10**9 - 10**6, 10**6))
    with pytest.raises(Unavailable, match="No queda espacio"):
        store.put(CONTENT)


def test_without_a_volume_no_file_is_taken():
    with pytest.raises(Unavailable, match="FILES_DIR"):
        VolumeStore("").put(CONTENT)
