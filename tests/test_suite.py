"""Whatever names the services says what common/suite.py says: a service is added, or called otherwise, everywhere at once."""

import configparser
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from common.permissions import PERMISSIONS
from common.suite import CARRIERS, SERVICES, prefix
from tests import routing
from tools.suite import services as runner

ROOT = Path(__file__).parents[1]
PREFIXES = {prefix(service) for service in SERVICES}
BOTH = {f"{name}-{kind}" for name in PREFIXES for kind in ("service", "relay")}
# The last migration before their names said whom they concern.
IRREGULAR_UNTIL = "0010"


class Loader(yaml.SafeLoader):
    """Reads Compose's `!override` and `!reset` as what follows them."""


for tag in ("!override", "!reset"):
    Loader.add_constructor(tag, lambda loader, node: yaml_value(loader, node))


def yaml_value(loader, node):
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)


def read(path):
    return yaml.load((ROOT / path).read_text(), Loader)


def applications(containers):
    """The containers that are a service or a service's relay."""
    return {name for name in containers if re.fullmatch(r".+-(service|relay)", name)}


def routed(labels):
    """{router: its path} of the routers that lead to a prefix of /api."""
    rules = {name: re.fullmatch(r"PathPrefix\(`/api/([^`]+)`\)", text) for name, text in labels.items()}
    return {
        re.fullmatch(r"traefik\.http\.routers\.(.+)\.rule", name)[1]: found[1] for name, found in rules.items() if found
    }  # fmt: skip


def test_there_is_a_folder_for_each_service_and_for_nothing_else():
    assert {path.name for path in (ROOT / "services").iterdir() if path.is_dir()} == set(SERVICES)


def test_the_runner_starts_these_services_in_this_order():
    assert [(service.name, service.prefix) for service in runner.SERVICES] == [
        (name, prefix(name)) for name in SERVICES
    ]


def test_traefik_leads_to_each_of_them_by_file_and_by_label():
    expected = {name: name for name in PREFIXES}
    assert routed(routing.from_file()) == expected
    labels = routing.from_compose()
    for name in PREFIXES:
        assert routed(labels[f"{name}-service"]) == {name: name}
    swarm = {
        name: container["deploy"]["labels"]
        for name, container in read("deploy/swarm/stack.yml")["services"].items()
        if name in BOTH and "labels" in container.get("deploy", {})
    }
    assert {name: routed(swarm[f"{name}-service"]) for name in PREFIXES} == {
        name: {name: name} for name in PREFIXES
    }


@pytest.mark.parametrize("path", ["docker-compose.yml", "docker-compose.prod.yml", "deploy/swarm/stack.yml"])
def test_each_has_a_container_and_its_relay_another(path):
    containers = read(path)["services"]
    assert applications(containers) == BOTH
    for service in SERVICES:
        relay = containers[f"{prefix(service)}-relay"]
        if "command" in relay:
            assert relay["command"] == ["python", "-m", "common.run.relay", service]


@pytest.mark.parametrize("path", ["docker-compose.yml", "deploy/swarm/stack.yml"])
def test_whoever_sets_up_knows_the_secrets_of_each(path):
    containers = read(path)["services"]
    passwords = {name for name in containers["migrate"]["environment"] if name.startswith("DB_PASSWORD_")}
    assert passwords == {f"DB_PASSWORD_{name.upper()}_FILE" for name in SERVICES}
    clients = {
        name for name in containers["setup"]["environment"] if name.startswith("SERVICE_CLIENT_SECRET_")
    }
    assert clients == {
        "SERVICE_CLIENT_SECRET_FILE",
        *(f"SERVICE_CLIENT_SECRET_{name.upper()}_FILE" for name in SERVICES),
    }


@pytest.mark.parametrize(("script", "names"), [("secrets", set(SERVICES)), ("update", PREFIXES)])
def test_the_scripts_of_swarm_go_through_all(script, names):
    text = (ROOT / f"deploy/swarm/{script}.sh").read_text()
    assert [set(loop.split()) for loop in re.findall(r"^for \w+ in (auth .+); do$", text, re.M)] == [names]


