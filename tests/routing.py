"""Traefik's configuration in one form, whether a file, labels or a running Traefik gives it: as labels."""

from pathlib import Path

import requests
import yaml

ROOT = Path(__file__).parents[1]
# What a running Traefik adds about how things are, and the names by which it tells providers apart.
STATE = {"status", "using", "usedBy", "name", "provider", "type", "priorityStr", "serverStatus"}


def from_file():
    """traefik/dynamic.yml."""
    return as_labels(yaml.safe_load((ROOT / "traefik" / "dynamic.yml").read_text())["http"], "traefik.http")


def from_compose():
    """docker-compose.yml: each container's own labels, without the one that only makes Traefik look at them."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    labels = {name: dict(service["labels"]) for name, service in services.items() if "labels" in service}
    for found in labels.values():
        assert found.pop("traefik.enable") == "true"
    return labels


def from_running(dashboard, provider):
    """What the Traefik with this dashboard goes by, with every default, of what this provider told it."""
    http = {}
    for kind in ("routers", "services", "middlewares"):
        answer = requests.get(f"{dashboard}/api/http/{kind}", params={"per_page": 100}, timeout=10)
        answer.raise_for_status()
        http[kind] = {
            thing["name"].removesuffix(f"@{provider}"): {k: v for k, v in thing.items() if k not in STATE}
            for thing in answer.json()
            if thing["provider"] == provider
        }
    labels = as_labels(http, "traefik.http")
    return {name: value.replace(f"@{provider}", "") for name, value in labels.items()}


def as_labels(value, name):
    """{label: text} of a nested configuration, by Traefik's own rules: names in lower case, lists with commas."""
    if isinstance(value, dict):
        parts = [as_labels(inner, f"{name}.{key.lower()}") for key, inner in value.items()]
        return {label: text for part in parts for label, text in part.items()}
    if name.endswith(".loadbalancer.servers"):
        return {f"{name[:-1]}.url": ",".join(sorted(server["url"] for server in value))}
    if isinstance(value, list):
        return {name: ",".join(map(str, value))}
    return {name: str(value).lower() if isinstance(value, bool) else str(value)}


def without_servers(labels):
    """Where the services are differs with where the suite runs."""
    return {name: text for name, text in labels.items() if ".loadbalancer.server." not in name}
