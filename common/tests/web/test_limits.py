import pytest

from common.tests.conftest import AWAY_REDIS
from common.web import limits

URL = "/api/logs/things"


@pytest.fixture
def limited(make_app, redis_server):
    def limited(**changes):
        return make_app(**{"rate_limit_enabled": True, "rate_limit_general": "3/minute"} | changes)

    return limited


def statuses(client, times, **request):
    return [client.get(URL, **request).status_code for _ in range(times)]


@pytest.mark.parametrize("changes", [{}, {"redis_url": AWAY_REDIS}, {"redis_url": ""}])
def test_whoever_calls_too_often_waits_with_redis_or_without(limited, bearer, changes):
    client = limited(**changes).test_client()
    headers = bearer("things:read")
    assert statuses(client, 4, headers=headers) == [200, 200, 200, 429]
    answer = client.get(URL, headers=headers)
    assert (
        answer.content_type == "application/problem+json" and answer.json["title"] == "Demasiadas peticiones"
    )
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert "3 per" not in answer.text


def test_who_does_not_call_too_often_is_told_nothing_of_it(limited, bearer):
    answer = limited().test_client().get(URL, headers=bearer("things:read"))
    assert "Retry-After" not in answer.headers
    assert not [name for name in answer.headers.keys() if name.startswith("X-RateLimit")]


def test_the_limit_is_each_persons(limited, bearer):
    client = limited().test_client()
    assert statuses(client, 4, headers=bearer("things:read", id="1"))[-1] == 429
    assert statuses(client, 1, headers=bearer("things:read", id="2")) == [200]


def test_without_an_identity_it_is_the_addresses(limited):
    client = limited().test_client()
    assert statuses(client, 4, headers={"X-Forwarded-For": "10.0.0.1"}) == [401, 401, 401, 429]
    assert statuses(client, 1, headers={"X-Forwarded-For": "10.0.0.2"}) == [401]


def test_only_the_address_that_traefik_saw_counts(limited):
    """What comes before it in the list is the caller's invention."""
    client = limited().test_client()
    seen = [statuses(client, 1, headers={"X-Forwarded-For": f"10.9.9.{n}, 10.0.0.1"})[0] for n in range(4)]
    assert seen == [401, 401, 401, 429]


def test_two_processes_share_one_count_in_redis(limited, bearer):
    headers = bearer("things:read")
    first, second = limited().test_client(), limited().test_client()
    assert statuses(first, 2, headers=headers) + statuses(second, 2, headers=headers) == [200, 200, 200, 429]


def test_of_a_wide_limit_a_process_takes_a_handful_at_a_time_and_all_together_no_more_than_it_allows(
    limited, bearer, redis_server
):
    headers = bearer("things:read")
    clients = [limited(rate_limit_general="60/minute").test_client() for _ in range(2)]
    assert statuses(clients[0], 1, headers=headers) == [200]
    (key,) = [key for key in redis_server.keys() if b"general" in key]
    assert redis_server.get(key) == b"3"
    answers = [
        status for _ in range(34) for client in clients for status in statuses(client, 1, headers=headers)
    ]
    assert answers.count(200) == 59 and answers.count(429) == 9


def test_a_process_remembers_the_handfuls_of_so_many_callers_and_no_more(limited, monkeypatch):
    monkeypatch.setattr(limits, "REMEMBERED", 2)
    app = limited(rate_limit_general="60/minute")
    for n in range(5):
        statuses(app.test_client(), 1, headers={"X-Forwarded-For": f"10.0.0.{n}"})
    assert len(app.extensions["clinic_limits"].handfuls) <= 2


def test_services_that_deliver_and_health_checks_are_not_counted(limited, bearer):
    client = limited().test_client()
    assert statuses(client, 6, headers=bearer("things:read", "events:deliver")) == [200] * 6
    assert {client.get(path).status_code for path in ("/health", "/api/logs/health") * 4} == {200}


@pytest.fixture
def hits(limited, acts, bearer):
    """Answers of an endpoint with a limit of its own."""

    def hits(times, **changes):
        def act():
            limits.hit("2/minute", "login", "ana@example.com")
            return {}

        acts["act"] = act
        client = limited(**{"rate_limit_general": "100/minute"} | changes).test_client()
        return [client.get(f"{URL}/act", headers=bearer()) for _ in range(times)]

    return hits


def test_an_endpoint_may_have_a_stricter_limit_of_its_own(hits):
    answers = hits(3)
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60


def test_it_holds_within_each_process_without_redis_at_all(hits):
    assert [answer.status_code for answer in hits(3, redis_url="")] == [200, 200, 429]


def test_it_is_off_where_limits_are_off(hits):
    assert {answer.status_code for answer in hits(5, rate_limit_enabled=False)} == {200}


def test_a_redis_that_goes_away_loosens_no_limit_and_is_not_waited_for_again_and_again(hits, capfd):
    assert [answer.status_code for answer in hits(3, redis_url=AWAY_REDIS)] == [200, 200, 429]
    assert capfd.readouterr().err.count("redis does not answer") == 1


def test_a_redis_that_comes_back_counts_again(limited, bearer, redis_server):
    app = limited()
    held = app.extensions["clinic_limits"]
    held.redis.away = True
    assert statuses(app.test_client(), 3, headers=bearer("things:read")) == [200] * 3
    held.redis.away = False
    assert statuses(app.test_client(), 4, headers=bearer("things:read")) == [200, 200, 200, 429]
