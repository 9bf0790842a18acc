"""What holds for every endpoint of every service, found by walking the routes themselves."""

import ast
import re
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV2SpecValidator, validate

from auth.permissions import PERMISSIONS, ROLES
from common.suite import SERVICES, prefix
from common.web.auth import LINK, NO_LINK, PUBLIC

ROOT = Path(__file__).parent.parent
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
PUBLIC_ENDPOINTS = {
    ("auth", "POST", "/api/auth/login"),
    ("auth", "POST", "/api/auth/token"),
    ("auth", "GET", "/api/auth/clinic"),
    ("auth", "GET", "/api/auth/clinic/logo"),
    # By the private token of its address.
    ("citas", "GET", "/api/citas/feeds/calendar.ics"),
    ("citas", "GET", "/api/citas/online"),
    ("citas", "GET", "/api/citas/online/times"),
    ("citas", "POST", "/api/citas/online/calendars"),
    ("citas", "POST", "/api/citas/online/challenges"),
    ("citas", "POST", "/api/citas/online/confirmations"),
    ("citas", "POST", "/api/citas/online/holds"),
    ("citas", "POST", "/api/citas/online/people"),
    ("citas", "POST", "/api/citas/online/returns"),
}


def endpoints(app):
    """(method, rule, permission) of every documented endpoint."""
    for rule in app.url_map.iter_rules():
        resource = getattr(app.view_functions[rule.endpoint], "view_class", None)
        if getattr(resource, "declares_permissions", False):
            for method in METHODS:
                view = getattr(resource, method.lower(), None)
                if view is not None:
                    yield method, rule.rule, getattr(view, "permission", "undeclared")


def path_of(rule):
    """A path of this rule; the id is one that nothing has."""
    parts = []
    for part in rule.split("/"):
        if part.startswith("<uuid:"):
            part = "00000000-0000-4000-8000-000000000000"
        elif part.startswith("<"):
            part = "999999999"
        parts.append(part)
    return "/".join(parts)


def call(apps, service, method, rule, headers=None):
    # Buffered: a file that leaves while it is written is taken to its end, and its turn with it.
    return (
        apps[service]
        .test_client()
        .open(path_of(rule), method=method, headers=headers or {}, json={}, buffered=True)
    )


def everything(apps):
    return [(service, *endpoint) for service in SERVICES for endpoint in endpoints(apps[service])]


def test_every_endpoint_declares_who_may_call_it(apps):
    known = {*PERMISSIONS, None, PUBLIC, LINK}
    undeclared = [entry for entry in everything(apps) if entry[3] not in known]
    assert undeclared == []


def test_only_the_login_what_it_shows_and_the_page_to_book_on_are_public(apps):
    public = {
        (service, method, rule)
        for service, method, rule, permission in everything(apps)
        if permission == PUBLIC
    }
    assert public == PUBLIC_ENDPOINTS


def test_nobody_enters_without_a_token(apps):
    for service, method, rule, permission in everything(apps):
        if permission != PUBLIC:
            answer = call(apps, service, method, rule)
            assert answer.status_code == 401, (method, rule, answer.status_code)
            assert answer.content_type == "application/problem+json"


def test_who_comes_by_a_link_is_nobody_and_a_session_is_no_link(apps, login):
    by_link = [entry for entry in everything(apps) if entry[3] == LINK]
    for service, method, rule, _ in by_link:
        answer = call(apps, service, method, rule, login(*PERMISSIONS))
        assert (answer.status_code, answer.json["detail"]) == (401, NO_LINK), (method, rule)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_exactly_what_its_permissions_say(apps, login, role):
    """Route by route: 403 if, and only if, the role lacks the route's permission. Bodies are empty, so nothing happens."""
    headers = login(*ROLES[role]["permissions"], role=role)
    for service, method, rule, permission in everything(apps):
        if permission in (PUBLIC, LINK) or rule.endswith("/logout"):
            continue
        answer = call(apps, service, method, rule, headers)
        lacks = permission is not None and permission not in ROLES[role]["permissions"]
        refused = answer.status_code == 403 and answer.json["detail"].startswith("Su rol no tiene el permiso")
        assert refused == lacks, (role, method, rule, permission, answer.status_code, answer.json)
        assert not refused or f"«{PERMISSIONS[permission]}»" in answer.json["detail"], answer.json
        assert answer.status_code < 500, (method, rule, answer.json)


