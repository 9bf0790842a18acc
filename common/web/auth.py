"""Authentication and authorisation by JWT. Nobody asks `auth`: the token carries the identity, a public key proves it."""

import json
import os
import time
from dataclasses import dataclass
from functools import wraps
from types import MappingProxyType
from urllib.parse import urlsplit

import jwt
from flask import current_app, g, has_request_context, request

from common.permissions import words
from common.problems import Forbidden, Gone, Unauthorized
from common.store import idempotency
from common.web.keys import LINKS_ONLY
from common.web.schema import IDEMPOTENCY_KEY, describe

COOKIE = "omni_session"
SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
PUBLIC, LINK = "public", "link"
NO_LINK = "Este enlace no es de la clínica o le falta una parte. Ábralo o cópielo entero, como llegó."
ELSEWHERE = "La petición no viene de esta misma página."
CACHED_TOKENS = 2048
# Ends the audience of an approval: a token that says yes to one thing and is nobody's session.
APPROVAL = "/approval"
# The same of a link: whoever shows it may do one act on one thing (`common.web.links`).
LINKS = "/link"
# How far ahead of this machine's clock a token may say that it was issued; its end is compared without it.
LEEWAY_SECONDS = 30


@dataclass(frozen=True)
class Identity:
    """The claims of a verified token. `id` is a user's number or a client's name, as text."""

    id: str
    name: str
    role: str
    permissions: frozenset
    jti: str
    issued_at: float
    expires_at: float
    token: str
    is_client: bool
    # Entered with a one-time password: the token opens nothing but choosing another.
    must_change_password: bool = False

    @property
    def subjects(self):
        """The names under which this identity's token can be revoked."""
        kind = "client" if self.is_client else "user"
        return (f"jti:{self.jti}", f"{kind}:{self.id}", f"role:{self.role}")

    def may(self, permission):
        return permission in self.permissions

    def actor(self):
        """As events and records name who acted."""
        return {"id": self.id, "name": self.name, "role": self.role, "ip": request.remote_addr}


@dataclass(frozen=True)
class Approval:
    """A second person said yes to one thing, with their own password. `id` is that of this yes alone."""

    id: str
    by_id: str
    by_name: str


@dataclass(frozen=True)
class Link:
    """A verified link: its act (`scope`), the thing that it is done to, and when it was made and ends."""

    id: str
    scope: str
    about: str
    issued_at: float
    expires_at: float


class Verifier:
    """Verifies JWT signatures against the public keys at hand. The algorithm is a setting, never taken from the token."""

    def __init__(self, settings, revocations):
        self.settings, self.revocations = settings, revocations
        self.keys, self.retired, self.keys_stamp, self.verified, self.next_stat = {}, {}, None, {}, 0.0

    def identify(self, token):
        """The identity in `token`; raises Unauthorized with a Spanish reason."""
        self._refresh_keys()
        identity = self.verified.get(token)
        if identity is None:
            identity = self._verify(token)
            if len(self.verified) >= CACHED_TOKENS:
                self.verified.clear()
            self.verified[token] = identity
        if identity.expires_at <= time.time():
            raise Unauthorized("Su sesión terminó. Inicie sesión de nuevo.")
        if self.revocations.void(identity):
            raise Unauthorized("Su sesión fue cerrada. Inicie sesión de nuevo.")
        return identity

    def approval(self, token, permission, about):
        """What `auth` signed for who confirmed with their password; None where it is not of this permission and thing."""
        self._refresh_keys()
        try:
            claims = jwt.decode(
                token,
                self._key(token),
                algorithms=[self.settings.jwt_algorithm],
                issuer=self.settings.jwt_issuer,
                audience=f"{self.settings.jwt_issuer}{APPROVAL}",
                leeway=LEEWAY_SECONDS,
                options={"require": ["sub", "jti", "iat", "exp"]},
            )
            if (claims["permission"], claims["about"]) != (permission, about):
                return None
            return Approval(claims["jti"], claims["sub"], claims["name"])
        except (jwt.PyJWTError, KeyError, ValueError):
            return None

    def link(self, token, scope):
        """The Link in `token`. Raises Unauthorized where `auth` did not sign it, Gone where it has ended, and Forbidden where it
        is for another act."""
        self._refresh_keys()
        try:
            claims = jwt.decode(
                token,
                self._key(token, self.retired),
                algorithms=[self.settings.jwt_algorithm],
                issuer=self.settings.jwt_issuer,
                audience=f"{self.settings.jwt_issuer}{LINKS}",
                leeway=LEEWAY_SECONDS,
                options={"require": ["sub", "jti", "iat", "exp"]},
            )
            link = Link(claims["jti"], claims["scope"], claims["sub"], claims["iat"], claims["exp"])
        except jwt.ExpiredSignatureError:
            raise Gone("Este enlace venció. Pida otro a la clínica.") from None
        except (jwt.PyJWTError, KeyError, ValueError):
            raise Unauthorized(NO_LINK) from None
        if link.expires_at <= time.time():
            raise Gone("Este enlace venció. Pida otro a la clínica.")
        if link.scope != scope:
            raise Forbidden("Este enlace es para otra cosa. Ábralo como llegó, o pida otro a la clínica.")
        return link

    def _verify(self, token):
        try:
            claims = jwt.decode(
                token,
                self._key(token),
                algorithms=[self.settings.jwt_algorithm],
                issuer=self.settings.jwt_issuer,
                audience=self.settings.jwt_issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["sub", "jti", "iat", "exp"]},
            )
            return Identity(
                id=claims["sub"],
                name=claims["name"],
                role=claims["role"],
                permissions=frozenset(claims["permissions"]),
                jti=claims["jti"],
                issued_at=claims["iat"],
                expires_at=claims["exp"],
                token=token,
                is_client=claims.get("client", False),
                must_change_password=claims.get("must_change_password", False),
            )
        except (jwt.PyJWTError, KeyError, ValueError):
            raise Unauthorized("Inicie sesión de nuevo.") from None

    def _key(self, token, besides=MappingProxyType({})):
        """The key that the token names, of those that sign and of those in `besides`. Raises KeyError without it."""
        if self.settings.jwt_algorithm == "HS256":
            return self.settings.jwt_secret
        kid = jwt.get_unverified_header(token).get("kid")
        if kid not in self.keys:
            # Signed a moment ago with a key that came into use a moment ago.
            self.next_stat = 0.0
            self._refresh_keys()
        return self.keys[kid] if kid in self.keys else besides[kid]

    def _refresh_keys(self):
        """Notice a rotated or pruned key file within a second."""
        now = time.monotonic()
        if self.settings.jwt_algorithm == "HS256" or now < self.next_stat:
            return
        self.next_stat = now + 1.0
        stamp = os.stat(self.settings.jwks_file).st_mtime_ns
        if stamp != self.keys_stamp:
            with open(self.settings.jwks_file) as file:
                jwks = json.load(file)["keys"]
            known = {jwk["kid"]: jwt.PyJWK(jwk).key for jwk in jwks}
            self.retired = {jwk["kid"]: known.pop(jwk["kid"]) for jwk in jwks if jwk.get(LINKS_ONLY)}
            self.keys = known
            self.keys_stamp = stamp
            self.verified.clear()


