"""Series: looked at before they are booked, booked, and moved or cancelled together."""

from flask_restx import Namespace

from citas.appointments import neighbours
from citas.series import queries, reads, service
from citas.series.schemas import (
    BookedSeries,
    NewSeries,
    Series,
    SeriesCancellation,
    SeriesExtension,
    SeriesMove,
    SeriesPlan,
)
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors

ns = Namespace("series", path="/series", description="Citas que se repiten y visitas de varias partes")
series = document(ns, Series)


@ns.route("/preview")
class Preview(Resource):
    @ns.response(200, "Cada fecha de la serie, y por qué no cabe la que no cabe", document(ns, SeriesPlan))
    @requires("appointments:write")
    @body(ns, NewSeries)
    def post(self, new):
        plan = service.prepare(new)
        with get_db().session() as db:
            return reads.preview(db, plan)


@ns.route("")
class AllSeries(Resource):
    @ns.response(201, "Todas sus citas agendadas; o ninguna", document(ns, BookedSeries))
    @errors(409)
    @requires("appointments:write")
    @body(ns, NewSeries)
    def post(self, new):
        plan = service.prepare(new)
        with reads.said_whole(plan), write() as tx:
            return tx.answer(service.book(tx, plan), 201)


@ns.route("/<int:id>")
class OneSeries(Resource):
    @ns.response(200, "La serie, con sus citas", series)
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(found(queries.get(db, id), service.NOT_FOUND))


@ns.route("/<int:id>/extension/preview")
class ExtensionPreview(Resource):
    @ns.response(
        200, "Cada fecha que se añadiría, y por qué no cabe la que no cabe", document(ns, SeriesPlan)
    )
    @errors(404, 409)
    @requires("appointments:write")
    @body(ns, SeriesExtension)
    def post(self, wish, id):
        plan = service.prepare_more(id, wish)
        with get_db().session() as db:
            return reads.preview(db, plan)


@ns.route("/<int:id>/extension")
class SeriesExtended(Resource):
    @ns.response(201, "Las citas añadidas, con la serie entera; o ninguna", document(ns, BookedSeries))
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, SeriesExtension)
    def post(self, wish, id):
        version = if_match()
        plan = service.prepare_more(id, wish)
        with reads.said_whole(plan), write() as tx:
            return tx.answer(service.extend(tx, id, version, wish, plan), 201)


@ns.route("/<int:id>/move")
class SeriesMoved(Resource):
    @ns.response(200, "Esas citas movidas; o ninguna", series)
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, SeriesMove)
    def post(self, wish, id):
        version = if_match()
        doctor = neighbours.doctor_of_field(wish.doctor_id) if wish.doctor_id else None
        with reads.moves_said_whole(id, wish), write() as tx:
            return tx.answer(service.move(tx, id, version, wish, doctor))


@ns.route("/<int:id>/cancel")
class SeriesCancelled(Resource):
    @ns.response(200, "Esas citas canceladas", series)
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, SeriesCancellation)
    def post(self, wish, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.cancel(tx, id, version, wish))
