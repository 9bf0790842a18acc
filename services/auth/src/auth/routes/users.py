"""Users, and those of them who attend patients."""

from flask_restx import Namespace

from auth import passwords, rules
from auth.queries import users as queries
from auth.schemas.users import (
    CreatedUser,
    NewUser,
    Practitioner,
    Practitioners,
    TemporaryPassword,
    User,
    UserChanges,
    UserFilter,
    UserPage,
)
from auth.service import users as service
from common.problems import NotFound
from common.store.cache import get_cache
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.paging import decode, page_of
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace("users", path="/", description="Personas usuarias y profesionales")


@ns.route("/users")
class Users(Resource):
    @ns.response(200, "Personas usuarias", document(ns, UserPage))
    @requires("users:read")
    @query(ns, UserFilter)
    def get(self, wanted):
        return get_cache().get("users", wanted.model_dump_json(), lambda: page(wanted))

    @ns.response(201, "Persona creada, con su contraseña de un solo uso", document(ns, CreatedUser))
    @errors(409)
    @requires("users:write")
    @body(ns, NewUser)
    def post(self, new):
        password = new.password or passwords.temporary()
        rules.must_be_a_good_password(password, new.email)
        password_hash = passwords.hash(password)
        secrets = None if new.password else {"temporary_password": password}
        with write() as tx:
            user = service.create(tx, new, password_hash, must_change_password=not new.password)
            return tx.answer(user, 201, secrets=secrets)


@ns.route("/users/<int:id>")
class OneUser(Resource):
    @ns.response(200, "Persona", document(ns, User))
    @errors(404)
    @requires("users:read")
    def get(self, id):
        with get_db().session() as db:
            row = queries.get(db, id)
        if row is None:
            raise NotFound(f"No existe la persona {id}.")
        return reply(row)

    @ns.response(200, "Persona cambiada", document(ns, User))
    @errors(404, 409, 412, 428)
    @requires("users:write")
    @body(ns, UserChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes.model_dump(exclude_unset=True)))


@ns.route("/users/<int:id>/password")
class UserPassword(Resource):
    @ns.response(200, "Contraseña de un solo uso, que se muestra esta vez", document(ns, TemporaryPassword))
    @errors(404, 409)
    @requires("users:write")
    def post(self, id):
        password = passwords.temporary()
        password_hash = passwords.hash(password)
        with write() as tx:
            service.reset_password(tx, id, password_hash)
            return tx.answer({}, secrets={"temporary_password": password})


@ns.route("/practitioners")
class PractitionerList(Resource):
    @ns.response(200, "Profesionales que atienden, por nombre", document(ns, Practitioners))
    @requires("appointments:read")
    def get(self):
        return get_cache().get("users", "practitioners", practitioners)


@ns.route("/practitioners/<int:id>")
class OnePractitioner(Resource):
    @ns.response(200, "Profesional", document(ns, Practitioner))
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            row = queries.get_practitioner(db, id)
        if row is None:
            raise NotFound(f"No existe el profesional {id}.")
        return row


def page(wanted):
    value, id = decode(wanted.after, 2)
    filters = (wanted.search, wanted.role_id, wanted.active)
    with get_db().session() as db:
        rows = queries.list_users(db, *filters, wanted.sort, value, id, wanted.limit)
        count = queries.count_users(db, *filters) if wanted.total else None
    return page_of(rows, wanted.limit, (wanted.sort.removeprefix("-"), "id"), count)


def practitioners():
    with get_db().session() as db:
        return {"data": queries.list_practitioners(db)}
