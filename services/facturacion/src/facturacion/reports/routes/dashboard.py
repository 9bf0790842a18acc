"""The report of a period, and the figures of the home page."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, query
from facturacion.fields import Span
from facturacion.reports.reads import dashboard as reads
from facturacion.reports.schemas.dashboard import MonthlyQuery, Months, Report, Stats

ns = Namespace("reports", path="/reports", description="Reportes")
dashboard = Namespace("dashboard", path="/dashboard", description="Cifras del día y del mes")


@ns.route("/dashboard")
class PeriodReport(Resource):
    @ns.response(200, "Ingresos, costos, gastos y cobros del período", document(ns, Report))
    @requires("reports:read")
    @query(ns, Span)
    def get(self, span):
        with get_db().session() as db:
            return reads.report(db, span.first, span.last)


@dashboard.route("/stats")
class Figures(Resource):
    @dashboard.response(200, "Hoy, este mes y el anterior", document(dashboard, Stats))
    @requires("reports:read")
    def get(self):
        with get_db().session() as db:
            return reads.stats(db)


@dashboard.route("/monthly")
class Monthly(Resource):
    @dashboard.response(200, "Mes a mes, del más antiguo al actual", document(dashboard, Months))
    @requires("reports:read")
    @query(dashboard, MonthlyQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.monthly(db, wanted.months)
