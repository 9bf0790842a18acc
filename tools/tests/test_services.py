import pytest

from tools import settings
from tools.services import (
    SERVICES,
    database_url_for,
    migration_environment,
    service_environment,
    setup_environment,
)


@pytest.fixture
def suite(tmp_path):
    return settings.build({"CLINICA_HOME": str(tmp_path), "SERVICE_PORT_BASE": "15001"})


def test_a_role_enters_the_same_database_with_the_same_options():
    url = database_url_for(
        "postgresql://admin:s%40lt@db.example:6543/clinica?sslmode=require", "omni_citas", "a/b"
    )
    assert url == "postgresql://omni_citas:a%2Fb@db.example:6543/clinica?sslmode=require"


def test_services_take_consecutive_ports_in_their_order(suite):
    assert [service.port(suite) for service in SERVICES] == [15001, 15002, 15003, 15004, 15005, 15006]


def test_every_service_knows_where_the_others_are(suite):
    environment = service_environment(SERVICES[0], suite)
    assert environment["HISTORIA_CLINICA_URL"] == "http://127.0.0.1:15003"
    assert environment["LOGS_URL"] == "http://127.0.0.1:15006"


def test_only_auth_is_given_the_signing_keys(suite):
    holders = [s.name for s in SERVICES if "JWT_SIGNING_KEYS_FILE" in service_environment(s, suite)]
    assert holders == ["auth"]


def test_a_service_is_given_its_own_password_and_secret_only(suite):
    environment = service_environment(SERVICES[4], suite)
    named = [value for value in environment.values() if "/secrets/" in value]
    assert all(
        not value.endswith(other.name) for value in named for other in SERVICES if other.name != "citas"
    )


def test_secrets_travel_by_file(suite):
    for environment in (setup_environment(suite), migration_environment(suite)):
        assert all(name.endswith("_FILE") for name in environment if "SECRET" in name or "PASSWORD" in name)


def test_what_the_person_set_wins(tmp_path):
    suite = settings.build({"CLINICA_HOME": str(tmp_path), "JWKS_FILE": "/mine.json"})
    assert service_environment(SERVICES[1], suite)["JWKS_FILE"] == "/mine.json"
