"""Calendars from elsewhere that block a professional's hours."""

from flask_restx import Namespace

from citas.busy_feeds import queries, service
from citas.busy_feeds.schemas import BusyFeed, BusyFeeds, NewBusyFeed
from citas.schedules import neighbours
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import write
from common.web.resource import Resource
from common.web.schema import body, document, errors

doctors = Namespace(
    "doctor-busy-feeds", path="/doctors", description="Calendarios que ocupan horas de un profesional"
)
ns = Namespace("busy-feeds", path="/busy-feeds", description="Calendarios importados")
feed = document(ns, BusyFeed)


@doctors.route("/<int:id>/busy-feeds")
class DoctorBusyFeeds(Resource):
    @doctors.response(
        200,
        "Los calendarios que importa, cuándo se leyeron y con qué citas chocan",
        document(doctors, BusyFeeds),
    )
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        service.must_be_theirs(id)
        with get_db().session() as db:
            return {
                "data": [
                    row | {"clashes": queries.clashes(db, row["id"])} for row in queries.of_doctor(db, id)
                ]
            }

    @doctors.response(201, "Importado: se lee en menos de un minuto", document(doctors, BusyFeed))
    @errors(404, 409)
    @requires("appointments:read")
    @body(doctors, NewBusyFeed)
    def post(self, new, id):
        service.must_be_theirs(id)
        doctor = neighbours.doctor(id)
        with write() as tx:
            return tx.answer(service.add(tx, doctor, new), 201)


@ns.route("/<int:id>/read")
class BusyFeedRead(Resource):
    @ns.response(200, "Se lee otra vez en menos de un minuto", feed)
    @errors(404)
    @requires("appointments:read")
    def post(self, id):
        with write() as tx:
            return tx.answer(service.read_soon(tx, id))


@ns.route("/<int:id>")
class OneBusyFeed(Resource):
    @ns.response(204, "Ya no se importa, y sus horas quedan libres")
    @errors(404)
    @requires("appointments:read")
    def delete(self, id):
        with write() as tx:
            service.remove(tx, id)
            return tx.answer(None, 204)
