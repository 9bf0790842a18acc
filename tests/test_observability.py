"""Prometheus's rules and Grafana's dashboards: checked by promtool where it is installed, and by reading them."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from common.suite import SERVICES, prefix

FOLDER = Path(__file__).parents[1] / "deploy" / "observability"
PROMETHEUS = FOLDER / "prometheus"
DASHBOARDS = sorted((FOLDER / "grafana" / "dashboards").glob("*.json"))
WIDTH = 24


def promtool(*arguments, **more):
    if shutil.which("promtool") is None:
        pytest.skip("promtool is not installed (Debian's package `prometheus`)")
    done = subprocess.run(["promtool", *map(str, arguments)], capture_output=True, text=True, **more)
    assert done.returncode == 0, done.stdout + done.stderr


def expressions(dashboard):
    """Every query of a dashboard, with Grafana's own variables filled in."""
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            yield target["expr"].replace("$service", "citas").replace("$__rate_interval", "1m")


@pytest.fixture(params=DASHBOARDS, ids=lambda path: path.stem)
def dashboard(request):
    return json.loads(request.param.read_text())


def test_the_configuration_is_valid(tmp_path):
    folder = shutil.copytree(PROMETHEUS, tmp_path / "prometheus")
    secret = tmp_path / "secret"
    secret.touch()
    config = folder / "prometheus.yml"
    config.write_text(config.read_text().replace("/run/clinic/metrics-client", str(secret)))
    promtool("check", "config", config)


def test_the_rules_do_what_they_say():
    promtool("test", "rules", PROMETHEUS / "tests" / "rules.yml")


def test_every_alert_is_tested():
    rules = yaml.safe_load((PROMETHEUS / "rules" / "alerts.yml").read_text())
    alerts = {rule["alert"] for group in rules["groups"] for rule in group["rules"]}
    tested = yaml.safe_load((PROMETHEUS / "tests" / "rules.yml").read_text())["tests"]
    fired = {case["alertname"] for test in tested for case in test["alert_rule_test"] if case["exp_alerts"]}
    assert fired == alerts


def test_every_service_and_relay_is_scraped():
    config = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())
    jobs = {job["job_name"]: job for job in config["scrape_configs"]}
    for job, kind in (("services", "service"), ("relays", "relay")):
        (found,) = jobs[job]["dns_sd_configs"]
        assert sorted(found["names"]) == sorted(f"{prefix(name)}-{kind}" for name in SERVICES)


def test_there_are_four_dashboards():
    assert [path.stem for path in DASHBOARDS] == ["clinic", "events", "service", "suite"]
    uids = {json.loads(path.read_text())["uid"] for path in DASHBOARDS}
    assert len(uids) == 4


def test_a_dashboard_is_whole(dashboard):
    panels = dashboard["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    taken = set()
    for panel in panels:
        assert panel["title"] and panel["datasource"]["uid"] == "prometheus"
        assert all(target["datasource"]["uid"] == "prometheus" for target in panel["targets"])
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= WIDTH
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, f"{panel['title']} lies on another panel"
        taken |= cells


def test_every_query_of_a_dashboard_is_valid(dashboard, tmp_path):
    rules = [{"record": f"query:{n}", "expr": expr} for n, expr in enumerate(expressions(dashboard))]
    file = tmp_path / "queries.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}))
    promtool("check", "rules", file)


def test_a_dashboard_asks_for_recorded_series_that_are_recorded(dashboard):
    rules = yaml.safe_load((PROMETHEUS / "rules" / "recording.yml").read_text())
    recorded = {rule["record"] for group in rules["groups"] for rule in group["rules"]}
    asked = {name for expr in expressions(dashboard) for name in re.findall(r"\bservice\w*:[\w:]+", expr)}
    assert asked <= recorded


def test_grafana_finds_its_data_source_and_its_dashboards():
    provisioning = FOLDER / "grafana" / "provisioning"
    (source,) = yaml.safe_load((provisioning / "datasources" / "prometheus.yml").read_text())["datasources"]
    assert (source["uid"], source["url"]) == ("prometheus", "http://prometheus:9090")
    (provider,) = yaml.safe_load((provisioning / "dashboards" / "dashboards.yml").read_text())["providers"]
    compose = yaml.safe_load((FOLDER.parents[1] / "docker-compose.yml").read_text())
    mounted = f"./deploy/observability/grafana/dashboards:{provider['options']['path']}:ro"
    assert mounted in compose["services"]["grafana"]["volumes"]