def test_prometheus_reads_each_and_its_relay():
    jobs = {
        job["job_name"]: job
        for job in read("deploy/observability/prometheus/prometheus.yml")["scrape_configs"]
    }
    for job, kind in (("services", "service"), ("relays", "relay")):
        [where] = jobs[job]["dns_sd_configs"]
        assert set(where["names"]) == {f"{name}-{kind}" for name in PREFIXES}


def test_tests_and_contracts_of_imports_know_each():
    found = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"][
        "pythonpath"
    ]
    assert set(found) == {".", *(f"services/{name}/src" for name in SERVICES)}
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    assert set(contracts["importlinter"]["root_packages"].split()) == {"common", *SERVICES}
    for contract, option in (("apart", "modules"), ("common-below", "forbidden_modules")):
        assert set(contracts[f"importlinter:contract:{contract}"][option].split()) == set(SERVICES), contract


def test_the_interface_calls_them_by_the_same_names():
    text = (ROOT / "frontend/src/config/services.ts").read_text()
    found = re.findall(r'key: "([^"]+)", prefix: "([^"]+)"', text)
    assert dict(found) == {name: prefix(name) for name in SERVICES} and len(found) == len(SERVICES)


def test_the_interface_has_words_for_every_permission():
    """A person reads «Registro: ver», not logs:read; the matrix of a role groups what it knows."""
    words = (ROOT / "frontend/src/config/permissions.ts").read_text()
    groups = (ROOT / "frontend/src/entities/role/permissions.ts").read_text()
    for noun, verb in (name.split(":") for name in PERMISSIONS):
        known = (re.search(rf'^  "?{word}"?: ', words, re.M) for word in (noun, verb))
        assert all(known), f"{noun}:{verb}"
        assert f'"{noun}"' in groups, noun


PUBLISHED = re.compile(r'f?"([a-z_]+\.[a-z_{}]+)",\s*(?:\w+ or )?f"([a-z_]+):')


def test_the_interface_has_words_for_what_events_say():
    """A person reads «Hora apartada que se liberó» about «Hora apartada 7», not hold.released about hold:7."""
    sources = (path.read_text() for path in ROOT.glob("services/*/src/**/*.py"))
    published = {match for source in sources for match in PUBLISHED.findall(source)}
    assert len(published) > 80
    labels = "".join(path.read_text() for path in (ROOT / "frontend/src/lib").glob("events*.ts"))
    things = (ROOT / "frontend/src/lib/things.ts").read_text()
    # Of a type whose last word is decided as it runs, only what it is about is known here.
    assert [type for type, _ in published if "{" not in type and f'  "{type}": ' not in labels] == []
    assert [thing for _, thing in published if not re.search(rf"^  {thing}: ", things, re.M)] == []
    named = (ROOT / "frontend/src/config/services.ts").read_text()
    assert [name for name in CARRIERS if f"  {name}: " not in named] == []


def concerned(path):
    """Whom a migration concerns, by its name: NNNN_<service>_<what>.py, or NNNN_every_<what>.py for all."""
    words = path.stem[5:]
    named = [service for service in SERVICES if words.startswith(f"{service}_")]
    assert named or words.startswith("every_"), f"{path.name} does not say whom it concerns"
    return named or SERVICES


def test_each_service_asks_for_its_newest_migration():
    """An older database then answers 503 with the reason, instead of failing in the middle of somebody's work."""
    newest = {}
    for path in sorted((ROOT / "migrations" / "versions").glob("[0-9]*.py")):
        if path.stem[:4] > IRREGULAR_UNTIL:
            newest |= dict.fromkeys(concerned(path), path.stem[:4])
    asked = {
        service: re.search(r'\brevision="(\d{4})"', (ROOT / f"services/{service}/src/{service}/__init__.py").read_text())[1]
        for service in SERVICES
    }  # fmt: skip
    assert asked == newest
