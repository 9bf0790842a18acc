"""Somebody else is changing the same visit: said by whoever has it open, seen by the others. It keeps nobody out."""

from flask_restx import Namespace

from citas.appointments.queries import editing as queries
from citas.appointments.schemas.editing import Editors
from citas.appointments.service.booking import NOT_FOUND
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, write
from common.web.resource import Resource
from common.web.schema import document, errors

ns = Namespace("editing", path="/appointments", description="Quién más está cambiando una cita")
editors = document(ns, Editors)


@ns.route("/<int:id>/editing")
class Editing(Resource):
    @ns.response(200, "Quién más la está cambiando", editors)
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            must_exist(db, id)
            return {"data": queries.others(db, id, me().id)}

    @ns.response(201, "Anotado por unos segundos que la cambia; quién más lo hace", editors)
    @errors(404)
    @requires("appointments:write")
    def post(self, id):
        with write() as tx:
            must_exist(tx, id)
            queries.note(tx, id, me().id, me().name)
            return tx.answer({"data": queries.others(tx, id, me().id)}, 201)

    @ns.response(204, "Ya no la cambia")
    @errors(404)
    @requires("appointments:write")
    def delete(self, id):
        with write() as tx:
            must_exist(tx, id)
            queries.leave(tx, id, me().id)
            return tx.answer(None, 204)


def must_exist(db, id):
    found(queries.visit(db, id), NOT_FOUND)
