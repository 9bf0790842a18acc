"""The events of API clients. None holds a secret."""

from common.messages.events import publish


def created(tx, client):
    _publish(tx, "client.created", client, f"Creó la integración {client['name']}")


def updated(tx, client):
    _publish(tx, "client.updated", client, f"Cambió la integración {client['name']}")


def secret_rotated(tx, client):
    _publish(tx, "client.secret_rotated", client, f"Cambió el secreto de la integración {client['name']}")


def _publish(tx, type, client, summary):
    facts = {name: client[name] for name in ("client_id", "permissions", "active")}
    publish(tx, type, f"client:{client['client_id']}", summary, **facts)