def load_identity():
    """Before each request: who calls, if anybody. A bad token is no error until a view requires an identity."""
    identity = refusal = None
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    by_cookie = scheme.lower() != "bearer"
    if by_cookie:
        token = request.cookies.get(COOKIE, "")
    if token:
        try:
            identity = current_app.extensions["verifier"].identify(token)
        except Unauthorized as reason:
            refusal = reason
    g.identity, g.refusal, g.by_cookie = identity, refusal, by_cookie


def from_own_page():
    """Whether, as the browser says, a page of our own sent this; None where nothing says that it is a browser."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is None and origin is None:
        return None
    return site == "same-origin" or (origin is not None and urlsplit(origin).netloc == request.host)


def must_be_same_origin():
    """CSRF protection: a cookie comes along by itself, so a write with it must prove that our own page sent it."""
    if g.by_cookie and request.method not in SAFE_METHODS and not from_own_page():
        raise Forbidden(ELSEWHERE)


def must_not_be_of_another_page():
    """Login CSRF protection: a browser gets its cookie from our own page, or from one whose origin is listed.

    Who is no browser, and says nothing of where it stands, may ask.
    """
    listed = current_app.config["SETTINGS"].cors_origins.replace(",", " ").split()
    if from_own_page() is False and request.headers.get("Origin") not in listed:
        raise Forbidden(ELSEWHERE)


def must_be_known(one_time=False):
    """The caller's identity. Raises Unauthorized without one, and Forbidden for one that entered with a one-time password
    (unless `one_time`)."""
    identity = g.identity
    if identity is None:
        raise g.refusal or Unauthorized("Inicie sesión para continuar.")
    must_be_same_origin()
    if identity.must_change_password and not one_time:
        raise Forbidden(
            "Entró con una contraseña de un solo uso. Cámbiela antes de continuar.", must_change_password=True
        )
    return identity


def requires(permission=None, one_time=False):
    """Let the view run only for a valid identity that holds `permission` (any identity, if none is named).

    `one_time` opens it also to whoever entered with a one-time password and has not changed it yet.

    A POST that repeats an Idempotency-Key is answered here with what the first one got.
    """

    def decorate(view):
        @wraps(view)
        def wrapper(*args, **kwargs):
            identity = must_be_known(one_time)
            if permission and not identity.may(permission):
                raise Forbidden(f"Su rol no tiene el permiso {words(permission)}. Pídalo a un administrador.")
            try:
                return idempotency.remembered() or view(*args, **kwargs)
            except idempotency.Replay:
                return idempotency.remembered()

        wrapper.permission = permission
        # An Idempotency-Key may be malformed (400) or taken by another request (422), also where there is no body.
        if view.__name__ == "post":
            describe(wrapper, 400, 422, params={idempotency.HEADER: IDEMPOTENCY_KEY})
        return describe(wrapper, 401, 403, 429, 503)

    return decorate


def public(view):
    """Mark a view that needs no identity: login, token, health, and how the clinic presents itself."""
    view.permission = PUBLIC
    return describe(view, 429, 503)


def me() -> Identity:
    """The identity of this request; only behind `@requires`."""
    return g.identity


def reader():
    """Who asks, as the policies of tables know them: "7/Médico". Empty for services, integrations, links and what no request does."""
    identity = g.get("identity") if has_request_context() else None
    return "" if identity is None or identity.is_client else f"{identity.id}/{identity.role}"


def guard_plain_views(app):
    """Whatever is not a documented resource (Swagger's page and files) needs an identity too, unless marked public."""
    for endpoint, view in app.view_functions.items():
        if is_plain(view):
            app.view_functions[endpoint] = requires()(view)


def is_plain(view):
    """Whether nothing of its own checks who may see this view."""
    if getattr(getattr(view, "view_class", None), "declares_permissions", False):
        return False
    return getattr(view, "permission", None) != PUBLIC
