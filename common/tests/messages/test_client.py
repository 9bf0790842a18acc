import json
import threading
import time
from contextlib import suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from common.messages.client import ServiceToken, get_services, new_session, not_found_as
from common.problems import NotFound, Unavailable

URL = "/api/logs/things/asked"


@pytest.fixture
def asking(make_app, session_with, bearer):
    """The answer to a request for which the other service answers `answer(request)`."""

    def asking(answer, headers=None):
        session = session_with(answer)
        client = make_app(session=session).test_client()
        asking.sent = session.sent
        return client.get(URL, headers=(headers or bearer()) | {"X-Request-Id": "a-request-of-mine"})

    return asking


def test_another_service_is_asked_as_the_caller(asking, bearer):
    headers = bearer(id="7")
    assert asking(lambda request: (200, '{"id": 1}'), headers).json == {"answer": {"id": 1}}
    (request,) = asking.sent
    assert request.url == "http://inventario-service:5000/api/inventario/products/1?kind=x"
    assert request.headers["Authorization"] == headers["Authorization"]
    assert request.headers["X-Request-Id"] == "a-request-of-mine"
    connect, read = request.given_timeout
    assert connect == 0.5 and 1.9 < read <= 2.0


def test_what_does_not_exist_there_is_none(asking):
    assert asking(lambda request: (404, "{}")).json == {"answer": None}


def test_what_the_caller_may_not_see_there_is_forbidden(asking):
    answer = asking(lambda request: (403, '{"detail": "Su rol no tiene el permiso products:read."}'))
    assert answer.status_code == 403 and "products:read" in answer.json["detail"]


@pytest.mark.parametrize("status", [400, 401, 422, 429, 500, 502, 503])
def test_a_service_that_answers_otherwise_is_unavailable(asking, status):
    answer = asking(lambda request: (status, "<html>"))
    assert answer.status_code == 503 and "inventario" in answer.json["detail"]
    assert answer.headers["Retry-After"] == "2"


@pytest.mark.parametrize("error", [requests.ConnectTimeout, requests.ReadTimeout, requests.ConnectionError])
def test_a_service_that_does_not_answer_is_unavailable(asking, error):
    def answer(request):
        raise error

    assert asking(answer).status_code == 503


@pytest.mark.parametrize("status", [200, 403])
def test_an_answer_of_something_else_in_its_place_is_unavailable_too(asking, status):
    assert asking(lambda request: (status, "<html>")).status_code == 503


@pytest.fixture
def posting(make_app, session_with, bearer, acts):
    """The answer to a request for which the other service answers `answer(request)` to a POST."""

    def posting(answer):
        session = session_with(answer)
        acts["act"] = lambda: get_services().post("inventario", "things/1/hold")
        client = make_app(session=session).test_client()
        posting.sent = session.sent
        return client.get("/api/logs/things/act", headers=bearer())

    return posting


def test_another_service_is_told_as_the_caller_without_a_body(posting, bearer):
    assert posting(lambda request: (200, '{"held": true}')).json == {"held": True}
    (request,) = posting.sent
    assert (request.method, request.body) == ("POST", None)
    assert request.url == "http://inventario-service:5000/api/inventario/things/1/hold"
    assert request.headers["Authorization"].startswith("Bearer ") and request.headers["X-Request-Id"]


def test_what_its_state_forbids_is_said_in_its_own_words(posting):
    answer = posting(lambda request: (409, '{"detail": "Ya se emitió la factura 12."}'))
    assert (answer.status_code, answer.json["detail"]) == (409, "Ya se emitió la factura 12.")


def test_what_the_caller_may_not_do_there_is_forbidden(posting):
    answer = posting(lambda request: (403, '{"detail": "Su rol no tiene el permiso."}'))
    assert (answer.status_code, answer.json["detail"]) == (403, "Su rol no tiene el permiso.")


@pytest.mark.parametrize(
    ("status", "body"), [(404, "{}"), (422, "{}"), (500, "x"), (200, "<html>"), (409, "<html>")]
)
def test_any_other_answer_to_a_post_is_unavailable(posting, status, body):
    answer = posting(lambda request: (status, body))
    assert answer.status_code == 503 and "inventario" in answer.json["detail"]


def test_a_post_is_tried_again_where_the_refusal_passes(posting):
    answers = iter([(503, ""), (200, '{"held": true}')])
    assert posting(lambda request: next(answers)).json == {"held": True}
    assert len(posting.sent) == 2


def test_nothing_there_may_become_a_problem_here():
    assert not_found_as(NotFound("No está."), {"id": 1}) == {"id": 1}
    with pytest.raises(NotFound, match="No está"):
        not_found_as(NotFound("No está."), None)


@pytest.fixture
def service_token(base, session_with):
    numbers = iter(range(9))
    answers = {"status": 200, "expires_in": 3600}

    def answer(request):
        return (
            answers["status"],
            f'{{"access_token": "t{next(numbers)}", "expires_in": {answers["expires_in"]}}}',
        )

    session = session_with(answer)
    token = ServiceToken(base, "service-logs", session)
    token.answers, token.sent = answers, session.sent
    return token


def test_a_services_token_is_asked_for_once(service_token, in_threads):
    assert set(in_threads(5, lambda n: service_token.get())) == {"t0"}
    (request,) = service_token.sent
    assert request.url == "http://auth-service:5000/api/auth/token"
    assert request.body == f"grant_type=client_credentials&client_id=service-logs&client_secret={'x' * 32}"


