"""The interface's own server block, served by a real Nginx over a small export."""

import http.client
import socket
import subprocess
import time

import pytest

from tools import settings
from tools.servers import nginx_conf
from tools.servers.embedded import free_port


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    home = tmp_path_factory.mktemp("front")
    number = free_port()
    pages = home / "pages"
    for name in ("", "pacientes", "pacientes/ver"):
        (pages / name).mkdir(parents=True, exist_ok=True)
        (pages / name / "index.html").write_text(f"<title>/{name}</title>")
    (pages / "404.html").write_text("<title>404</title>")
    (pages / "icono.svg").write_text("<svg/>")
    site = settings.ROOT / "frontend" / "nginx" / "default.conf"
    server = nginx_conf.localise(site.read_text(), number, pages, site.parent)
    mime = settings.ROOT / "tools" / "servers" / "mime.types"
    for folder in ("run", "run/body"):
        (home / folder).mkdir()
    conf = home / "nginx.conf"
    speaks_as = "user root root;" if nginx_conf.os.getuid() == 0 else ""
    conf.write_text(nginx_conf.MAIN.format(run=home / "run", mime=mime, user=speaks_as, server=server))
    process = subprocess.Popen([nginx_conf.binary(), "-p", str(home), "-e", "stderr", "-c", str(conf)])
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", number)) == 0:
                    break
            time.sleep(0.05)
        yield number
    finally:
        process.terminate()
        process.wait(10)


def get(port, path, host="clinica.ec"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, answer.headers.get("Location"), body


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("/pacientes", "/pacientes/"),
        ("/pacientes/ver?id=7", "/pacientes/ver/?id=7"),
        ("/pacientes?a=b%20c", "/pacientes/?a=b%20c"),
        ("/pacientes/index.html?id=7", "/pacientes/?id=7"),
        ("/index.html", "/"),
    ],
)
def test_a_page_has_one_address(port, asked, page):
    """Without its slash the page would be another one to the router, which draws it from nothing (React #418)."""
    status, location, _ = get(port, asked, host="evil.example")
    assert (status, location) == (308, page)
    assert get(port, page)[0] == 200


def test_what_is_no_page_is_not_redirected(port):
    assert get(port, "/icono.svg")[0] == 200
    assert get(port, "/")[0] == 200
    for path in (
        "/nada",
        "/nada/",
        "//evil.example",
        "/pacientes/index.html/",
        "/a%0d%0aX:y/index.html",
    ):
        status, location, _ = get(port, path)
        assert (status, location) == (404, None), path


def test_a_redirect_never_leaves_this_origin(port):
    """Slashes are merged before a page is looked for: what comes back is a path of ours, not `//host`."""
    status, location, _ = get(port, "//pacientes")
    assert (status, location) == (308, "/pacientes/")
