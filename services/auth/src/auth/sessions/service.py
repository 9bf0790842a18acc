"""Entering, leaving, and changing one's own password."""

from dataclasses import dataclass, replace

from flask import current_app, g, request

from auth import passwords
from auth.clients import service as clients
from auth.sessions import events, queries, rules
from auth.tokens import queries as tokens
from auth.tokens import revocations
from auth.users import service as users
from common.problems import NotFound
from common.web.auth import Identity

CLIENT_ROLE = "Integración"


@dataclass(frozen=True)
class SignedIn:
    """A user who entered: the token, the row that it was made of, and the attempts that failed before.

    `device` is the token by which this browser will be known, None for what is no browser.
    """

    identity: Identity
    session: dict
    failed_attempts: dict | None = None
    device: str | None = None


@dataclass(frozen=True)
class Attempt:
    """A login that is being tried: by whom, from where, and the how-manieth in a row it is there and everywhere."""

    email: str
    known: dict | None
    origin: str
    device: str | None
    failures: int = 0
    everywhere: int = 0

    @property
    def account(self):
        return passwords.fingerprint(self.email.lower())


def get_signer():
    return current_app.extensions["signer"]


def attempt(db, email, token):
    """Whom the login is about and where it comes from. `token` is the browser's, if it has one."""
    known = queries.credentials(db, email)
    device = passwords.fingerprint(token) if token else None
    if device and not queries.knows_device(db, known and known["id"], device):
        device = None
    return Attempt(email, known, rules.origin_of(request.remote_addr, device), device)


def take(tx, tried):
    """Count the attempt before its password is compared. Raises TooMany, and counts nothing, where it comes too early."""
    counted = [(tried.origin, rules.WAITS)]
    if tried.device is None:
        counted.append((rules.EVERYWHERE, rules.WAITS_EVERYWHERE))
    numbers = [
        queries.take_attempt(tx, tried.account, origin, waits, rules.FORGOTTEN_AFTER_HOURS)
        for origin, waits in counted
    ]
    if None in numbers:
        origins = [origin for origin, _ in counted]
        raise rules.must_wait(queries.seconds_to_wait(tx, tried.account, origins))
    return replace(tried, failures=numbers[0], everywhere=numbers[1] if tried.device is None else 0)


def enter(tx, tried, right, token):
    """The new session of a user whose password was right, or None.

    A refusal writes too, so the caller commits it before it answers. `token` is the browser's, if it has one; None for
    what is no browser.
    """
    known = tried.known
    before = queries.enter(tx, known["id"], known["password_hash"]) if right else None
    if before is None:
        refuse(tx, tried)
        return None
    queries.forgive(tx, tried.account, tried.origin)
    if tried.device is None:
        queries.take_back(tx, tried.account, rules.EVERYWHERE)
    signed = sign(tx, known["id"])
    # From here on the request has a name, which the event carries.
    g.identity = signed.identity
    events.logged_in(tx, known["id"], signed.identity.name)
    failed = before["failed_attempts"]
    notice = {"count": failed, "last_at": before["last_failed_at"]} if failed else None
    return replace(signed, failed_attempts=notice, device=trust(tx, known["id"], token))


def confirm(tx, tried, right, permission, about):
    """The approval of who gave their password without entering: (its token, the person); (None, the person) for who may
    not, (None, None) for a password that is not right.

    Like `enter`, a refusal writes too, so the caller commits it before it answers.
    """
    person = queries.session(tx, tried.known["id"]) if right else None
    if person is None or person["must_change_password"]:
        refuse(tx, tried, who_asked=g.identity)
        return None, None
    queries.forgive(tx, tried.account, tried.origin)
    if tried.device is None:
        queries.take_back(tx, tried.account, rules.EVERYWHERE)
    if permission not in person["permissions"]:
        return None, person
    events.confirmed(tx, person["id"], person["full_name"], permission, about)
    moment = tokens.moment(tx)
    return get_signer().approve(person["id"], person["full_name"], permission, about, moment), person


def trust(tx, user_id, token):
    """Know this browser again: the token that it keeps, or a new one where it has none of ours; None for no browser."""
    if token is None:
        return None
    if not token or not queries.is_device(tx, passwords.fingerprint(token)):
        token = passwords.client_secret()
    queries.trust_device(tx, user_id, passwords.fingerprint(token))
    return token


def refuse(tx, tried, who_asked=None):
    """Count the failure and tell it. `who_asked` is whose session it happened in, where that is known."""
    # Whoever tries to enter is nobody yet, even in a browser that still holds the cookie of somebody.
    g.identity = who_asked
    user_id, ip = tried.known and tried.known["id"], request.remote_addr
    # Asked for an unknown e-mail as well (whose id is None), so that both refusals cost the same.
    name = queries.count_failure(tx, user_id)
    events.login_failed(tx, user_id, tried.email, ip)
    if rules.starts_waiting(tried.failures, rules.WAITS):
        events.login_slowed(tx, user_id, name or tried.email, tried.email, ip, everywhere=False)
    if rules.starts_waiting(tried.everywhere, rules.WAITS_EVERYWHERE):
        events.login_slowed(tx, user_id, name or tried.email, tried.email, ip, everywhere=True)


def sign(tx, user_id):
    """A token for a user whose row is locked, dated once its role's row is too: see `auth.tokens.revocations.revoke`."""
    row = queries.new_session(tx, user_id)
    identity = get_signer().issue(
        row["id"],
        row["full_name"],
        row["role_name"],
        row["permissions"],
        tokens.moment(tx),
        one_time_until=row["one_time_expires_at"],
    )
    return SignedIn(identity, row)


def leave(tx, identity):
    revocations.revoke_token(tx, identity)
    events.logged_out(tx, identity)


def change_password(tx, id, old_hash, new_hash, token):
    """Set one's own password; every token of the user is void but the new one, which is returned.

    `old_hash` is what the current password was compared with: it must still be the one. `token` is as for `enter`.
    """
    users.set_own_password(tx, id, old_hash, new_hash)
    signed = sign(tx, id)
    events.password_changed(tx, id, signed.identity.name)
    return replace(signed, device=trust(tx, id, token))


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
