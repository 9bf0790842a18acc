"""Roles: permissions and menu."""

from flask_restx import Namespace

from auth.queries import roles as queries
from auth.schemas.roles import NewRole, Role, RoleChanges, RoleFilter, RolePage
from auth.service import roles as service
from common.problems import NotFound
from common.store.cache import get_cache
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.paging import decode, page_of
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace("roles", path="/roles", description="Roles, sus permisos y su menú")


@ns.route("")
class Roles(Resource):
    @ns.response(200, "Roles, por nombre", document(ns, RolePage))
    @requires("roles:read")
    @query(ns, RoleFilter)
    def get(self, wanted):
        return get_cache().get("roles", wanted.model_dump_json(), lambda: page(wanted))

    @ns.response(201, "Rol creado", document(ns, Role))
    @errors(409)
    @requires("roles:write")
    @body(ns, NewRole)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.create(tx, new), 201)


@ns.route("/<int:id>")
class OneRole(Resource):
    @ns.response(200, "Rol", document(ns, Role))
    @errors(404)
    @requires("roles:read")
    def get(self, id):
        with get_db().session() as db:
            row = queries.get(db, id)
        if row is None:
            raise NotFound(f"No existe el rol {id}.")
        return reply(row)

    @ns.response(200, "Rol cambiado", document(ns, Role))
    @errors(404, 409, 412, 428)
    @requires("roles:write")
    @body(ns, RoleChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes.model_dump(exclude_unset=True)))


def page(wanted):
    name, id = decode(wanted.after, 2)
    with get_db().session() as db:
        rows = queries.list_roles(db, wanted.search, name, id, wanted.limit)
        count = queries.count_roles(db, wanted.search) if wanted.total else None
    return page_of(rows, wanted.limit, ("name", "id"), count)
