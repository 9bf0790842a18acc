"""The report of a period."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, query
from facturacion import reports, schemas
from facturacion.schemas.reports import Report

ns = Namespace("reports", path="/reports", description="Reportes")


@ns.route("/dashboard")
class PeriodReport(Resource):
    @ns.response(200, "Ingresos, costos, gastos y cobros del período", document(ns, Report))
    @requires("reports:read")
    @query(ns, schemas.Span)
    def get(self, span):
        with get_db().session() as db:
            return reports.report(db, span.first, span.last)
