"""The figures of the home page."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, query
from facturacion import reports
from facturacion.schemas.reports import MonthlyQuery, Months, Stats

ns = Namespace("dashboard", path="/dashboard", description="Cifras del día y del mes")


@ns.route("/stats")
class Figures(Resource):
    @ns.response(200, "Hoy, este mes y el anterior", document(ns, Stats))
    @requires("reports:read")
    def get(self):
        with get_db().session() as db:
            return reports.stats(db)


@ns.route("/monthly")
class Monthly(Resource):
    @ns.response(200, "Mes a mes, del más antiguo al actual", document(ns, Months))
    @requires("reports:read")
    @query(ns, MonthlyQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return reports.monthly(db, wanted.months)
