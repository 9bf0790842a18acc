import base64
import hashlib
import re
from types import SimpleNamespace

import pytest

from common.run.app import create_service

URL = "/api/logs/things"


@pytest.mark.parametrize("given", ["a-request-of-mine", "A.b_c:d-1", "x" * 128])
def test_a_request_keeps_the_id_it_came_with(client, given):
    assert client.get("/health", headers={"X-Request-Id": given}).headers["X-Request-Id"] == given


@pytest.mark.parametrize("given", [None, "", "short", "x" * 129, "with space", "ñandú-ñandú", "a;b'c\"drop"])
def test_otherwise_it_gets_one(client, given):
    headers = {"X-Request-Id": given.encode().decode("latin-1")} if given is not None else {}
    assert re.fullmatch("[0-9a-f]{32}", client.get("/health", headers=headers).headers["X-Request-Id"])


def test_a_list_that_the_caller_still_has_is_304(client, bearer):
    headers = bearer("things:read")
    first = client.get(URL, headers=headers)
    again = client.get(URL, headers=headers | {"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and again.data == b"" and again.headers["X-Request-Id"]
    other = client.get(f"{URL}?limit=1", headers=headers | {"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_the_version_of_a_resource_is_no_digest_of_it(client, bearer):
    answer = client.get(f"{URL}/1", headers=bearer() | {"If-None-Match": '"3"'})
    assert answer.status_code == 200 and answer.headers["ETag"] == '"3"'


def test_what_is_private_is_kept_by_nobody_else(client, bearer):
    headers = bearer("things:read", "things:write")
    assert client.get(URL, headers=headers).headers["Cache-Control"] == "private, no-cache"
    made = client.post(URL, json={"name": "Guantes"}, headers=headers)
    assert made.headers["Cache-Control"] == "no-store"


def test_every_answer_is_guarded(client):
    for path in ("/health", URL, "/nothing"):
        headers = client.get(path).headers
        assert headers["X-Frame-Options"] == "DENY" and headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "script-src 'self';" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "Strict-Transport-Security" not in headers


def test_behind_tls_the_browser_is_told_to_stay_there(make_app):
    headers = {"X-Forwarded-Proto": "https"}
    answer = make_app(tls_enabled=True).test_client().get("/health", headers=headers)
    assert "max-age=" in answer.headers["Strict-Transport-Security"]


def test_the_documentation_runs_its_own_script_and_no_other(client, bearer):
    answer = client.get("/api/logs/docs", headers=bearer())
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", answer.text, re.DOTALL)
    policy = answer.headers["Content-Security-Policy"]
    assert len(scripts) == 1 and "unsafe-inline'" not in policy.split("style-src")[0]
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}'" in policy


def test_the_documentation_loads_nothing_from_elsewhere(client, bearer):
    page = client.get("/api/logs/docs", headers=bearer()).text
    sources = re.findall(r'(?:src|href)="([^"#]+)"', page)
    assert sources and all(source.startswith(("/api/logs/", "data:")) for source in sources)
    for source in sources:
        with client.get(source, headers=bearer()) as answer:
            assert answer.status_code == 200


def test_other_origins_are_closed(client, bearer):
    headers = bearer("things:read") | {"Origin": "https://other.example"}
    assert "Access-Control-Allow-Origin" not in client.get(URL, headers=headers).headers


def test_listed_origins_are_open(make_app, bearer):
    client = make_app(cors_origins="https://one.example, https://two.example").test_client()
    allowed = "Access-Control-Allow-Origin"
    for origin in ("https://one.example", "https://two.example"):
        answer = client.get(URL, headers=bearer("things:read") | {"Origin": origin})
        assert (
            answer.headers[allowed] == origin and answer.headers["Access-Control-Allow-Credentials"] == "true"
        )
    other = client.get(URL, headers=bearer("things:read") | {"Origin": "https://three.example"})
    assert allowed not in other.headers


@pytest.mark.parametrize(
    ("method", "path", "status", "title"),
    [
        ("GET", "/nothing", 404, "No encontrado"),
        ("GET", "/api/logs/nothing", 404, "No encontrado"),
        ("GET", "/api/citas/things", 404, "No encontrado"),
        ("GET", f"{URL}/x", 404, "No encontrado"),
        ("GET", f"{URL}/-1", 404, "No encontrado"),
        ("GET", f"{URL}/{2**63}", 404, "No encontrado"),
        ("DELETE", URL, 405, "Método no permitido"),
        ("PUT", f"{URL}/1", 405, "Método no permitido"),
    ],
)
def test_what_there_is_not_is_a_problem_in_spanish(client, bearer, method, path, status, title):
    answer = client.open(path, method=method, headers=bearer())
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert answer.json["title"] == title and answer.json["request_id"] == answer.headers["X-Request-Id"]


def test_the_largest_id_is_one(client, bearer):
    assert client.get(f"{URL}/{2**63 - 1}", headers=bearer()).status_code == 200


@pytest.mark.parametrize("length", [2 * 1024 * 1024 + 1, 10**9])
def test_too_large_a_body_is_413(client, bearer, length):
    headers = bearer("things:write") | {"Content-Length": str(length)}
    answer = client.post(URL, data=b" " * (2 * 1024 * 1024 + 1), headers=headers)
    assert answer.status_code == 413 and answer.json["title"] == "Contenido demasiado grande"


@pytest.mark.parametrize("type", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_a_body_that_does_not_say_that_it_is_json_is_415(client, bearer, type):
    """A page of another site can send these without asking; JSON it cannot."""
    headers = bearer("things:write") | {"Content-Type": type}
    answer = client.post(URL, data='{"name": "Guantes"}', headers=headers)
    assert answer.status_code == 415 and "application/json" in answer.json["detail"]


@pytest.mark.parametrize("type", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
def test_json_says_so_in_any_of_its_spellings(client, bearer, type):
    headers = bearer("things:write") | {"Content-Type": type}
    assert client.post(URL, data='{"name": "Guantes"}', headers=headers).status_code == 201


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*", "x"])
def test_an_answer_is_json_whatever_was_asked_for(client, bearer, accept):
    answer = client.get(URL, headers=bearer("things:read") | {"Accept": accept})
    assert answer.status_code == 200 and answer.content_type == "application/json"


def test_large_answers_are_compressed_for_who_comes_directly(client, bearer):
    headers = bearer() | {"Accept-Encoding": "gzip"}
    assert client.get("/api/logs/swagger.json", headers=headers).headers["Content-Encoding"] == "gzip"
    behind = headers | {"X-Forwarded-For": "10.0.0.1"}
    assert "Content-Encoding" not in client.get("/api/logs/swagger.json", headers=behind).headers
    assert "Content-Encoding" not in client.get("/health", headers=headers).headers


def test_options_need_no_database(client):
    assert client.options(URL).status_code in (200, 401)


def test_two_sub_domains_do_not_claim_one_name():
    part = SimpleNamespace(NAMESPACES=(), CONSTRAINTS={"things_name": "…"}, HANDLERS={}, GAUGES={})
    with pytest.raises(ValueError, match="CONSTRAINTS"):
        create_service("logs", part, part, title="Cosas", revision="0001")


@pytest.mark.parametrize("path", ["/api/logs//things", "/api//logs/things?x=1"])
def test_no_redirect_leads_to_the_name_that_the_caller_called(client, bearer, path):
    answer = client.get(path, headers=bearer("things:read") | {"Host": "evil.example"})
    assert answer.status_code == 308 and answer.location.startswith("/api/logs/things")


def test_an_id_in_a_path_is_written_in_digits_of_ascii(client, bearer):
    assert client.get(f"{URL}/3", headers=bearer()).status_code == 200
    assert client.get(f"{URL}/٣", headers=bearer()).status_code == 404
