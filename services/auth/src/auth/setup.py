"""The first data of an installation: `python -m auth.setup`, after the migrations and before the services.

It may run at every start, and several times at once: what is there stays as people left it. What follows the
installation each time are the secrets of its own clients, and the permissions of the administrator's role. Prints one
line of JSON; the administrator's one-time password is in it once, when it was made.
"""

import json
import os
import sys

from pydantic import TypeAdapter, ValidationError

from auth import passwords
from auth.clients import queries as clients
from auth.permissions import ADMINISTRATOR, FOR_ROLES, ROLES, in_order
from auth.tokens import queries as revocations
from auth.users import events
from auth.users import queries as users
from common.config import read
from common.fields import Email
from common.store.db import Database
from common.suite import SERVICES, prefix

DEFAULT_EMAIL = "admin@omniclinica.local"
SERVICE_PERMISSIONS = ["events:deliver"]
METRICS = ("prometheus", "Prometheus", ["metrics:read"], "METRICS_CLIENT_SECRET")


def main():
    database = Database(read("DATABASE_URL") or sys.exit("DATABASE_URL is not set"), "auth", 1, 1)
    # Hashing is slow, so it comes before the transaction, and is done in vain where the administrator exists.
    password = passwords.temporary()
    password_hash = passwords.hash(password)
    email = address(read("ADMIN_EMAIL") or DEFAULT_EMAIL)
    with database.transaction() as tx:
        created = install(tx, email, password_hash, installed_clients(os.environ))
    print(
        json.dumps({"created": True, "email": email, "password": password} if created else {"created": False})
    )


def address(text):
    try:
        return TypeAdapter(Email).validate_python(text)
    except ValidationError:
        sys.exit(f"ADMIN_EMAIL is not an e-mail address: {text}")


def installed_clients(environ):
    """(client id, name, permissions, secret) of each client whose secret the environment gives."""
    wanted = [
        (
            f"service-{prefix(name)}",
            f"Servicio {prefix(name)}",
            SERVICE_PERMISSIONS,
            f"SERVICE_CLIENT_SECRET_{name.upper()}",
        )
        for name in SERVICES
    ]
    given = [(*client, read(variable, environ)) for *client, variable in [*wanted, METRICS]]
    return [client for client in given if client[-1]]


def install(tx, email, password_hash, installed):
    """Make what is missing; True if the administrator was."""
    # Installations that start at once wait for each other here.
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended('auth.setup', 0))")
    for name, role in ROLES.items():
        users.seed_role(tx, name=name, **role | {"permissions": in_order(role["permissions"])})
    users.give(tx, ADMINISTRATOR, list(FOR_ROLES))
    for client_id, name, permissions, secret in installed:
        if clients.install(tx, client_id, name, permissions, passwords.fingerprint(secret)):
            revocations.revoke(tx, f"client:{client_id}")
    if users.has_administrator(tx):
        return False
    id = users.insert_user(
        tx,
        password_hash,
        must_change_password=True,
        email=email,
        full_name="Administrador",
        role_id=users.role_by_code(tx, ADMINISTRATOR),
        phone=None,
        specialty=None,
        professional_registration=None,
    )
    events.user_installed(tx, id)
    return True


if __name__ == "__main__":
    main()
