"""Traefik with the arguments of docker-compose.prod.yml gets its certificate from Pebble, Let's Encrypt's own ACME
server for tests, and stands before the running suite with it."""

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import stat
import subprocess
import time
from contextlib import closing, contextmanager

import pytest
import requests
import yaml

from tests import certificate
from tools import settings
from tools.servers.embedded import free_port
from tools.servers.traefik_conf import FOLDER, binary, render

DOMAIN = "clinica.example.com"
SECONDS = 60
DAY = 24 * 3600
PORTS = ("acme", "roots", "dns", "names", "tls", "plain", "ping")


@pytest.fixture
def place(tmp_path):
    """(folder, ports) of everybody; the folder holds the certificate of Pebble's own address."""
    if shutil.which("pebble") is None:
        pytest.skip("pebble is not installed (Debian's package `pebble`)")
    certificate.write(tmp_path / "pebble.pem", tmp_path / "pebble.key")
    # Beside traefik.yml it would read that file instead of its arguments.
    (tmp_path / "plugins-local").symlink_to(FOLDER / "plugins-local")
    return tmp_path, {name: free_port() for name in PORTS}


@contextmanager
def process(folder, command, ready, **environment):
    """A process, from when `ready()` answers until the block ends."""
    with (
        open(folder / f"{os.path.basename(command[0])}.log", "ab") as log,
        subprocess.Popen(
            command, stdout=log, stderr=log, env=os.environ | environment, cwd=folder
        ) as running,
    ):
        try:
            until(ready, lambda: running.poll() is None)
            yield
        finally:
            running.terminate()
            running.wait(40)


def until(answer, alive=lambda: True, wanted=lambda found: True):
    """What is answered once somebody answers what is wanted."""
    limit = time.monotonic() + SECONDS
    while True:
        try:
            found = answer()
            if wanted(found):
                return found
        except (requests.RequestException, OSError) as trouble:
            found = trouble
        assert alive(), "the process ended"
        assert time.monotonic() < limit, found
        time.sleep(0.2)


def asked(url, **options):
    answer = requests.get(url, timeout=5, **options)
    answer.raise_for_status()
    return answer.text


@contextmanager
def pebble(place, days):
    """The ACME server, whose certificates last so many days, and a name server for which every name is this machine.
    The root, which Pebble makes anew at each start, is in root.pem."""
    folder, ports = place
    config = {
        "listenAddress": f"127.0.0.1:{ports['acme']}",
        "managementListenAddress": f"127.0.0.1:{ports['roots']}",
        "certificate": str(folder / "pebble.pem"),
        "privateKey": str(folder / "pebble.key"),
        "tlsPort": ports["tls"],
        "certificateValidityPeriod": days * DAY,
    }
    (folder / "pebble.json").write_text(json.dumps({"pebble": config}))
    dns = f"127.0.0.1:{ports['dns']}"
    names = ["pebble-challtestsrv", "-dns01", dns, "-management", f"127.0.0.1:{ports['names']}"]
    names += ["-defaultIPv6", "", "-http01", "", "-https01", "", "-tlsalpn01", ""]
    server = ["pebble", "-config", str(folder / "pebble.json"), "-dnsserver", dns]

    def named():
        socket.create_connection(("127.0.0.1", ports["names"])).close()

    def root():
        return asked(f"https://127.0.0.1:{ports['roots']}/roots/0", verify=folder / "pebble.pem")

    with process(folder, names, named), process(folder, server, root, PEBBLE_VA_NOSLEEP="1"):
        (folder / "root.pem").write_text(root())
        yield


