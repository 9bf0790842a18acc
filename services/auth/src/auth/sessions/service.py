"""Entering, leaving, and changing one's own password."""

from dataclasses import dataclass

from flask import current_app, g, request

from auth.clients import queries as clients
from auth.sessions import events, queries, rules
from auth.tokens import revocations
from auth.users import service as users
from common.problems import NotFound
from common.web.auth import Identity

CLIENT_ROLE = "Integración"


@dataclass(frozen=True)
class SignedIn:
    """A user who entered: the token, and the row that it was made of."""

    identity: Identity
    session: dict


def get_signer():
    return current_app.extensions["signer"]


def enter(tx, email, known, right):
    """The new session of a user whose password was right, or None. `known` is the user whom `email` belongs to, if any.

    A refusal writes too, so the caller commits it before it answers.
    """
    if not right or not queries.enter(tx, known["id"], known["password_hash"]):
        refuse(tx, email, known)
        return None
    signed = sign(tx, known["id"])
    # From here on the request has a name, which the event carries.
    g.identity = signed.identity
    events.logged_in(tx, known["id"], signed.identity.name)
    return signed


def refuse(tx, email, known):
    # Whoever tries is nobody yet, even in a browser that still holds the cookie of somebody.
    g.identity = None
    # Asked for an unknown e-mail as well (whose id is None), so that both refusals cost the same.
    failed = queries.count_failure(tx, known and known["id"], rules.LOCK_AFTER_FAILURES, rules.LOCK_MINUTES)
    events.login_failed(tx, known and known["id"], email, request.remote_addr)
    if failed and failed["locked_until"]:
        name, minutes = failed["full_name"], rules.LOCK_MINUTES
        events.locked(tx, known["id"], name, minutes, email, request.remote_addr)


def sign(tx, user_id):
    """A token for a user whose row is locked, dated once its role's row is too: see `auth.tokens.revocations.revoke`."""
    row = queries.new_session(tx, user_id)
    identity = get_signer().issue(
        row["id"],
        row["full_name"],
        row["role_name"],
        row["permissions"],
        queries.moment(tx),
        one_time_until=row["one_time_expires_at"],
    )
    return SignedIn(identity, row)


def leave(tx, identity):
    revocations.revoke_token(tx, identity)
    events.logged_out(tx, identity)


def change_password(tx, id, old_hash, new_hash):
    """Set one's own password; every token of the user is void but the new one, which is returned.

    `old_hash` is what the current password was compared with: it must still be the one.
    """
    users.set_own_password(tx, id, old_hash, new_hash)
    signed = sign(tx, id)
    events.password_changed(tx, id, signed.identity.name)
    return signed


def enter_as_client(tx, client_id, secret_hash):
    """The identity of a program that showed its secret, or None."""
    client = clients.enter(tx, client_id, secret_hash)
    if client is None:
        return None
    return get_signer().issue(
        client["client_id"], client["name"], CLIENT_ROLE, client["permissions"], client["moment"], client=True
    )


def user_id(identity):
    """The number of the user who calls. Raises NotFound for a client: it has neither password nor menu."""
    if identity.is_client:
        raise NotFound("Esta identidad es de una integración, no de una persona.")
    return int(identity.id)


def must_exist(session):
    if session is None:
        raise NotFound("Esta persona ya no existe o está deshabilitada.")
    return session
