"""The programs that the clinic lets in."""

import secrets

from auth import revocation, rules
from auth.queries import clients as queries
from common.messages.events import publish
from common.problems import NotFound


def create(tx, new, secret_hash):
    client_id = f"client-{secrets.token_hex(8)}"
    client = queries.insert(tx, client_id, new.name, rules.in_order(new.permissions), secret_hash)
    say(tx, "client.created", client, f"Creó la integración {new.name}")
    return client


def change(tx, id, version, changes):
    client = lock(tx, id)
    rules.must_be_current(client, version)
    changed = {name: client[name] for name in ("name", "permissions", "active")} | changes
    changed["permissions"] = rules.in_order(changed["permissions"])
    after = queries.update(tx, id, **changed)
    if after["permissions"] != client["permissions"] or not after["active"]:
        revocation.revoke(tx, f"client:{client['client_id']}")
    say(tx, "client.updated", after, f"Cambió la integración {after['name']}")
    return after


def rotate(tx, id, secret_hash):
    """Give a client a new secret; what was signed for the old one is void."""
    client = queries.set_secret(tx, lock(tx, id)["id"], secret_hash)
    revocation.revoke(tx, f"client:{client['client_id']}")
    say(tx, "client.secret_rotated", client, f"Cambió el secreto de la integración {client['name']}")
    return client


def lock(tx, id):
    client = queries.lock(tx, id)
    if client is None:
        raise NotFound(f"No existe la integración {id}.")
    rules.must_not_be_of_the_installation(client)
    return client


def say(tx, type, client, summary):
    facts = {name: client[name] for name in ("client_id", "permissions", "active")}
    publish(tx, type, f"client:{client['client_id']}", summary, **facts)
