"""The compose files, read by Docker Compose itself where it is installed."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from common.config import MAX_BODY, MAX_UPLOAD
from common.suite import SERVICES, prefix
from tests import routing
from tools.servers.postgres import DISCREET

ROOT = Path(__file__).parents[1]
PRODUCTION = {"DOMAIN": "clinica.example.com", "ACME_EMAIL": "sistemas@example.com"}
NEEDED = ("DOMAIN", "ACME_EMAIL", "DATABASE_URL_FILE", "REDIS_URL_FILE")
APPLICATIONS = [f"{prefix(name)}-service" for name in SERVICES]
RELAYS = [f"{prefix(name)}-relay" for name in SERVICES]


def has_compose():
    docker = shutil.which("docker")
    return docker and subprocess.run([docker, "compose", "version"], capture_output=True).returncode == 0


@pytest.fixture
def compose(tmp_path):
    """`compose("prod", DOMAIN=...)`: docker-compose.yml under that override, as Docker understands it."""
    if not has_compose():
        pytest.skip("Docker Compose is not installed")

    def config(*overrides, refused=None, **environment):
        command = ["docker", "compose", "--env-file", os.devnull, "-f", "docker-compose.yml"]
        for name in overrides:
            command += ["-f", f"docker-compose.{name}.yml"]
        clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        done = subprocess.run(
            [*command, "--profile", "*", "config", "--format", "json"],
            cwd=ROOT, env=clean | environment, capture_output=True, text=True,
        )  # fmt: skip
        if refused:
            assert done.returncode != 0 and refused in done.stderr, done.stderr
            return None
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return config


@pytest.fixture
def production(tmp_path):
    for name in ("database-url", "redis-url"):
        (tmp_path / name).write_text("a secret")
    return PRODUCTION | {
        "DATABASE_URL_FILE": str(tmp_path / "database-url"),
        "REDIS_URL_FILE": str(tmp_path / "redis-url"),
    }


def published(services):
    return {
        name: sorted((port.get("host_ip", "0.0.0.0"), int(port["published"])) for port in service["ports"])
        for name, service in services.items()
        if service.get("ports")
    }


def test_only_the_way_in_is_published(compose):
    services = compose()["services"]
    assert published(services) == {
        "traefik": [("0.0.0.0", 3333), ("127.0.0.1", 8080)],
        "prometheus": [("127.0.0.1", 9090)],
        "grafana": [("127.0.0.1", 3000)],
    }


@pytest.mark.parametrize("overrides", [(), ("file-provider",)])
def test_no_container_can_do_more_than_it_must(compose, overrides):
    for name, service in compose(*overrides)["services"].items():
        assert service["cap_drop"] == ["ALL"] and service["read_only"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert not service.get("cap_add") or name == "postgres", name
        assert service["logging"]["options"]["max-size"], name


def test_a_backup_sees_its_own_folder_and_only_a_restoration_writes_there(compose):
    services = compose()["services"]
    for name, may_write in (("backup", False), ("restore", True)):
        (secrets,) = [volume for volume in services[name]["volumes"] if volume.get("source") == "secrets"]
        assert secrets["volume"]["subpath"] == "backup"
        assert secrets.get("read_only", False) is not may_write
        assert services[name]["profiles"] == ["backup"], "never started by `up`"


def test_images_are_pinned_to_a_version(compose):
    for service in compose()["services"].values():
        image = service["image"]
        assert image.startswith("omniclinica/") or image.partition(":")[2] not in ("", "latest"), image


def test_production_has_no_servers_of_its_own_and_limits_for_everybody(compose, production):
    services = compose("prod", **production)["services"]
    assert {"postgres", "redis"}.isdisjoint(services)
    for name in (*APPLICATIONS, *RELAYS, "traefik", "frontend"):
        limits = services[name]["deploy"]["resources"]["limits"]
        assert limits["memory"] and limits["cpus"] and limits["pids"], name
        assert services[name]["logging"]["options"] == {"max-size": "20m", "max-file": "10"}
        assert {"postgres", "redis"}.isdisjoint(services[name].get("depends_on") or {}), name


def test_production_cannot_be_talked_into_debug(compose, production):
    loose = {
        "ENVIRONMENT": "development",
        "FLASK_DEBUG": "1",
        "JWT_ALGORITHM": "HS256",
        "TLS_ENABLED": "false",
    }
    services = compose("prod", **production, **loose)["services"]
    for name in (*APPLICATIONS, *RELAYS, "setup"):
        environment = services[name]["environment"]
        assert environment["ENVIRONMENT"] == "production" and environment["JWT_ALGORITHM"] == "RS256"
        assert environment["FLASK_DEBUG"] == "false" and environment["TLS_ENABLED"] == "true"


def test_in_production_traefik_speaks_tls_and_only_redirects_without_it(compose, production):
    plain = compose()["services"]["traefik"]["command"]
    traefik = compose("prod", **production)["services"]["traefik"]
    assert set(plain) <= set(traefik["command"]), "all that docker-compose.yml says, and more"
    assert published({"traefik": traefik}) == {
        "traefik": [("0.0.0.0", 80), ("0.0.0.0", 443), ("127.0.0.1", 8080)]
    }
    said = " ".join(traefik["command"])
    assert "--entrypoints.web.http.tls.certresolver=letsencrypt" in said
    assert "--entrypoints.web.http.tls.domains[0].main=clinica.example.com" in said
    assert "acme.caserver=https://acme-v02.api.letsencrypt.org/directory" in said
    trial = "https://acme-staging-v02.api.letsencrypt.org/directory"
    traefik = compose("prod", **production, ACME_CA_SERVER=trial)["services"]["traefik"]
    assert f"--certificatesresolvers.letsencrypt.acme.caserver={trial}" in traefik["command"]


@pytest.mark.parametrize("missing", NEEDED)
def test_production_does_not_start_without(compose, production, missing):
    del production[missing]
    compose("prod", refused=missing, **production)


def test_no_secret_is_in_an_environment(compose, production):
    for service in compose("prod", **production)["services"].values():
        for name, value in (service.get("environment") or {}).items():
            secret = any(word in name for word in ("PASSWORD", "SECRET", "DATABASE_URL", "REDIS_URL"))
            assert not secret or name.endswith(("_FILE", "_HOURS")), name
            assert value != "a secret"


def test_without_the_socket_traefik_reads_a_file(compose):
    traefik = compose("file-provider")["services"]["traefik"]
    assert traefik["command"] == ["--configFile=/etc/traefik/traefik.yml"]
    assert [volume["target"] for volume in traefik["volumes"]] == ["/etc/traefik", "/plugins-local"]


@pytest.mark.parametrize("path", ["docker-compose.yml", "deploy/swarm/servers.yml"])
def test_postgresqls_log_says_nothing_of_people_in_a_container_either(path):
    command = yaml.safe_load((ROOT / path).read_text())["services"]["postgres"]["command"]
    assert {f"-c{name}={value}" for name, value in DISCREET.items()} <= set(command)


def test_the_labels_say_what_the_file_says():
    labels = routing.from_compose()
    everything = labels.pop("traefik")
    assert everything == routing.from_file()
    for container, own in labels.items():
        ports = {name: text for name, text in own.items() if name.endswith(".loadbalancer.server.port")}
        (name, port), *others = ports.items()
        assert everything[name.replace(".port", ".url")] == f"http://{container}:{port}" and not others
        assert own.items() - ports.items() <= everything.items(), container


def test_a_swarm_routes_as_one_machine_does():
    """But for health checks, which only replicas need."""
    services = yaml.safe_load((ROOT / "deploy" / "swarm" / "stack.yml").read_text())["services"]
    labels = [services[name]["deploy"].get("labels", {}) for name in (*APPLICATIONS, "frontend")]
    said = {name: text for own in labels for name, text in own.items() if ".services." not in name}
    assert said.pop("traefik.enable") == "true"
    assert said == {
        name: text
        for name, text in routing.from_file().items()
        if ".services." not in name and ".routers.dashboard." not in name
    }


def test_every_service_and_the_interface_have_a_way_in():
    assert routing.from_compose().keys() == {*APPLICATIONS, "frontend", "traefik"}


def test_no_body_is_too_large_for_traefik_alone_or_for_a_service_alone():
    labels = routing.from_file()
    assert labels["traefik.http.middlewares.whole.buffering.maxrequestbodybytes"] == str(MAX_BODY)
    assert labels["traefik.http.middlewares.file.buffering.maxrequestbodybytes"] == str(MAX_UPLOAD)


def test_a_service_and_its_backup_see_its_files_and_nobody_else_does():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    for volume in ("historia-clinica-files", "facturacion-files"):
        seen = {
            name: (found["target"], found.get("read_only", False))
            for name, service in services.items()
            for found in service.get("volumes", ())
            if isinstance(found, dict) and found.get("source") == volume
        }
        service = volume.removesuffix("-files")
        place = f"/files/{service.replace('-', '_')}"
        assert seen == {
            f"{service}-service": ("/files", False),
            # Copies of a record are written by its relay.
            **({f"{service}-relay": ("/files", False)} if service == "historia-clinica" else {}),
            "backup": (place, True),
            "restore": (place, False),
        }


def test_flags_and_file_start_the_same_traefik():
    """Of traefik.yml, only where the dynamic part comes from is another."""
    static = yaml.safe_load((ROOT / "traefik" / "traefik.yml").read_text())
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    flags = dict(flag.removeprefix("--").split("=") for flag in compose["services"]["traefik"]["command"])
    assert {name for name in flags if name.startswith("providers.")} == {
        "providers.docker", "providers.docker.exposedbydefault", "providers.docker.network"
    }  # fmt: skip
    assert set(static.pop("providers")) == {"file"}
    # A flag that turns a section on says nothing where a flag of that section follows.
    sections = {"accesslog", "metrics.prometheus", "ping"}
    given = {name: text for name, text in flags.items() if name.split(".")[0] != "providers"}
    assert {n: t.lower() for n, t in given.items() if n not in sections} == {
        name: text.lower() for name, text in flat(static).items()
    }


def flat(value, name=""):
    """{flag: text} of the file's nested configuration; names of headers keep their case."""
    if not isinstance(value, dict):
        return {name: str(value)}
    found = {}
    for key, inner in value.items():
        key = key if name.endswith("headers.names") else key.lower()
        found |= flat(inner, f"{name}.{key}" if name else key)
    return found