def test_a_token_about_to_end_is_renewed(service_token):
    service_token.answers["expires_in"] = 59
    assert (service_token.get(), service_token.get()) == ("t0", "t1")


def test_a_token_that_was_refused_is_renewed(service_token):
    assert service_token.get() == "t0"
    service_token.forget()
    assert service_token.get() == "t1"


def test_without_a_token_nothing_is_pretended(service_token):
    service_token.answers["status"] = 401
    with pytest.raises(requests.HTTPError):
        service_token.get()


REMEMBERED = "/api/logs/things/remembered"
GENERATION = "inventario:cache:generation:products"


@pytest.fixture
def remembering(make_app, session_with, bearer):
    """Ask as someone with `permissions`; the other service counts its answers. `.asked()` says how many it gave."""
    numbers = iter(range(1, 100))
    session = session_with(lambda request: (200, json.dumps({"n": next(numbers)})))
    client = make_app(session=session).test_client()

    def ask(*permissions):
        return client.get(REMEMBERED, headers=bearer(*permissions)).json["answer"]["n"]

    ask.asked = lambda: len(session.sent)
    return ask


def test_an_answer_is_remembered_until_its_noun_is_written(remembering, redis_server):
    assert [remembering(), remembering(), remembering()] == [
        1,
        2,
        2,
    ]  # the first gave the noun its generation
    redis_server.set(GENERATION, "written")
    assert [remembering(), remembering()] == [3, 3]


def test_what_one_may_see_is_not_remembered_for_another(remembering, redis_server):
    redis_server.set(GENERATION, "written")
    assert [remembering("products:read"), remembering(), remembering("products:read")] == [1, 2, 1]


def test_after_redis_lost_its_data_nothing_remembered_counts(remembering, redis_server):
    redis_server.set(GENERATION, "written")
    assert remembering() == remembering() == 1
    redis_server.flushdb()
    assert [remembering(), remembering(), remembering()] == [2, 3, 3]


def test_without_redis_every_question_is_asked(make_app, session_with, bearer):
    session = session_with(lambda request: (200, '{"n": 1}'))
    client = make_app(session=session, redis_url="redis://127.0.0.1:9").test_client()
    for _ in range(3):
        assert client.get(REMEMBERED, headers=bearer()).status_code == 200
    assert len(session.sent) == 3


def test_what_does_not_exist_is_not_remembered(make_app, session_with, bearer, redis_server):
    redis_server.set(GENERATION, "written")
    answers = iter([(404, "{}"), (200, '{"n": 1}')])
    client = make_app(session=session_with(lambda request: next(answers))).test_client()
    assert client.get(REMEMBERED, headers=bearer()).json["answer"] is None
    assert client.get(REMEMBERED, headers=bearer()).json["answer"] == {"n": 1}


def test_what_was_remembered_is_asked_anew_after_midnight_of_the_clinic(
    make_app, session_with, bearer, redis_server, monkeypatch
):
    """A price announced for the day holds from its first second, with nobody writing anything."""
    redis_server.set(GENERATION, "written")
    session = session_with(lambda request: (200, '{"n": 1}'))
    client = make_app(session=session).test_client()
    for day in (date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 1)):
        monkeypatch.setattr("common.messages.client.clinic_today", lambda day=day: day)
        assert client.get(REMEMBERED, headers=bearer()).status_code == 200
    assert len(session.sent) == 2


def test_it_does_not_remember_without_end(make_app, session_with, bearer, redis_server, monkeypatch):
    monkeypatch.setattr("common.messages.client.REMEMBERED", 2)
    redis_server.set(GENERATION, "written")
    session = session_with(lambda request: (200, '{"n": 1}'))
    app = make_app(session=session)
    for permission in "abc":
        app.test_client().get(REMEMBERED, headers=bearer(f"{permission}:read"))
    assert len(app.extensions["services"].remembered) == 1


@pytest.mark.parametrize("answer", ["never", "503"])
def test_all_neighbours_together_are_waited_for_two_seconds(make_app, acts, bearer, answer):
    """A frozen neighbour takes the connection and says nothing; one without its database says when to come back."""

    class Neighbour(BaseHTTPRequestHandler):
        def do_GET(self):
            if answer == "never":
                released.wait(10)
            self.send_response(503)
            self.send_header("Retry-After", "2")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    released = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Neighbour)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def ask_twice():
        for _ in range(2):
            with suppress(Unavailable):
                get_services().ask("inventario", "products/1")
        return get_services().ask("inventario", "products/2")

    acts["act"] = ask_twice
    app = make_app(service_urls={"inventario": f"http://127.0.0.1:{server.server_port}"})
    try:
        begun = time.monotonic()
        assert app.test_client().get("/api/logs/things/act", headers=bearer()).status_code == 503
        assert time.monotonic() - begun < 2.9
    finally:
        released.set()
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_neighbour_is_asked_through_no_proxy(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    sent = []
    session = new_session()
    monkeypatch.setattr(
        session.get_adapter("http://"), "send", lambda request, **how: sent.append(how) or answer()
    )
    session.get("http://auth-service:5000/health")
    assert not sent[0]["proxies"]


def answer():
    found = requests.Response()
    found.status_code, found._content = 200, b""
    return found
