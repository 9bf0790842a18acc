"""Entering and leaving; who one is; one's own password."""

from datetime import UTC, datetime

from flask import after_this_request, current_app, request
from flask_restx import Namespace
from pydantic import ValidationError

from auth import hashing, passwords
from auth.permissions import CLIENTS_ONLY, PERMISSIONS
from auth.sessions import queries, rules, service
from auth.sessions.schemas import (
    ApprovalWish,
    Approved,
    Credentials,
    Me,
    PasswordChange,
    Permissions,
    Revoked,
    SignedIn,
    Token,
    TokenRequest,
    Validity,
)
from auth.tokens.revocations import get_announcer
from auth.tokens.signer import APPROVAL_SECONDS, LIFETIME
from common.permissions import words
from common.problems import Forbidden, Invalid, Problem, Unauthorized, Unavailable
from common.store.cache import get_cache
from common.store.db import get_db
from common.web.auth import COOKIE, from_own_page, me, must_not_be_of_another_page, public, requires
from common.web.errors import field_of, message_of
from common.web.http import reply, write
from common.web.limits import hit
from common.web.resource import Resource
from common.web.revocations import Unanswered
from common.web.schema import body, document, errors

# By this cookie a browser is known in which somebody entered before.
DEVICE = "omni_device"
ns = Namespace("sessions", path="/", description="Entrar, salir y quién soy")


@ns.route("/login")
class Login(Resource):
    @ns.response(200, "Sesión iniciada; también deja la cookie omni_session", document(ns, SignedIn))
    @errors(401, 403)
    @public
    @body(ns, Credentials)
    def post(self, given):
        must_not_be_of_another_page()
        token = request.cookies.get(DEVICE, "")
        with get_db().session() as db:
            tried = service.attempt(db, given.email, token)
        hit(current_app.config["SETTINGS"].rate_limit_login, "login", tried.origin, tried.account)
        with hashing.turn():
            with get_db().transaction() as tx:
                tried = service.take(tx, tried)
            right = passwords.matches(given.password, tried.known and tried.known["password_hash"])
        with get_db().transaction() as tx:
            signed = service.enter(tx, tried, right, token if from_own_page() else None)
        get_cache().forget("users")
        if signed is None:
            raise Unauthorized(rules.REFUSED)
        told = {"access_token": signed.identity.token, "failed_attempts": signed.failed_attempts}
        return with_cookie(reply({**session_of(signed), **told}), signed)


@ns.route("/approvals")
class Approvals(Resource):
    @ns.doc(
        description="Otra persona confirma con su contraseña, sin que termine la sesión de quien lo pide."
    )
    @ns.response(200, "Lo que se entrega al servicio que pidió la aprobación", document(ns, Approved))
    @requires()
    @body(ns, ApprovalWish)
    def post(self, given):
        token = request.cookies.get(DEVICE, "")
        with get_db().session() as db:
            tried = service.attempt(db, given.email, token)
        hit(current_app.config["SETTINGS"].rate_limit_login, "login", tried.origin, tried.account)
        with hashing.turn():
            with get_db().transaction() as tx:
                tried = service.take(tx, tried)
            right = passwords.matches(given.password, tried.known and tried.known["password_hash"])
        with get_db().transaction() as tx:
            approval, person = service.confirm(tx, tried, right, given.permission, given.about)
        get_cache().forget("users")
        if person is None:
            raise Invalid.field("password", rules.NOT_CONFIRMED)
        if approval is None:
            raise Forbidden(
                f"{person['full_name']} no puede aprobarlo: le falta {words(given.permission)}.",
                errors=[{"field": "email", "message": "Esta persona no puede aprobarlo."}],
            )
        return reply(
            {"approval": approval, "expires_in": APPROVAL_SECONDS, "approved_by": person["full_name"]}
        )


@ns.route("/logout")
class Logout(Resource):
    @ns.response(204, "Sesión cerrada: su token ya no vale")
    @requires(one_time=True)
    def post(self):
        with write() as tx:
            service.leave(tx, me())
            response = tx.answer(None, 204)
        response.delete_cookie(COOKIE, httponly=True, samesite="Strict")
        return response


@ns.route("/token")
class Tokens(Resource):
    @ns.doc(description="OAuth 2, credenciales de cliente (RFC 6749): formulario o JSON, cuerpo o Basic.")
    @ns.response(200, "Token de la integración", document(ns, Token))
    @errors(400, 401)
    @public
    @ns.expect(document(ns, TokenRequest, "validation"))
    def post(self):
        client_id, secret = given_client()
        with get_db().transaction() as tx:
            identity = service.enter_as_client(tx, client_id, passwords.fingerprint(secret))
        if identity is None:
            if "Authorization" in request.headers:
                after_this_request(ask_for_basic)
            raise Unauthorized("El cliente o su secreto no son correctos.", error="invalid_client")
        return reply({"access_token": identity.token, "token_type": "Bearer", "expires_in": LIFETIME})


