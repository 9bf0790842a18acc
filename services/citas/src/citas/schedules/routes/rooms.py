"""Rooms."""

from flask_restx import Namespace

from citas.schedules.queries.rooms import ROOMS
from citas.schedules.schemas.rooms import ChangedRoom, NewRoom, Room, RoomChanges, RoomFilter, RoomPage
from citas.schedules.service import rooms as service
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace("rooms", path="/rooms", description="Consultorios")
room = document(ns, Room)


@ns.route("")
class Rooms(Resource):
    @ns.response(200, "Consultorios, por nombre", document(ns, RoomPage))
    @requires("appointments:read")
    @query(ns, RoomFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return ROOMS.page(db, wanted, active=wanted.active)

    @ns.response(201, "Consultorio creado", room)
    @errors(409)
    @requires("schedules:write")
    @body(ns, NewRoom)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.create(tx, new), 201)


@ns.route("/<int:id>")
class OneRoom(Resource):
    @ns.response(200, "Consultorio modificado", document(ns, ChangedRoom))
    @errors(404, 409, 412, 428)
    @requires("schedules:write")
    @body(ns, RoomChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes.model_dump(exclude_unset=True)))
