"""The compose files, read by Docker Compose itself where it is installed."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from common.config import SERVICES, prefix

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
            [*command, "--profile", "observability", "config", "--format", "json"],
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
        assert service.get("cap_drop") == ["ALL"] or name == "postgres", name
        assert service.get("read_only") or name == "postgres", name
        assert service["logging"]["options"]["max-size"], name


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
            assert not secret or name.endswith("_FILE"), name
            assert value != "a secret"


def test_without_the_socket_the_same_routers_come_from_a_file(compose):
    traefik = compose("file-provider")["services"]["traefik"]
    assert traefik["command"] == ["--configFile=/etc/traefik/traefik.yml"]
    assert [volume["target"] for volume in traefik["volumes"]] == ["/etc/traefik"]
    dynamic = yaml.safe_load((ROOT / "traefik" / "dynamic.yml").read_text())["http"]
    labels = {}
    for service in compose()["services"].values():
        labels |= service.get("labels") or {}
    for name, router in dynamic["routers"].items():
        label = f"traefik.http.routers.{name}"
        assert labels[f"{label}.rule"] == router["rule"]
        assert labels[f"{label}.service"] == router["service"]
        assert labels[f"{label}.entrypoints"] == ",".join(router["entryPoints"])
        assert labels.get(f"{label}.priority") == (str(router["priority"]) if "priority" in router else None)
        assert labels.get(f"{label}.middlewares", "") == ",".join(router.get("middlewares", []))