@contextmanager
def traefik(place):
    """Production's Traefik at this machine's addresses, in front of the running suite."""
    folder, ports = place
    # Compose's own tags say how two files are put together.
    text = re.sub(r" !(reset|override)\b", "", (settings.ROOT / "docker-compose.prod.yml").read_text())
    production = yaml.safe_load(text)
    dynamic = yaml.safe_load((settings.load().run / "traefik-dynamic.yml").read_text())
    dynamic["http"]["middlewares"]["hsts"] = {
        "headers": {label.rpartition(".")[2]: value for label, value in production["x-hsts"].items()}
    }
    home = {label.rpartition(".")[2]: value for label, value in production["x-home"].items()}
    redirect = {name: home[name] for name in ("regex", "replacement", "permanent")}
    redirect["replacement"] = f"https://{DOMAIN}"
    dynamic["http"]["middlewares"]["home"] = {"redirectRegex": redirect}
    router = {"entryPoints": [home["entrypoints"]], "rule": home["rule"], "service": home["service"]}
    dynamic["http"]["routers"]["home"] = router | {"middlewares": [home["middlewares"]]}
    (folder / "dynamic.yml").write_text(yaml.safe_dump(dynamic))
    chosen = {"DOMAIN": DOMAIN, "ACME_EMAIL": "sistemas@example.com"}
    chosen["ACME_CA_SERVER"] = f"https://127.0.0.1:{ports['acme']}/dir"
    said = "\n".join(production["services"]["traefik"]["command"])
    said = re.sub(r"\$\{(\w+)[^}]*\}", lambda found: chosen[found[1]], said)
    said = render(
        said,
        {
            "--providers.docker=true": f"--providers.file.filename={folder}/dynamic.yml",
            "--providers.docker.exposedbydefault=false\n": "",
            "--providers.docker.network=traefik-net\n": "",
            "hsts@docker": "hsts@file",
            ":3333": f"127.0.0.1:{ports['tls']}",
            ":8000": f"127.0.0.1:{ports['plain']}",
            ":8080": f"127.0.0.1:{ports['ping']}",
            "/acme/acme.json": f"{folder}/acme.json",
        },
    )

    def ready():
        return asked(f"http://127.0.0.1:{ports['ping']}/ping")

    with process(
        folder, [binary(), *said.split("\n")], ready, LEGO_CA_CERTIFICATES=str(folder / "pebble.pem")
    ):
        yield


def visit(place, path):
    """(answer, serial number) for somebody who opens https://DOMAIN and believes Pebble's root alone."""
    folder, ports = place
    believed = ssl.create_default_context(cafile=folder / "root.pem")
    with (
        socket.create_connection(("127.0.0.1", ports["tls"]), timeout=10) as plain,
        believed.wrap_socket(plain, server_hostname=DOMAIN) as connection,
    ):
        client = http.client.HTTPConnection(DOMAIN)
        client.sock = connection
        client.request("GET", path)
        return client.getresponse(), connection.getpeercert()["serialNumber"]


def sent_to(place, path):
    """(status, where to) for somebody who comes without TLS and calls the clinic by another name."""
    _, ports = place
    with closing(http.client.HTTPConnection("127.0.0.1", ports["plain"], timeout=10)) as client:
        client.request("GET", path, headers={"Host": "evil.example"})
        answer = client.getresponse()
        return answer.status, answer.headers["Location"]


def test_a_certificate_is_asked_for_kept_and_not_asked_for_again(place):
    folder, _ = place
    with pebble(place, days=90):
        with traefik(place):
            answer, serial = until(lambda: visit(place, "/api/auth/health"))
            assert answer.status == 200
            assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
            assert visit(place, "/ingresar/")[0].status == 200
            assert sent_to(place, "/pacientes/?x=1") == (301, f"https://{DOMAIN}/pacientes/?x=1")
    kept = folder / "acme.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    before = kept.read_text()
    # Nobody issues certificates now.
    with traefik(place):
        answer, again = until(lambda: visit(place, "/api/auth/health"))
        assert (answer.status, again) == (200, serial)
    assert kept.read_text() == before


def test_a_certificate_that_soon_ends_is_replaced(place):
    with pebble(place, days=20):
        with traefik(place):
            _, first = until(lambda: visit(place, "/api/auth/health"))
        with traefik(place):
            until(lambda: visit(place, "/api/auth/health"), wanted=lambda found: found[1] != first)
