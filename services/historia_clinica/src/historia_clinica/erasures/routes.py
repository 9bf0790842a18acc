"""Erasing a person: what it would do, asked for, confirmed by somebody else; and how long what must stay is kept."""

from flask_restx import Namespace

from common.clock import clinic_today, clinic_zone
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica.erasures import neighbours, queries, service
from historia_clinica.erasures.schemas import (
    Erasure,
    ErasureFilter,
    ErasurePage,
    Erasures,
    NewErasure,
    NewRetention,
    Preview,
    Retention,
    ErasureWithdrawal,
)
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT

ns = Namespace("erasures", path="/", description="Supresión de los datos de una persona a su pedido")
erasure = document(ns, Erasure)
retention = document(ns, Retention)


@ns.route("/patients/<int:id>/erasure-preview")
class ErasurePreview(Resource):
    @ns.response(200, "Qué se iría hoy, qué se queda y hasta cuándo", document(ns, Preview))
    @errors(404, 503)
    @requires("erasures:read")
    def get(self, id):
        with get_db().session() as db:
            patient = found(patients.name(db, id), NO_SUCH_PATIENT)
        holdings = neighbours.holdings(patient["id"])
        with get_db().session() as db:
            return service.preview(db, patient["id"], holdings, clinic_today(), clinic_zone())


@ns.route("/patients/<int:id>/erasures")
class PatientErasures(Resource):
    @ns.response(200, "Lo que se pidió de esta persona, lo último primero", document(ns, Erasures))
    @errors(404)
    @requires("erasures:read")
    def get(self, id):
        with get_db().session() as db:
            found(patients.name(db, id), NO_SUCH_PATIENT)
            return {"data": queries.of_patient(db, id, clinic_today())}

    @ns.response(201, "Pedido anotado; lo confirma otra persona", erasure)
    @errors(404, 409, 503)
    @requires("erasures:write")
    @body(ns, NewErasure)
    def post(self, new, id):
        holdings = neighbours.holdings(id)
        with write() as tx:
            return tx.answer(service.ask(tx, id, new, holdings, me()), 201)


@ns.route("/erasures")
class AllErasures(Resource):
    @ns.response(200, "Los pedidos de supresión, los últimos primero", document(ns, ErasurePage))
    @requires("erasures:read")
    @query(ns, ErasureFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.ERASURES.page(db, wanted, state=wanted.state, due=wanted.due, today=clinic_today())


@ns.route("/erasures/<int:id>/withdraw")
class Withdraw(Resource):
    @ns.response(200, "Pedido retirado: nada se suprimió", erasure)
    @errors(404, 409)
    @requires("erasures:write")
    @body(ns, ErasureWithdrawal)
    def post(self, withdrawal, id):
        with write() as tx:
            return tx.answer(service.withdraw(tx, id, withdrawal.reason, me()))


@ns.route("/erasures/<int:id>/confirm")
class Confirm(Resource):
    @ns.response(200, "Suprimido, sin vuelta atrás", erasure)
    @errors(404, 409, 503)
    @requires("erasures:confirm")
    def post(self, id):
        with get_db().session() as db:
            asked = found(queries.get(db, id, clinic_today()), service.NO_SUCH_ERASURE)
        holdings = neighbours.holdings(asked["patient"]["id"])
        with write() as tx:
            return tx.answer(service.confirm(tx, id, holdings, me()))


@ns.route("/retention")
class RetentionSettings(Resource):
    @ns.response(200, "Cuántos años se conservan historias y facturas", retention)
    @requires("erasures:read")
    def get(self):
        with get_db().session() as db:
            return reply(queries.retention(db))

    @ns.response(200, "Reemplazado", retention)
    @errors(412, 428)
    @requires("erasures:confirm")
    @body(ns, NewRetention)
    def put(self, new):
        version = if_match()
        with write() as tx:
            return tx.answer(service.replace_retention(tx, version, new))