@ns.route("/revocations")
class Revocations(Resource):
    @ns.response(200, "Lo que ya no vale, para los servicios mientras Redis calla", document(ns, Revoked))
    @requires("events:deliver")
    def get(self):
        try:
            return reply({"moments": get_announcer().current()})
        except Unanswered:
            raise Unavailable("La base de datos no responde. Intente de nuevo.", retry_after=2) from None


@ns.route("/validate")
class Validate(Resource):
    @ns.response(200, "El token vale", document(ns, Validity))
    @requires()
    def get(self):
        who = me()
        return {
            "valid": True,
            "sub": who.id,
            "name": who.name,
            "role": who.role,
            "permissions": sorted(who.permissions),
            "expires_at": expiry(who),
        }


@ns.route("/me")
class Myself(Resource):
    @ns.response(200, "Quién soy, qué puedo y qué veo en el menú", document(ns, Me))
    @errors(404)
    @requires(one_time=True)
    def get(self):
        id = service.user_id(me())
        with get_db().session() as db:
            session = service.must_exist(queries.session(db, id))
        return reply(me_of(session, me()))


@ns.route("/me/password")
class MyPassword(Resource):
    @ns.response(200, "Contraseña cambiada: un token nuevo; los demás ya no valen", document(ns, SignedIn))
    @errors(404)
    @requires(one_time=True)
    @body(ns, PasswordChange)
    def post(self, change):
        id = service.user_id(me())
        hit(current_app.config["SETTINGS"].rate_limit_login, "password", str(id))
        with get_db().session() as db:
            known = service.must_exist(queries.credentials_of(db, id))
        with hashing.turn():
            new_hash = checked_hash(change, known)
        token = request.cookies.get(DEVICE, "") if from_own_page() else None
        with write() as tx:
            signed = service.change_password(tx, id, known["password_hash"], new_hash, token)
            response = tx.answer(session_of(signed), secrets={"access_token": signed.identity.token})
        return with_cookie(response, signed)


@ns.route("/permissions")
class PermissionList(Resource):
    @ns.response(200, "Lo que se puede permitir", document(ns, Permissions))
    @requires()
    def get(self):
        return {
            "data": [
                {"name": name, "description": description, "clients_only": name in CLIENTS_ONLY}
                for name, description in PERMISSIONS.items()
            ]
        }


def checked_hash(change, known):
    """The hash of the new password, once both are what they should be."""
    if not passwords.matches(change.current_password, known["password_hash"]):
        raise Invalid.field("current_password", "No es su contraseña actual.")
    passwords.must_be_another(change.new_password, change.current_password)
    passwords.must_be_good(change.new_password, known["email"], "new_password")
    return passwords.hash(change.new_password)


def session_of(signed):
    """What entering answers, without the token itself."""
    return {
        "token_type": "Bearer",
        "expires_in": lifetime(signed.identity),
        "user": me_of(signed.session, signed.identity),
    }


def me_of(session, identity):
    """The user as the database has it now; the permissions as the token carries them, for those are what count."""
    return {
        "id": session["id"],
        "email": session["email"],
        "full_name": session["full_name"],
        "role": {"id": session["role_id"], "name": session["role_name"]},
        "permissions": sorted(identity.permissions),
        "menu": session["menu"],
        "must_change_password": session["must_change_password"],
        "expires_at": expiry(identity),
    }


def lifetime(identity):
    """How many seconds the token lasts."""
    return identity.expires_at - int(identity.issued_at)


def expiry(identity):
    return datetime.fromtimestamp(identity.expires_at, UTC)


def with_cookie(response, signed):
    safe = {"httponly": True, "samesite": "Strict", "secure": current_app.config["SETTINGS"].tls_enabled}
    response.set_cookie(COOKIE, signed.identity.token, max_age=lifetime(signed.identity), **safe)
    if signed.device is not None:
        response.set_cookie(DEVICE, signed.device, max_age=rules.DEVICE_SECONDS, path="/api/auth", **safe)
    return response


def given_client():
    """The client's id and secret, from the header or the body. Problems carry the `error` of RFC 6749 besides."""
    try:
        if request.is_json:
            wanted = TokenRequest.model_validate_json(request.get_data())
        else:
            wanted = TokenRequest.model_validate(request.form.to_dict())
    except ValidationError as invalid:
        fields = [{"field": field_of(item), "message": message_of(item)} for item in invalid.errors()]
        raise Problem("No se entiende la petición.", errors=fields, error="invalid_request") from None
    if wanted.grant_type != "client_credentials":
        raise Problem("Solo se admite client_credentials.", error="unsupported_grant_type")
    basic = request.authorization
    if basic is not None and basic.type == "basic":
        client_id, secret = basic.username, basic.password
    else:
        client_id, secret = wanted.client_id, wanted.client_secret
    if not client_id or not secret or "\x00" in client_id:
        raise Unauthorized("Faltan el cliente y su secreto.", error="invalid_client")
    return client_id, secret


def ask_for_basic(response):
    response.headers["WWW-Authenticate"] = 'Basic realm="omniclinica"'
    return response
