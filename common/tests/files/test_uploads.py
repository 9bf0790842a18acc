"""Uploading: who may, how large, and what the answer says; with the room that takes the receipts of expenses."""

import io

import psycopg2
import pytest

from common.config import MAX_BODY, MAX_UPLOAD
from common.tests.files.pictures import exif, photo

FILES = "/api/facturacion/files"


@pytest.fixture
def upload(apps, login):
    client = apps["facturacion"].test_client()

    def act(content, who=None, type="application/octet-stream", **headers):
        who = who or login("expenses:write", id="8")
        return client.post(FILES, data=content, content_type=type, headers=who | headers)

    return act


def test_a_file_is_kept_and_described(upload):
    answer = upload(photo(exif=exif(6)))
    assert answer.status_code == 201
    said = answer.json
    assert (said["media_type"], said["width"], said["height"], said["pages"]) == (
        "image/jpeg",
        480,
        640,
        None,
    )
    assert upload(photo(exif=exif(6))).json["sha256"] == said["sha256"]


def test_a_file_sent_twice_is_one(upload):
    key = {"Idempotency-Key": "twice-0001"}
    assert upload(photo(), **key).json["id"] == upload(photo(), **key).json["id"]


def test_who_may_not_attach_does_not_upload(upload, apps, login):
    assert upload(photo(), login("expenses:read")).status_code == 403
    answer = (
        apps["facturacion"].test_client().post(FILES, data=photo(), content_type="application/octet-stream")
    )
    assert answer.status_code == 401


@pytest.mark.parametrize("type", ["multipart/form-data; boundary=x", "text/plain", "image/jpeg"])
def test_no_form_of_another_site_uploads(upload, type):
    assert upload(photo(), type=type).status_code == 415


def test_a_file_that_is_too_large_is_told_so_at_its_field(upload):
    answer = upload(bytes(MAX_UPLOAD + 1))
    assert answer.status_code == 422
    assert answer.json["errors"] == [
        {"field": "file", "message": "El archivo pesa 15.0 MB; el máximo son 15 MB."}
    ]
    assert upload(io.BytesIO(bytes(MAX_UPLOAD + MAX_BODY + 1))).status_code in (413, 422)


def test_no_other_path_takes_as_much(apps, login):
    client = apps["facturacion"].test_client()
    answer = client.post("/api/facturacion/expenses", data=bytes(MAX_BODY + 1), content_type="application/json",
                         headers=login("expenses:write"))  # fmt: skip
    assert answer.status_code == 413


@pytest.mark.parametrize("column", ["sha256", "media_type", "uploaded_by_id"])
def test_not_even_the_owner_changes_what_was_uploaded(upload, shared, column):
    upload(photo())
    with shared.connection.cursor() as cursor:
        for statement in (
            f"UPDATE facturacion.files SET {column} = {column}",
            "DELETE FROM facturacion.files",
        ):
            cursor.execute("SAVEPOINT here")
            with pytest.raises(psycopg2.errors.CheckViolation) as error:
                cursor.execute(statement)
            assert error.value.diag.constraint_name == "files_kept"
            cursor.execute("ROLLBACK TO SAVEPOINT here")
