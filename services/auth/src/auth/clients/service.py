"""Creating and changing API clients."""

import secrets

from auth.clients import events, queries, rules
from auth.grants import service as grants
from auth.permissions import in_order
from auth.tokens import revocations
from common.store.sql import only
from common.web.http import found, must_be_current


def create(tx, new, secret_hash):
    grants.must_hold(grants.held(tx), new.permissions, "permissions")
    client_id = f"client-{secrets.token_hex(8)}"
    client = queries.insert(tx, client_id, new.name, in_order(new.permissions), secret_hash)
    events.created(tx, client)
    return client


def change(tx, id, version, changes):
    mine = grants.held(tx)
    client = lock(tx, id, mine)
    must_be_current(client, version)
    changed = only(client, *queries.FIELDS) | changes
    grants.must_hold(mine, changed["permissions"], "permissions")
    changed["permissions"] = in_order(changed["permissions"])
    after = queries.update(tx, id, **changed)
    if after["permissions"] != client["permissions"] or not after["active"]:
        revocations.revoke(tx, f"client:{client['client_id']}")
    events.updated(tx, after)
    return after


def enter(tx, client_id, secret_hash):
    """Note the use of an active client whose secret this is: what its token says, None if there is none."""
    return queries.enter(tx, client_id, secret_hash)


def rotate(tx, id, secret_hash):
    """Give a client a new secret; what was signed for the old one is void."""
    client = queries.set_secret(tx, lock(tx, id, grants.held(tx))["id"], secret_hash)
    revocations.revoke(tx, f"client:{client['client_id']}")
    events.secret_rotated(tx, client)
    return client


def lock(tx, id, mine):
    """The client, for a caller who holds `mine` and so may decide about it."""
    client = found(queries.lock(tx, id), f"No existe la integración {id}.")
    rules.must_not_be_of_the_installation(client)
    grants.must_outrank(mine, client["permissions"], f"La integración {client['name']}")
    return client
