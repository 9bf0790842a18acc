"""People, those of them who attend patients, and roles."""

from flask_restx import Namespace

from auth import hashing, passwords
from auth.users import queries, service
from auth.users.schemas import (
    CreatedUser,
    NewRole,
    NewUser,
    Practitioner,
    Practitioners,
    Role,
    RoleChanges,
    RoleFilter,
    RoleNames,
    RolePage,
    TemporaryPassword,
    User,
    UserChanges,
    UserFilter,
    UserPage,
)
from common.store.cache import get_cache
from common.store.db import get_db
from common.store.search import words
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

users = Namespace("users", path="/", description="Personas usuarias y profesionales")
roles = Namespace("roles", path="/roles", description="Roles, sus permisos y su menú")


@users.route("/users")
class Users(Resource):
    @users.response(200, "Personas usuarias", document(users, UserPage))
    @requires("users:read")
    @query(users, UserFilter)
    def get(self, wanted):
        return get_cache().get("users", wanted.model_dump_json(), lambda: page_of_users(wanted))

    @users.response(201, "Persona creada, con su contraseña de un solo uso", document(users, CreatedUser))
    @errors(409)
    @requires("users:write")
    @body(users, NewUser)
    def post(self, new):
        password = new.password or passwords.temporary()
        passwords.must_be_good(password, new.email)
        with hashing.turn():
            password_hash = passwords.hash(password)
        secrets = None if new.password else {"temporary_password": password}
        with write() as tx:
            return tx.answer(service.create_user(tx, new, password_hash), 201, secrets=secrets)


@users.route("/users/<int:id>")
class OneUser(Resource):
    @users.response(200, "Persona", document(users, User))
    @errors(404)
    @requires("users:read")
    def get(self, id):
        with get_db().session() as db:
            row = queries.get_user(db, id)
        return reply(found(row, f"No existe la persona {id}."))

    @users.response(200, "Persona cambiada", document(users, User))
    @errors(404, 409, 412, 428)
    @requires("users:write")
    @body(users, UserChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_user(tx, id, version, changes.model_dump(exclude_unset=True)))


@users.route("/users/<int:id>/password")
class UserPassword(Resource):
    @users.response(
        200, "Contraseña de un solo uso, que se muestra esta vez", document(users, TemporaryPassword)
    )
    @errors(404, 409)
    @requires("users:write")
    def post(self, id):
        password = passwords.temporary()
        with hashing.turn():
            password_hash = passwords.hash(password)
        with write() as tx:
            service.reset_password(tx, id, password_hash)
            return tx.answer({}, secrets={"temporary_password": password})


@users.route("/practitioners")
class PractitionerList(Resource):
    @users.response(200, "Profesionales que atienden, por nombre", document(users, Practitioners))
    @requires("appointments:read")
    def get(self):
        return get_cache().get("users", "practitioners", practitioners)


@users.route("/practitioners/<int:id>")
class OnePractitioner(Resource):
    @users.response(200, "Profesional", document(users, Practitioner))
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            row = queries.get_practitioner(db, id)
        return found(row, f"No existe el profesional {id}.")


@users.route("/authors")
class AuthorList(Resource):
    @users.response(
        200,
        "Quienes escriben y firman notas, también quien aprende, por nombre",
        document(users, Practitioners),
    )
    @requires("records:write")
    def get(self):
        return get_cache().get("users", "authors", authors)


@users.route("/authors/<int:id>")
class OneAuthor(Resource):
    @users.response(200, "Quien escribe y firma notas", document(users, Practitioner))
    @errors(404)
    @requires("records:write")
    def get(self, id):
        with get_db().session() as db:
            row = queries.get_author(db, id)
        return found(row, f"La persona {id} no escribe notas.")


@roles.route("")
class Roles(Resource):
    @roles.response(200, "Roles, por nombre", document(roles, RolePage))
    @requires("roles:read")
    @query(roles, RoleFilter)
    def get(self, wanted):
        return get_cache().get("roles", wanted.model_dump_json(), lambda: page_of_roles(wanted))

    @roles.response(201, "Rol creado", document(roles, Role))
    @errors(409)
    @requires("roles:write")
    @body(roles, NewRole)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.create_role(tx, new), 201)


@roles.route("/readers")
class Readers(Resource):
    @roles.response(200, "Los roles que leen notas clínicas, por nombre", document(roles, RoleNames))
    @requires("records:write")
    def get(self):
        return get_cache().get("roles", "readers", readers)


@roles.route("/<int:id>")
class OneRole(Resource):
    @roles.response(200, "Rol", document(roles, Role))
    @errors(404)
    @requires("roles:read")
    def get(self, id):
        with get_db().session() as db:
            row = queries.get_role(db, id)
        return reply(found(row, f"No existe el rol {id}."))

    @roles.response(200, "Rol cambiado", document(roles, Role))
    @errors(404, 409, 412, 428)
    @requires("roles:write")
    @body(roles, RoleChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_role(tx, id, version, changes.model_dump(exclude_unset=True)))


def page_of_users(wanted):
    matching = {"role_id": wanted.role_id, "active": wanted.active, **words(wanted.search)}
    with get_db().session() as db:
        return queries.USERS.page(db, wanted, **matching)


def page_of_roles(wanted):
    with get_db().session() as db:
        return queries.ROLES.page(db, wanted, name=wanted.name, active=wanted.active, **words(wanted.search))


def practitioners():
    with get_db().session() as db:
        return {"data": queries.practitioners(db)}


def authors():
    with get_db().session() as db:
        return {"data": queries.authors(db)}


def readers():
    with get_db().session() as db:
        return {"data": queries.roles_holding(db, "records:read")}
