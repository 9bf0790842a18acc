"""Cheques: which wait for their day, which were deposited, which bounced; and the way back."""

from flask_restx import Namespace

from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from facturacion.billing.queries import cheques as queries
from facturacion.billing.schemas.cheques import (
    BounceWish,
    Cheque,
    ChequeFilter,
    ChequePage,
    DepositWish,
    ReturnWish,
)
from facturacion.billing.service import cheques as service

ns = Namespace("cheques", path="/cheques", description="Cheques recibidos")
cheque = document(ns, Cheque)


@ns.route("")
class Cheques(Resource):
    @ns.response(200, "Cheques, el que se cobra antes primero", document(ns, ChequePage))
    @requires("invoices:read")
    @query(ns, ChequeFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.page(db, wanted, clinic_today())


@ns.route("/<int:id>/deposit")
class Deposited(Resource):
    @ns.response(200, "Cheque depositado", cheque)
    @errors(404, 409, 412, 428)
    @requires("payments:write")
    @body(ns, DepositWish)
    def post(self, wish, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.deposit(tx, id, version, wish.day))


@ns.route("/<int:id>/deposit/undo")
class DepositUndone(Resource):
    @ns.response(200, "Cheque otra vez por depositar", cheque)
    @errors(404, 409, 412, 428)
    @requires("payments:write")
    def post(self, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.undo_deposit(tx, id, version))


@ns.route("/<int:id>/bounce")
class Bounced(Resource):
    @ns.response(200, "Cheque devuelto por el banco: lo que pagó se debe otra vez", cheque)
    @errors(404, 409, 412, 428)
    @requires("payments:write")
    @body(ns, BounceWish)
    def post(self, wish, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.bounce(tx, id, version, wish.reason))


@ns.route("/<int:id>/bounce/undo")
class BounceUndone(Resource):
    @ns.response(200, "El cheque vuelve a pagar, con un pago nuevo", cheque)
    @errors(404, 409, 412, 428)
    @requires("payments:write")
    def post(self, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.undo_bounce(tx, id, version))


@ns.route("/<int:id>/return")
class Returned(Resource):
    @ns.response(200, "Cheque de un abono entregado al paciente: ya no está a su favor", cheque)
    @errors(404, 409, 412, 428)
    @requires("payments:refund")
    @body(ns, ReturnWish)
    def post(self, wish, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.give_back(tx, id, version, wish.reason))


@ns.route("/<int:id>/return/undo")
class ReturnUndone(Resource):
    @ns.response(200, "El cheque está otra vez en el cajón, con un abono nuevo", cheque)
    @errors(404, 409, 412, 428)
    @requires("payments:refund")
    def post(self, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.undo_return(tx, id, version))
