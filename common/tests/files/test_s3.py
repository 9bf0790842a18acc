"""The store in a bucket: as on a volume, from a server that speaks as S3 does; away or refusing, it says so in words."""

import hashlib
import types

import pytest
from moto.server import ThreadedMotoServer

from common.files import s3, store_of
from common.problems import Unavailable

CONTENT = b"una radiografia"
NAME = hashlib.sha256(CONTENT).hexdigest()
KEY = f"historia_clinica/{NAME[:2]}/{NAME}"


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()
    s3.client.cache_clear()


@pytest.fixture
def store(endpoint, request):
    bucket = f"clinic-{hashlib.sha256(request.node.name.encode()).hexdigest()[:12]}"
    settings = types.SimpleNamespace(
        files_s3_bucket=bucket,
        files_s3_endpoint=endpoint,
        files_s3_region="us-east-1",
        files_s3_key="clinic",
        files_s3_secret="a-secret",
    )
    made = store_of(settings, "historia_clinica")
    made.client.create_bucket(Bucket=bucket)
    return made


def keys(store):
    listed = store.client.list_objects_v2(Bucket=store.bucket)
    return [one["Key"] for one in listed.get("Contents", [])]


def test_a_file_lies_under_its_content_once(store):
    assert store.put(CONTENT, b"small") == NAME
    before = store.client.head_object(Bucket=store.bucket, Key=KEY)["LastModified"]
    assert store.put(CONTENT, b"small") == NAME
    assert keys(store) == [KEY, f"{KEY}.thumbnail.jpg"]
    assert store.client.head_object(Bucket=store.bucket, Key=KEY)["LastModified"] == before
    assert (store.read(NAME), store.thumbnail(NAME)) == (CONTENT, b"small")
    # An erased person's; told twice is done once.
    store.remove(NAME)
    store.remove(NAME)
    assert keys(store) == []


def test_what_is_gone_or_changed_in_the_bucket_is_never_shown(store):
    with pytest.raises(Unavailable, match="no está donde se guardó"):
        store.read(NAME)
    store.client.put_object(Bucket=store.bucket, Key=KEY, Body=b"otra cosa")
    with pytest.raises(Unavailable, match="ya no es el que se guardó"):
        store.read(NAME)


def test_a_bucket_that_refuses_is_said_and_not_shown(store):
    store.bucket = "no-such-bucket"
    with pytest.raises(Unavailable, match="no deja guardar") as refused:
        store.put(CONTENT)
    assert "no-such-bucket" not in str(refused.value)


def test_a_server_that_is_away_is_said(store, monkeypatch):
    monkeypatch.setattr(s3, "TRIES", 1)
    # Nobody listens on the port of discarding.
    away = s3.S3Store(s3.client.__wrapped__("http://127.0.0.1:9", "us-east-1", "k", "s"), "clinic", "citas")
    with pytest.raises(Unavailable, match="no responde: nada se guardó"):
        away.put(CONTENT)
    with pytest.raises(Unavailable, match="no responde"):
        away.read(NAME)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", f"{NAME}\n"])
def test_nothing_but_a_sum_is_a_name(store, name):
    with pytest.raises(ValueError, match="no SHA-256"):
        store.read(name)
