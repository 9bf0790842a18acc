import pytest

from tools import settings
from tools.messages import Problem


def load(environment=None, dotenv=None, tmp_path=None):
    file = tmp_path / ".env"
    if dotenv:
        file.write_text(dotenv)
    return settings.load(environment or {}, file)


def test_without_anything_set_the_suite_is_at_its_usual_place(tmp_path):
    found = load(tmp_path=tmp_path)
    assert (found.http_port, found.service_port_base, found.nginx_port) == (3333, 5001, 9080)
    assert found.home == settings.ROOT / ".clinica"
    assert found.address == "http://127.0.0.1:3333"
    assert found.database_url is None and found.redis_url is None


def test_the_environment_wins_over_dotenv(tmp_path):
    found = load({"HTTP_PORT": "4444"}, "HTTP_PORT=5555\nNGINX_PORT=9999\n", tmp_path)
    assert (found.http_port, found.nginx_port) == (4444, 9999)


def test_whatever_dotenv_says_reaches_the_services(tmp_path):
    found = load({}, "CUALQUIER_COSA='con espacio'\nHTTP_PORT=4444\n", tmp_path)
    assert found.passed_through == {"CUALQUIER_COSA": "con espacio"}


def test_of_the_environment_only_settings_reach_the_services(tmp_path):
    found = load({"RATE_LIMIT_LOGIN": "9/minute", "SSH_TTY": "x", "SMTP_PASSWORD_FILE": "/s"}, "", tmp_path)
    assert found.passed_through == {"RATE_LIMIT_LOGIN": "9/minute", "SMTP_PASSWORD_FILE": "/s"}


def test_the_url_of_a_server_may_be_in_a_file(tmp_path):
    (tmp_path / "url").write_text("postgresql://u:p@db/x\n")
    found = load({"DATABASE_URL_FILE": str(tmp_path / "url")}, "", tmp_path)
    assert found.database_url == "postgresql://u:p@db/x"
    assert found.passed_through == {}


def test_an_empty_url_means_the_embedded_server(tmp_path):
    assert load({}, "DATABASE_URL=\n", tmp_path).database_url is None


@pytest.mark.parametrize("value", ["0", "65536", "web"])
def test_what_is_not_a_port_is_refused(value, tmp_path):
    with pytest.raises(Problem, match="HTTP_PORT"):
        load({"HTTP_PORT": value}, "", tmp_path)


def test_two_servers_cannot_ask_for_one_port(tmp_path):
    with pytest.raises(Problem, match="SERVICE_PORT_BASE\\+2 y NGINX_PORT"):
        load({"NGINX_PORT": "5003"}, "", tmp_path)


def test_a_relative_home_is_relative_to_the_project(tmp_path):
    assert load({"CLINICA_HOME": "otra"}, "", tmp_path).home == settings.ROOT / "otra"
