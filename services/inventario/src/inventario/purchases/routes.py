"""Receipts of stock: what came in together, with its document."""

from flask_restx import Namespace

from common.store.db import get_db
from common.store.search import words
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from inventario.purchases import neighbours, queries, service
from inventario.purchases.schemas import (
    Annulment,
    DocumentChange,
    NewReceipt,
    ReceiptDetail,
    ReceiptFilter,
    ReceiptPage,
)

ns = Namespace(
    "receipts", path="/receipts", description="Ingresos de mercadería, con el documento de su compra"
)
receipt = document(ns, ReceiptDetail)


@ns.route("")
class Receipts(Resource):
    @ns.response(200, "Ingresos, del más nuevo al más antiguo", document(ns, ReceiptPage))
    @requires("products:read")
    @query(ns, ReceiptFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.RECEIPTS.page(
                db, wanted, documented=wanted.documented, annulled=wanted.annulled, **words(wanted.search)
            )

    @ns.response(201, "Ingreso registrado: cada línea, en su lote", receipt)
    @errors(404, 409, 503)
    @requires("stock:write")
    @body(ns, NewReceipt)
    def post(self, new):
        registered = new.document is not None and neighbours.registered(new.document)
        with write() as tx:
            return tx.answer(service.record(tx, new, registered), 201)


@ns.route("/<int:id>")
class OneReceipt(Resource):
    @ns.response(200, "El ingreso, con sus líneas", receipt)
    @errors(404)
    @requires("products:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(service.with_lines(db, found(queries.get(db, id), service.NOT_FOUND)))

    @ns.response(200, "Documento escrito o corregido", receipt)
    @errors(404, 409, 412, 428, 503)
    @requires("stock:write")
    @body(ns, DocumentChange)
    def patch(self, change, id):
        version = if_match()
        with get_db().session() as db:
            found(queries.get(db, id), service.NOT_FOUND)
        registered = neighbours.registered(change.document, id)
        with write() as tx:
            return tx.answer(service.document(tx, id, version, change, registered))


@ns.route("/<int:id>/annulment")
class AnnulledReceipt(Resource):
    @ns.response(200, "Ingreso anulado: sus lotes lo devolvieron, y su documento sale de los libros", receipt)
    @errors(404, 409, 412, 428)
    @requires("stock:write")
    @body(ns, Annulment)
    def post(self, wish, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.annul(tx, id, version, wish.reason))
