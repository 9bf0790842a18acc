"""What was given back, of every patient."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, query
from facturacion.billing.queries import refunds as queries
from facturacion.billing.schemas.refunds import RefundFilter, RefundPage

ns = Namespace("refunds", path="/refunds", description="Dinero devuelto")


@ns.route("")
class RefundList(Resource):
    @ns.response(200, "Devoluciones, la última primero", document(ns, RefundPage))
    @requires("invoices:read")
    @query(ns, RefundFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.page(db, wanted)
