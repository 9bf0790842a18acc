import pytest

from common.tests.conftest import within

URL = "/api/logs/things"
KEY = {"Idempotency-Key": "a-key-of-mine"}


@pytest.fixture
def writer(bearer):
    return bearer("things:write")


def test_a_post_sent_twice_is_done_once(client, writer, owner):
    first = client.post(URL, json={"name": "Guantes"}, headers=writer | KEY)
    again = client.post(URL, json={"name": "Guantes"}, headers=writer | KEY)
    assert first.status_code == again.status_code == 201
    assert first.json == again.json and first.headers["ETag"] == again.headers["ETag"]
    assert "Idempotent-Replayed" not in first.headers and again.headers["Idempotent-Replayed"] == "true"
    assert owner("SELECT count(*) FROM outbox") == [(1,)]


def test_without_a_key_a_post_sent_twice_is_done_twice(client, writer):
    first, second = (client.post(URL, json={"name": "Guantes"}, headers=writer).json["id"] for _ in "ab")
    assert first != second


def test_a_key_of_another_person_is_another_key(client, bearer):
    ids = {
        client.post(URL, json={"name": "Guantes"}, headers=bearer("things:write", id=id) | KEY).json["id"]
        for id in "12"
    }
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("path", "json"),
    [(URL, {"name": "Mascarillas"}), (f"{URL}?x=1", {"name": "Guantes"}), (f"{URL}/cached", None)],
)
def test_a_key_for_another_request_is_refused(client, writer, path, json):
    client.post(URL, json={"name": "Guantes"}, headers=writer | KEY)
    answer = client.post(path, json=json, headers=writer | KEY)
    assert answer.status_code == 422 and "Idempotency-Key" in answer.json["detail"]


@pytest.mark.parametrize("key", ["short", "with space in it", "x" * 201, "eñes-y-más"])
def test_a_key_has_a_shape(client, writer, key):
    headers = writer | {"Idempotency-Key": key.encode("latin-1").decode("latin-1")}
    assert client.post(URL, json={"name": "Guantes"}, headers=headers).status_code == 400


def test_a_key_is_looked_at_after_the_identity(client, bearer):
    assert client.post(URL, json={}, headers=KEY).status_code == 401
    assert client.post(URL, json={}, headers=bearer() | KEY).status_code == 403


def test_a_post_that_failed_may_be_sent_again(client, writer, acts):
    number = acts["next"]
    acts["next"] = lambda: 1 / 0
    assert client.post(URL, json={"name": "Guantes"}, headers=writer | KEY).status_code == 500
    acts["next"] = number
    assert client.post(URL, json={"name": "Guantes"}, headers=writer | KEY).status_code == 201


def test_a_refused_body_leaves_the_key_free(client, writer):
    assert client.post(URL, json={"name": ""}, headers=writer | KEY).status_code == 422
    assert client.post(URL, json={"name": "Guantes"}, headers=writer | KEY).status_code == 201


def test_a_secret_leaves_once_and_is_not_stored(client, writer, acts, owner):
    acts["secrets"] = {"temporary_password": "hunter2"}
    first = client.post(URL, json={"name": "Guantes"}, headers=writer | KEY)
    again = client.post(URL, json={"name": "Guantes"}, headers=writer | KEY)
    assert first.json["temporary_password"] == "hunter2" and "temporary_password" not in again.json
    assert "hunter2" not in str(owner("SELECT * FROM idempotency_keys"))


def test_an_answer_without_a_body_is_repeated_too(client, writer):
    answers = [client.post(f"{URL}/cached", headers=writer | KEY) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 204] and answers[1].data == b""


def test_a_key_means_nothing_to_other_methods(client, bearer):
    headers = bearer("things:read", "things:write") | KEY
    assert client.get(URL, headers=headers).status_code == 200
    patch = client.patch(f"{URL}/1", headers=headers | {"If-Match": '"1"'})
    assert patch.status_code == 200 and patch.json["matched"] == 1


def test_sent_by_many_at_once_it_is_done_once(app, writer, owner, in_threads):
    answers = in_threads(
        8, lambda n: app.test_client().post(URL, json={"name": "Guantes"}, headers=writer | KEY)
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["id"] for answer in answers}) == 1
    assert owner("SELECT count(*) FROM outbox") == [(1,)]


def test_whoever_comes_while_the_first_is_at_work_gets_its_answer(app, writer, acts, owner, in_threads):
    blocked = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"

    def act():
        within(5, lambda: owner(blocked))
        return 1

    acts["next"] = act
    answers = in_threads(
        2, lambda n: app.test_client().post(URL, json={"name": "Guantes"}, headers=writer | KEY)
    )
    assert [(answer.status_code, answer.json["id"]) for answer in answers] == [(201, 1), (201, 1)]
    assert sorted(answer.headers.get("Idempotent-Replayed", "") for answer in answers) == ["", "true"]


def test_of_two_requests_with_one_key_at_once_the_other_one_is_refused(app, writer, in_threads):
    answers = in_threads(
        6, lambda n: app.test_client().post(URL, json={"name": f"Cosa {n}"}, headers=writer | KEY)
    )
    assert sorted(answer.status_code for answer in answers) == [201, 422, 422, 422, 422, 422]
