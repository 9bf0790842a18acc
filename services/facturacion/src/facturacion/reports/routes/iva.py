"""The books of IVA, for the accountant."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, query
from facturacion.reports.reads import iva as reads
from facturacion.reports.schemas.iva import Books, BooksQuery

ns = Namespace("iva", path="/reports", description="Libros de IVA")


@ns.route("/iva")
class IvaBooks(Resource):
    @ns.response(200, "Ventas y compras de un mes, con su IVA", document(ns, Books))
    @requires("reports:read")
    @query(ns, BooksQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.books(db, wanted.month)
