import pytest

from common.problems import Conflict, NotFound, Stale
from common.store.db import get_db
from common.web.http import found, must_be_current, write

URL = "/api/logs/things/1"


@pytest.fixture
def writer(bearer):
    return bearer("things:write")


@pytest.mark.parametrize("value", ['"3"', "3", 'W/"3"', ' "3" '])
def test_the_edited_version_is_read_from_if_match(client, writer, value):
    assert client.patch(URL, headers=writer | {"If-Match": value}).json["matched"] == 3


def test_an_update_without_if_match_is_428(client, writer):
    answer = client.patch(URL, headers=writer)
    assert answer.status_code == 428 and "If-Match" in answer.json["detail"]


def test_where_it_is_not_needed_it_may_be_missing(client, writer):
    assert client.patch("/api/logs/things/7", headers=writer).json["matched"] is None


@pytest.mark.parametrize("value", ["*", '"x"', '""', '"1", "2"', '"-1"', '"1.5"', '"٣"', '"9999999999"'])
def test_what_is_no_version_is_400(client, writer, value):
    headers = writer | {"If-Match": value.encode().decode("latin-1")}
    assert client.patch(URL, headers=headers).status_code == 400


def test_a_resource_with_a_version_carries_it_as_its_etag(client, bearer):
    answer = client.get(URL, headers=bearer())
    assert answer.headers["ETag"] == '"3"' and answer.content_type == "application/json"


def test_a_write_that_forgets_its_answer_is_undone(client, bearer, acts, owner):
    def act():
        with write() as tx:
            tx.run("INSERT INTO inbox (event_id) VALUES (gen_random_uuid())")
        return {}

    acts["act"] = act
    assert client.post("/api/logs/things/act", headers=bearer()).status_code == 500
    assert owner("SELECT count(*) FROM inbox") == [(0,)]


def test_a_write_that_is_refused_is_undone(client, bearer, acts, owner):
    def act():
        with write() as tx:
            tx.run("INSERT INTO inbox (event_id) VALUES (gen_random_uuid())")
            raise Conflict("No se puede.")

    acts["act"] = act
    assert client.post("/api/logs/things/act", headers=bearer()).status_code == 409
    assert owner("SELECT count(*) FROM inbox") == [(0,)]


def test_a_write_has_the_verbs_of_a_session(inside):
    with inside(), write() as tx:
        assert tx.one("SELECT 1 AS n") == {"n": 1} and tx.value("SELECT 2") == 2
        tx.answer({"done": True})
    with inside():
        assert get_db().schema == "logs"


def test_what_is_not_there_is_404_and_an_older_version_412():
    row = {"version": 3}
    assert found(row, "No existe.") is row
    with pytest.raises(NotFound, match="No existe esa cosa"):
        found(None, "No existe esa cosa.")
    must_be_current(row, 3)
    must_be_current(row, None)
    with pytest.raises(Stale):
        must_be_current(row, 2)
