"""What `./clinica up` looks at before and while it starts."""

import socket

import pytest

from tools import settings as settings_module
from tools.messages import Problem
from tools.servers.embedded import free_port
from tools.suite import up


@pytest.fixture
def settings(tmp_path):
    names = ("HTTP_PORT", "DASHBOARD_PORT", "NGINX_PORT", "NEXT_PORT", "POSTGRES_PORT", "REDIS_PORT")
    ports = {name: str(free_port()) for name in names}
    found = settings_module.build(ports | {"CLINICA_HOME": str(tmp_path), "SERVICE_PORT_BASE": "18001"})
    found.log.mkdir(parents=True)
    return found


@pytest.mark.parametrize("name", ["http_port", "dashboard_port", "nginx_port", "postgres_port", "redis_port"])
def test_a_port_that_somebody_has_is_named_before_anything_is_built(settings, name, monkeypatch):
    monkeypatch.setattr(up.Supervisor, "running", lambda self: False)
    for step in ("build", "install"):
        monkeypatch.setattr(up.interface, step, lambda settings: pytest.fail("it built first"))
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", getattr(settings, name)))
        holder.listen()
        with pytest.raises(Problem, match=str(getattr(settings, name))):
            up.up(settings)


def test_a_server_that_ended_is_given_up_with_its_last_words(settings):
    (settings.log / "postgres.log").write_text(
        "".join(f"line {n}\n" for n in range(50)) + "FATAL:  no space\n"
    )
    for state in ("STARTING", "RUNNING"):
        up.must_not_have_given_up(settings, "postgres", state)
    with pytest.raises(Problem, match="postgres no pudo arrancar") as caught:
        up.must_not_have_given_up(settings, "postgres", "BACKOFF")
    assert "FATAL:  no space" in str(caught.value) and "line 20" not in str(caught.value)
