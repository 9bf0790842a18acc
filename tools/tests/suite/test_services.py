import pytest

from tools import settings
from tools.messages import Problem
from tools.servers import traefik_conf
from tools.suite import programs, sri
from tools.suite.services import (
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


def test_relays_stand_ten_ports_further(suite):
    assert [service.relay_port(suite) for service in SERVICES] == list(range(15011, 15017))
    with pytest.raises(Problem, match="SERVICE_PORT_BASE\\+10 y NEXT_PORT|NEXT_PORT"):
        settings.build({"SERVICE_PORT_BASE": "15001", "NEXT_PORT": "15011"})


def test_for_development_flask_reloads_and_next_serves_the_interface(suite):
    suite.run.mkdir(parents=True)
    suite.secrets.mkdir()
    assert programs.application(SERVICES[4], suite).command[2] == "gunicorn"
    suite.choose(development=True)
    citas = programs.application(SERVICES[4], suite)
    assert citas.command[2:] == (
        "flask --app citas:create_app() run --debug --host 127.0.0.1 --port 15005".split()
    )
    assert citas.environment["ENVIRONMENT"] == "development" and citas.environment["FLASK_DEBUG"] == "1"
    assert programs.relay(SERVICES[4], suite).environment["ENVIRONMENT"] == "development"
    next_server = programs.next_server(suite)
    assert (next_server.port, next_server.folder.name) == (9002, "frontend")
    assert next_server.environment["API_ORIGIN"] == suite.address
    assert traefik_conf.dynamic_changes(suite)["http://frontend:3000"] == "http://127.0.0.1:9002"
    suite.choose(development=False)
    assert "ENVIRONMENT" not in programs.application(SERVICES[4], suite).environment


def test_the_emulator_of_the_sri_is_there_once_the_example_clinic_put_it(suite):
    for folder in (suite.secrets, suite.run):
        folder.mkdir(parents=True)
    assert programs.emulators(suite) == [] and "SRI_TEST_URL" not in service_environment(SERVICES[5], suite)
    sri.put(suite, b"pem")
    (program,) = programs.emulators(suite)
    assert (program.name, program.port, programs.stage_of(program.name)) == (
        "sri-emulator",
        15021,
        program.stage,
    )
    told = {s.name for s in SERVICES if service_environment(s, suite).get("SRI_TEST_URL") == sri.url(suite)}
    assert told == {"auth", "facturacion"}
    assert sri.authority(suite).parent.stat().st_mode & 0o077 == 0


def test_whoever_names_the_sri_has_no_emulator(tmp_path):
    chosen = {"CLINICA_HOME": str(tmp_path), "SRI_TEST_URL": "https://sri.example.com", "SRI_ENABLED": "true"}
    suite = settings.build(chosen)
    sri.put(suite, b"pem")
    assert programs.emulators(suite) == []
    assert service_environment(SERVICES[0], suite)["SRI_TEST_URL"] == "https://sri.example.com"
