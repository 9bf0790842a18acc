"""A real Prometheus reads the running suite with a metrics:read token; what it then answers is what operators see."""

import json
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
import requests
import yaml

from tests.running import clinic
from tools import settings
from tools.servers.embedded import free_port
from tools.suite.services import SERVICES

FOLDER = Path(__file__).parents[2] / "deploy" / "observability"
SECONDS = 90


def localised(suite, port):
    """The project's prometheus.yml with this machine's addresses, and quicker."""
    config = yaml.safe_load((FOLDER / "prometheus" / "prometheus.yml").read_text())
    config["global"] = {"scrape_interval": "2s", "scrape_timeout": "2s", "evaluation_interval": "2s"}
    places = {
        "services": {service.prefix: service.port(suite) for service in SERVICES},
        "relays": {service.prefix: service.relay_port(suite) for service in SERVICES},
        "traefik": {"traefik": suite.dashboard_port},
        "prometheus": {"prometheus": port},
    }
    for job in config["scrape_configs"]:
        job.pop("dns_sd_configs", None)
        job.pop("relabel_configs", None)
        job["static_configs"] = [
            {"targets": [f"127.0.0.1:{where}"], "labels": {"service": name}}
            for name, where in places[job["job_name"]].items()
        ]
        if "oauth2" in job:
            auth = next(service for service in SERVICES if service.name == "auth")
            job["oauth2"]["client_secret_file"] = str(suite.secrets / "metrics-client")
            job["oauth2"]["token_url"] = f"http://127.0.0.1:{auth.port(suite)}/api/auth/token"
    return config


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory):
    """`prometheus("up")`: {labels: value} of an instant query."""
    program = shutil.which("prometheus")
    if program is None:
        pytest.skip("prometheus is not installed (Debian's package `prometheus`)")
    suite, port, folder = settings.load(), free_port(), tmp_path_factory.mktemp("prometheus")
    shutil.copytree(FOLDER / "prometheus" / "rules", folder / "rules")
    (folder / "prometheus.yml").write_text(yaml.safe_dump(localised(suite, port)))
    command = [program, f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data"]
    command.append(f"--web.listen-address=127.0.0.1:{port}")
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)

    def query(expression):
        answer = requests.get(
            f"http://127.0.0.1:{port}/api/v1/query", params={"query": expression}, timeout=10
        ).json()
        assert answer["status"] == "success", (expression, answer)
        return [(row["metric"], float(row["value"][1])) for row in answer["data"]["result"]]

    query.until = lambda expression, wanted: until(process, query, expression, wanted)
    yield query
    process.terminate()
    process.wait(20)


def until(process, query, expression, wanted):
    """What the query answers once `wanted` says so."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            found = query(expression)
        # It listens before it is ready, and answers then without JSON.
        except (requests.ConnectionError, requests.JSONDecodeError):
            found = []
        if wanted(found):
            return found
        assert process.poll() is None, "prometheus ended"
        assert time.monotonic() < deadline, (expression, found)
        time.sleep(0.5)


def test_all_is_up(prometheus):
    everyone = {service.prefix for service in SERVICES}
    for job in ("services", "relays"):
        found = prometheus.until(f'up{{job="{job}"}} == 1', lambda rows: len(rows) == len(SERVICES))
        assert {metric["service"] for metric, _ in found} == everyone
    prometheus.until('up{job="traefik"} == 1', bool)
    assert {value for _, value in prometheus("database_answers")} == {1.0}


def test_requests_are_counted_by_route_and_deliveries_by_result(prometheus, admin):
    rule = "/api/historia-clinica/patients/<int:id>"
    counter = (
        "sum by (service) (http_request_duration_seconds_count"
        f'{{service="historia-clinica",method="GET",status="200",url_rule="{rule}"}})'
    )
    prometheus.until('up{service="historia-clinica",job="services"} == 1', bool)
    before = sum(value for _, value in prometheus(counter))
    told = 'sum(deliveries_total{service="historia-clinica",subscriber="logs",result="delivered"})'
    told_before = sum(value for _, value in prometheus(told))
    for _ in range(3):
        patient = clinic.new_patient(admin)
        assert admin.get(f"/api/historia-clinica/patients/{patient['id']}").status_code == 200
    ((metric, _),) = prometheus.until(counter, lambda rows: rows and rows[0][1] == before + 3)
    assert metric == {"service": "historia-clinica"}
    prometheus.until(told, lambda rows: rows and rows[0][1] >= told_before + 3)
    registered = prometheus('clinic_patients_registered_today{service="historia-clinica"}')
    assert registered[0][1] >= 3


def test_the_rules_are_evaluated_and_nothing_is_wrong(prometheus):
    prometheus.until("service:outbox_oldest_seconds:max", bool)
    prometheus.until("service:http_requests:rate5m", lambda rows: len(rows) >= 1)
    critical = prometheus('ALERTS{alertstate="firing",severity="critical"}')
    assert critical == []


def test_every_query_of_the_dashboards_is_answered_from_series_that_exist(prometheus, admin):
    prometheus.until("clinic_users_active", bool)
    known = {metric["__name__"] for metric, _ in prometheus('group by (__name__) ({__name__!=""})')}
    # Nothing of these happens in a suite that is well, or was just started.
    rare = {"ALERTS", "rate_limit_refusals_total", "clinic_payments_today", "clinic_collected_today_usd"}
    rare |= {"clinic_appointments_today", "clinic_einvoice_certificate_days"}
    for file in sorted((FOLDER / "grafana" / "dashboards").glob("*.json")):
        for panel in json.loads(file.read_text())["panels"]:
            for target in panel["targets"]:
                expr = target["expr"].replace("$service", "auth").replace("$__rate_interval", "1m")
                prometheus(expr)
                names = set(re.findall(r"\b(?:clinic|db_pool|database|traefik|outbox)_\w+", expr))
                assert names <= known | rare, (file.name, panel["title"], names - known - rare)