def test_no_sentence_of_a_problem_names_a_permission_as_programs_do():
    """`logs:read` is for programs; a person reads the words of the catalogue."""
    code = re.compile("|".join(map(re.escape, PERMISSIONS)))
    said = [
        (str(file), text.value)
        for file in [*ROOT.glob("common/**/*.py"), *ROOT.glob("services/*/src/**/*.py")]
        for raised in ast.walk(ast.parse(file.read_text()))
        if isinstance(raised, ast.Raise)
        for text in ast.walk(raised)
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and " " in text.value
    ]
    assert len(said) > 200
    assert [(file, text) for file, text in said if code.search(text)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_documentation_is_valid_swagger_and_knows_every_endpoint(apps, login, service):
    client, base = apps[service].test_client(), f"/api/{prefix(service)}"
    document = client.get(f"{base}/swagger.json", headers=login()).json
    validate(document, cls=OpenAPIV2SpecValidator)
    documented = sum(method.upper() in METHODS for path in document["paths"].values() for method in path)
    assert documented == len(list(endpoints(apps[service])))
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if method.upper() in METHODS:
                assert any(code.startswith("2") for code in operation["responses"]), (method, path)
                assert "{" not in path or "404" in operation["responses"], (method, path)
                given = {
                    p["name"] for p in [*operation.get("parameters", ()), *operations.get("parameters", ())]
                }
                assert ("If-Match" in given) == ("412" in operation["responses"]), (method, path)


@pytest.mark.parametrize("service", SERVICES)
def test_documentation_and_its_files_are_behind_login(apps, login, service):
    client, base = apps[service].test_client(), f"/api/{prefix(service)}"
    for path in ("/docs", "/swagger.json", "/swaggerui/swagger-ui.css"):
        assert client.get(base + path).status_code == 401
        with client.get(base + path, headers=login()) as answer:
            assert answer.status_code == 200


@pytest.mark.parametrize("service", SERVICES)
def test_health_is_open_at_the_root_and_behind_traefik(apps, service):
    client = apps[service].test_client()
    for path in ("/health", f"/api/{prefix(service)}/health"):
        assert client.get(path).json == {"status": "healthy", "service": service}


@pytest.mark.parametrize("service", SERVICES)
def test_metrics_need_their_permission(apps, login, service):
    client = apps[service].test_client()
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers=login()).status_code == 403
    assert "outbox_waiting" in client.get("/metrics", headers=login("metrics:read")).text


def test_every_service_counts_something_of_the_clinic(apps, login):
    """Each gauge answers on an empty clinic, and says no name."""
    headers = login("metrics:read")
    for service in SERVICES:
        answer = apps[service].test_client().get("/metrics", headers=headers)
        assert "database_answers 1.0" in answer.text, service
        assert "# HELP clinic_" in answer.text, service


def test_no_package_gives_one_of_its_modules_names_to_something_else():
    """`from citas.recalls import rules` must be the module, whoever imported the package before."""
    hidden = []
    for init in ROOT.glob("services/*/src/**/__init__.py"):
        modules = {path.stem for path in init.parent.iterdir()} - {"__init__"}
        package = ".".join(init.parent.relative_to(ROOT / "services").parts[2:])
        for node in ast.parse(init.read_text()).body:
            if isinstance(node, ast.ImportFrom) and node.module != package:
                names = {alias.asname or alias.name for alias in node.names}
                hidden += [f"{package}: {name}" for name in names & modules]
    assert hidden == []
