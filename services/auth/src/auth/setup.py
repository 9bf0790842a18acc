"""The first data of an installation: `python -m auth.setup`, after the migrations and before the services.

It may run at every start, and several times at once: what is there stays as people left it. What follows the
installation each time are the secrets of its own clients, and the permissions of the administrator's role. Prints one
line of JSON; the administrator's one-time password is in it once, when it was made.

`python -m auth.setup --one-time-password EMAIL` gives an active person a new one-time password instead, and prints it
as `{"email", "password", "expires_at"}`: the way back in for whoever runs the server when nobody can enter.
"""

import argparse
import json
import os
import sys

from pydantic import TypeAdapter, ValidationError

from auth import passwords
from auth.clients import queries as clients
from auth.permissions import ADMINISTRATOR, FOR_ROLES, ROLES, SERVICE_PERMISSIONS, in_order
from auth.tokens import queries as revocations
from auth.users import events
from auth.users import queries as users
from common.config import Settings, read
from common.fields import Email
from common.store.db import Database
from common.store.db import json as jsonb
from common.store.redis_connection import connect
from common.suite import NAMES, prefix
from common.web.revocations import publish

DEFAULT_EMAIL = "admin@omniclinica.local"
METRICS = ("prometheus", "Prometheus", ["metrics:read"], "METRICS_CLIENT_SECRET")


SERVER = {"id": None, "name": "Consola del servidor", "role": None, "ip": None}


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m auth.setup")
    parser.add_argument("--one-time-password", metavar="EMAIL")
    wanted = parser.parse_args(arguments).one_time_password
    database = Database(read("DATABASE_URL") or sys.exit("DATABASE_URL is not set"), "auth", 1, 1)
    # Hashing is slow, so it comes before the transaction, and is done in vain where the administrator exists.
    password = passwords.temporary()
    password_hash = passwords.hash(password)
    if wanted:
        said = let_in(database, wanted, password_hash)
    else:
        email = address(read("ADMIN_EMAIL") or DEFAULT_EMAIL)
        with database.transaction() as tx:
            created = install(tx, email, password_hash, installed_clients(os.environ))
        said = {"created": True, "email": email} if created else {"created": False}
    known = {"password": password} if "email" in said else {}
    print(json.dumps({**said, **known}))


def let_in(database, email, password_hash):
    """Give the active person of this e-mail a one-time password and void their tokens: whom, and until when."""
    with database.transaction() as tx:
        person = users.lock_by_email(tx, email)
        if person is None:
            sys.exit(
                f"Nobody active has the e-mail {email}. Administrators: {', '.join(users.administrators(tx))}"
            )
        until = users.set_one_time_password(tx, person["id"], password_hash, one_time_hours())
        users.insert_reset(tx, person["id"], jsonb(SERVER))
        subject = f"user:{person['id']}"
        moment = revocations.revoke(tx, subject)
        events.password_reset_on_server(tx, person["id"], person["full_name"])
    connection = connect(read("REDIS_URL"))
    if connection is not None:
        publish(connection, {subject: moment.timestamp()})
    return {"email": person["email"], "expires_at": until.isoformat(timespec="seconds")}


def one_time_hours():
    return int(read("ONE_TIME_PASSWORD_HOURS") or Settings.model_fields["one_time_password_hours"].default)


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
            f"Servicio de {spoken}",
            in_order(("events:deliver", *SERVICE_PERMISSIONS.get(name, ()))),
            f"SERVICE_CLIENT_SECRET_{name.upper()}",
        )
        for name, spoken in NAMES.items()
    ]
    given = [(*client, read(variable, environ)) for *client, variable in [*wanted, METRICS]]
    return [client for client in given if client[-1]]


def install(tx, email, password_hash, installed):
    """Make what is missing; True if the administrator was."""
    # Installations that start at once wait for each other here.
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended('auth.setup', 0))")
    for name, role in ROLES.items():
        users.seed_role(tx, name=name, **role | {"permissions": in_order(role["permissions"])})
    gained = users.give(tx, ADMINISTRATOR, list(FOR_ROLES))
    if gained:
        # Tokens from before would lack what the role now holds.
        revocations.revoke(tx, f"role:{gained}")
    for client_id, name, permissions, secret in installed:
        if clients.install(tx, client_id, name, permissions, passwords.fingerprint(secret)):
            revocations.revoke(tx, f"client:{client_id}")
    if users.administrators(tx):
        return False
    id = users.insert_user(
        tx,
        password_hash,
        one_time_hours(),
        email=email,
        full_name="Administrador",
        role_id=users.role_by_code(tx, ADMINISTRATOR),
        phone=None,
        practitioner=False,
        specialty=None,
        professional_registration=None,
        registration_kind=None,
        registration_expires_on=None,
    )
    events.user_installed(tx, id)
    return True


if __name__ == "__main__":
    main()
