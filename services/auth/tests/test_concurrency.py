"""What happens at once, on real commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest

PASSWORD = "una frase que solo yo sé"


@pytest.fixture
def post(alone, admin):
    def send(path, body=None, headers=admin):
        answer = alone.test_client().post(f"/api/auth/{path}", json=body, headers=headers)
        assert answer.status_code in (200, 201), answer.json
        return answer.json

    return send


@pytest.fixture
def patch(alone, admin):
    def send(path, version, **changes):
        headers = admin | {"If-Match": f'"{version}"'}
        return alone.test_client().patch(f"/api/auth/{path}", json=changes, headers=headers)

    return send


@pytest.fixture
def people(post):
    """Make `count` users of one role that holds `permissions`."""

    def make(count, *permissions, name="Jefatura"):
        role = post("roles", {"name": name, "permissions": permissions})
        user = {"full_name": "Alguien", "role_id": role["id"], "password": PASSWORD}
        return [post("users", user | {"email": f"{name.lower()}.{n}@example.com"}) for n in range(count)]

    return make


def at_once(act, items):
    with ThreadPoolExecutor(len(items)) as pool:
        return list(pool.map(act, items))


def test_administrators_who_disable_each_other_at_once_leave_one(people, patch):
    left = people(1, "users:write")[0]
    for round in range(5):
        both = [left, *people(1, "users:write", name=f"Jefatura-{round}")]
        answers = at_once(lambda user: patch(f"users/{user['id']}", 1, active=False), both)
        statuses = [answer.status_code for answer in answers]
        assert sorted(statuses) == [200, 409]
        left = both[statuses.index(409)]


def test_the_role_and_the_person_are_not_taken_away_at_once(people, patch):
    first, second = people(1, "users:write")[0], people(1, "users:write", name="Otra")[0]
    acts = [
        lambda: patch(f"users/{first['id']}", 1, active=False),
        lambda: patch(f"roles/{second['role']['id']}", 1, permissions=[]),
    ]
    assert sorted(answer.status_code for answer in at_once(lambda act: act(), acts)) == [200, 409]


def test_guesses_at_once_are_counted_one_by_one(people, alone):
    user = people(1, "patients:read")[0]
    wrong = {"email": user["email"], "password": "otra cosa cualquiera"}
    answers = at_once(lambda _: alone.test_client().post("/api/auth/login", json=wrong), range(12))
    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 7
    with alone.extensions["db"].session() as db:
        told = db.all("SELECT type, count(*) FROM auth.outbox WHERE type ~ '^user.lo' GROUP BY type")
        assert {row["type"]: row["count"] for row in told} == {"user.login_failed": 5, "user.login_slowed": 1}
    right = wrong | {"password": PASSWORD}
    assert alone.test_client().post("/api/auth/login", json=right).status_code == 429
    elsewhere = {"X-Forwarded-For": "10.1.2.3"}
    assert alone.test_client().post("/api/auth/login", json=right, headers=elsewhere).status_code == 200


def test_who_enters_while_a_role_changes_gets_a_token_that_holds_or_a_void_one(people, patch, alone):
    """Never a token that says what the role no longer permits."""
    users = people(6, "patients:read", "records:read")
    role = users[0]["role"]["id"]

    def act(user):
        if user is None:
            return patch(f"roles/{role}", 1, permissions=["patients:read"])
        body = {"email": user["email"], "password": PASSWORD}
        return alone.test_client().post("/api/auth/login", json=body)

    answers = at_once(act, [*users[:3], None, *users[3:]])
    assert {answer.status_code for answer in answers} == {200}
    for answer in answers:
        if "access_token" in answer.json:
            headers = {"Authorization": f"Bearer {answer.json['access_token']}"}
            said = alone.test_client().get("/api/auth/validate", headers=headers)
            assert said.status_code == 401 or said.json["permissions"] == ["patients:read"]


def test_one_email_taken_at_once_is_taken_once(post, people, alone, admin):
    role = people(1, "patients:read")[0]["role"]["id"]
    body = {"email": "uno@example.com", "full_name": "Uno", "role_id": role, "password": PASSWORD}
    answers = at_once(
        lambda _: alone.test_client().post("/api/auth/users", json=body, headers=admin), range(6)
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
