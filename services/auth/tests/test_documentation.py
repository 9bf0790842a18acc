"""The Swagger is valid, and every endpoint answers whatever it is sent with a status that it documents."""

import re

import pytest
from openapi_spec_validator import OpenAPIV2SpecValidator, validate

from auth.permissions import PERMISSIONS

SWAGGER = "/api/auth/swagger.json"
HOSTILE = [
    None,
    [],
    {},
    {"name": "x", "permissions": [None]},
    {"email": "a@b.co\ud800", "full_name": "x"},
    {"email": "a@b.co", "full_name": "x" * 10_000, "role_id": 1e300},
    {"email": {"$gt": ""}, "password": []},
    {"current_password": "\u202e" * 20, "new_password": "💣" * 18},
    {"menu_config": {"home": [], "sections": {}}},
    {"name": " ", "accent": "#zzzzzz"},
    {"image": "💣"},
    {"grant_type": "client_credentials", "client_id": "' OR 1=1 --", "client_secret": "💣"},
]


@pytest.fixture
def everything(login):
    return login(*PERMISSIONS, id="900001")


def test_the_documentation_is_valid_swagger_with_examples(client, everything):
    document = client.get(SWAGGER, headers=everything).json
    validate(document, cls=OpenAPIV2SpecValidator)
    assert document["definitions"]["NewUser"]["properties"]["email"]["example"] == "ana.perez@example.com"


@pytest.mark.parametrize("id", ["1", "0", "9223372036854775807"])
def test_whatever_comes_is_answered_as_documented(client, everything, id):
    document = client.get(SWAGGER, headers=everything).json
    for path, operations in document["paths"].items():
        if path.startswith("/events") or path == "/logout":
            continue
        url = "/api/auth" + re.sub(r"\{\w+\}", id, path)
        for method in set(operations) & {"get", "post", "put", "patch", "delete"}:
            for body in HOSTILE:
                headers = everything | ({"If-Match": '"1"'} if method in ("put", "patch", "delete") else {})
                answer = client.open(url, method=method.upper(), json=body, headers=headers)
                assert str(answer.status_code) in operations[method]["responses"], (
                    method,
                    url,
                    body,
                    answer.json,
                )


def test_events_of_others_change_nothing_here(client, login):
    event = {
        "id": "5f0c1c1e-8a5c-4a57-9d0c-1d0d5a2f9f10",
        "type": "patient.updated",
        "occurred_at": "2026-11-24T10:00:00-05:00",
        "aggregate": "patient:1",
        "service": "historia_clinica",
        "data": {},
    }
    answer = client.post(
        "/api/auth/events", json={"events": [event]}, headers=login("events:deliver", client=True)
    )
    assert answer.json == {"handled": 1}
