from pathlib import Path

import pytest

from tools import settings
from tools.messages import Problem
from tools.servers import nginx_conf, traefik_conf
from tools.suite.services import SERVICES

DYNAMIC = settings.ROOT / "traefik" / "dynamic.yml"
STATIC = settings.ROOT / "traefik" / "traefik.yml"

SITE = """\
server {
    listen 3000 default_server;
    listen [::]:3000 default_server;
    root /usr/share/nginx/html;
    include /etc/nginx/conf.d/headers.inc;
    location /x { alias /usr/share/nginx/html/x/; }
}
"""


@pytest.fixture
def suite(tmp_path):
    return settings.build({"CLINICA_HOME": str(tmp_path), "SERVICE_PORT_BASE": "15001", "HTTP_HOST": "::1"})


def test_without_docker_no_address_of_docker_is_left(suite):
    text = traefik_conf.render(DYNAMIC.read_text(), traefik_conf.dynamic_changes(suite))
    assert "5000" not in text and "frontend:3000" not in text
    assert text.count("http://127.0.0.1:15003") == 1


def test_the_dashboard_stays_on_the_loopback(suite):
    text = traefik_conf.render(STATIC.read_text(), traefik_conf.static_changes(suite, Path("/d.yml")))
    assert 'address: "127.0.0.1:8080"' in text
    assert 'address: "[::1]:3333"' in text


def test_every_prefix_has_a_router_before_the_interface():
    text = DYNAMIC.read_text()
    for service in SERVICES:
        assert f"    {service.prefix}:\n" in text
        assert f"rule: PathPrefix(`/api/{service.prefix}`)\n      priority: 100" in text
    assert "rule: PathPrefix(`/`)\n      priority: 1\n" in text


def test_a_template_without_what_must_be_replaced_is_a_mistake():
    with pytest.raises(Problem, match="frontend:3000"):
        traefik_conf.render("http: {}", {"http://frontend:3000": "x"})


def test_a_file_that_says_the_same_is_not_written_again(tmp_path):
    file = tmp_path / "a.yml"
    traefik_conf.replace_if_changed(file, "uno")
    before = file.stat().st_ino
    traefik_conf.replace_if_changed(file, "uno")
    assert file.stat().st_ino == before
    traefik_conf.replace_if_changed(file, "dos")
    assert file.read_text() == "dos"


def test_the_server_block_of_the_container_moves_to_this_machine():
    text = nginx_conf.localise(SITE, 9080, Path("/mi clínica/out"), Path("/mi clínica/nginx"))
    assert "listen 127.0.0.1:9080 default_server;" in text
    assert "[::]" not in text
    assert 'root "/mi clínica/out";' in text
    assert 'alias "/mi clínica/out/x/";' in text
    assert 'include "/mi clínica/nginx/headers.inc";' in text


def test_a_server_block_that_listens_elsewhere_is_a_mistake():
    with pytest.raises(Problem, match="listen 3000"):
        nginx_conf.localise("server { listen 80; root /usr/share/nginx/html; }", 9080, Path("/o"), Path("/n"))
