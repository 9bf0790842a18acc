"""What Traefik says by itself, from a real Traefik with our routers before a service that is there, and ones that are
not: all problems, and none of it in the place of what a service says."""

import http.client
import json
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import yaml

from tools import settings
from tools.servers import traefik_conf
from tools.servers.embedded import free_port

ID = "a-request-of-mine"


class Service(BaseHTTPRequestHandler):
    """Answers with the status in the path, as a service would, once `open` is set."""

    open = threading.Event()
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        status = int(self.path.rpartition("/")[2])
        if status == 200:
            self.open.wait(10)
        body = json.dumps({"status": status, "detail": "Lo dice el servicio."}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/problem+json")
        self.send_header("Retry-After", "37")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Of a Traefik where `auth` is there, `citas` has no replica that is well, and nothing else is there."""
    folder = tmp_path_factory.mktemp("traefik")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    number, dashboard, nobody = free_port(), free_port(), free_port()
    dynamic = yaml.safe_load((traefik_conf.FOLDER / "dynamic.yml").read_text())["http"]
    for name, service in dynamic["services"].items():
        there = server.server_port if name == "auth" else nobody
        service["loadBalancer"]["servers"] = [{"url": f"http://127.0.0.1:{there}"}]
    dynamic["services"]["citas"]["loadBalancer"]["healthCheck"] = {"path": "/200", "interval": "1s"}
    dynamic["middlewares"]["crowd"]["inFlightReq"]["amount"] = 2
    dynamic["middlewares"]["retry"]["retry"] = {"attempts": 2, "initialInterval": "10ms"}
    (folder / "dynamic.yml").write_text(yaml.safe_dump({"http": dynamic}))
    suite = settings.build(
        {"CLINICA_HOME": str(folder), "HTTP_PORT": str(number), "DASHBOARD_PORT": str(dashboard)}
    )
    changes = traefik_conf.static_changes(suite, folder / "dynamic.yml")
    text = (traefik_conf.FOLDER / "traefik.yml").read_text()
    (folder / "traefik.yml").write_text(traefik_conf.render(text, changes))
    command = [traefik_conf.binary(), f"--configFile={folder}/traefik.yml"]
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(command, cwd=traefik_conf.FOLDER, stdout=log, stderr=log)
    try:
        wait_until(lambda: get(number, "/api/auth/404")[0] == 404)
        wait_until(lambda: get(number, "/api/citas/")[0] == 503)
        yield number
    finally:
        process.terminate()
        process.wait(30)
        server.shutdown()
        server.server_close()


def wait_until(ready):
    for _ in range(200):
        try:
            if ready():
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("Traefik does not come")


def get(port, path, id=ID, address="127.0.0.1"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15, source_address=(address, 0))
    connection.request("GET", path, headers={"X-Request-Id": id})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, answer.headers, body


def is_problem(answer, status, retry_after="2"):
    found, headers, body = answer
    assert found == status, body
    assert headers["Content-Type"] == "application/problem+json", body
    assert headers["Retry-After"] == retry_after and headers["Cache-Control"] == "no-store"
    said = json.loads(body)
    assert said["status"] == status and said["title"] and said["detail"].endswith(".")
    assert said["request_id"] == headers["X-Request-Id"]
    return said


def test_a_service_that_does_not_answer_is_a_problem_without_nginx(port):
    assert is_problem(get(port, "/api/inventario/products"), 502)["request_id"] == ID


def test_the_interface_that_does_not_answer_is_a_problem(port):
    is_problem(get(port, "/pacientes/"), 502)


def test_a_service_without_a_replica_that_is_well_is_a_problem(port):
    is_problem(get(port, "/api/citas/appointments"), 503)


def test_too_many_from_one_address_is_a_problem(port):
    Service.open.clear()
    waiting = [threading.Thread(target=get, args=(port, "/api/auth/200")) for _ in range(6)]
    for thread in waiting:
        thread.start()
    try:
        wait_until(lambda: get(port, "/api/auth/404")[0] == 429)
        assert "demasiadas" in is_problem(get(port, "/api/auth/404"), 429)["detail"]
        assert get(port, "/api/auth/404", address="127.0.0.2")[0] == 404, "the others are not counted with it"
    finally:
        Service.open.set()
        for thread in waiting:
            thread.join()


def test_a_body_too_large_is_a_problem(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    connection.request("POST", "/api/auth/login", body=b"x" * 3_000_000)
    answer = connection.getresponse()
    is_problem((answer.status, answer.headers, answer.read().decode()), 413, retry_after=None)
    connection.close()


@pytest.mark.parametrize("status", [400, 429, 500, 502, 503, 504])
def test_what_a_service_says_stays_as_it_says_it(port, status):
    found, headers, body = get(port, f"/api/auth/{status}")
    assert (found, headers["Retry-After"]) == (status, "37")
    assert json.loads(body) == {"status": status, "detail": "Lo dice el servicio."}


def test_an_id_that_is_none_is_replaced(port):
    strange = is_problem(get(port, "/api/inventario/", id='a "quoted" one'), 502)
    assert strange["request_id"].isalnum()
