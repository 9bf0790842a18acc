"""Margins by treatment, professional and visit; what each is made of; the result by month; how expenses are shared."""

from flask_restx import Namespace

from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from common.web.sheets import MEDIA_TYPE, sheets_reply
from facturacion.reports import neighbours, service, sheets
from facturacion.reports.queries import margin as queries
from facturacion.reports.reads import margin as reads
from facturacion.reports.schemas.margin import (
    LinesQuery,
    Margin,
    MarginLines,
    MarginQuery,
    MarginSheetQuery,
    MarginVisits,
    ProjectedQuery,
    Receivables,
    Results,
    Sharing,
    SharingWish,
    VisitsQuery,
    YearQuery,
)

ns = Namespace("margins", path="/reports", description="Márgenes y resultado")
sharing = document(ns, Sharing)


def about_of(wanted):
    """What row a drill-down is about."""
    return wanted.model_dump(include={"kind", "reference_id", "doctor_id", "without"})


@ns.route("/margin")
class MarginOfMonth(Resource):
    @ns.response(200, "El margen de un mes, y lo que no es de nadie", document(ns, Margin))
    @requires("reports:read")
    @query(ns, MarginQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.margin(db, wanted.month, wanted.by, wanted.limit, wanted.after)


@ns.route("/margin/lines")
class LinesOfMargin(Resource):
    @ns.response(200, "De qué se compone una fila del margen", document(ns, MarginLines))
    @requires("reports:read")
    @query(ns, LinesQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.lines(db, wanted.month, about_of(wanted))


@ns.route("/margin/visits")
class VisitsOfMargin(Resource):
    @ns.response(200, "Las citas, y facturas sin cita, de una fila del margen", document(ns, MarginVisits))
    @requires("reports:read")
    @query(ns, VisitsQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.visits(db, wanted, about_of(wanted))


@ns.route("/results")
class ResultsOfYear(Resource):
    @ns.response(200, "El resultado de cada mes contra el año anterior", document(ns, Results))
    @requires("reports:read")
    @query(ns, YearQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.results(db, wanted.year or clinic_today().year)


@ns.route("/receivables")
class ReceivablesByAge(Resource):
    @ns.response(200, "Lo que se debe, por antigüedad de la factura", document(ns, Receivables))
    @requires("reports:read")
    def get(self):
        with get_db().session() as db:
            return reads.receivables(db)


@ns.route("/expense-sharing")
class ExpenseSharing(Resource):
    @ns.response(200, "Cómo se reparten los gastos", sharing)
    @requires("reports:read")
    def get(self):
        with get_db().session() as db:
            return reply(queries.sharing(db))

    @ns.response(200, "Reparto cambiado", sharing)
    @errors(412, 428)
    @requires("reports:write")
    @body(ns, SharingWish)
    def put(self, wish):
        version = if_match()
        with write() as tx:
            return tx.answer(service.share(tx, version, wish))


@ns.route("/margin.xlsx")
class MarginSheet(Resource):
    @produces(MEDIA_TYPE)
    @ns.response(200, "El margen, como hoja de cálculo")
    @requires("reports:read")
    @query(ns, MarginSheetQuery)
    def get(self, wanted):
        with get_db().session() as db:
            report = reads.margin(db, wanted.month, wanted.by)
        return sheets_reply(f"margen-{wanted.by}-{report['month']}", *sheets.margin(report, wanted.by))


@ns.route("/projected.xlsx")
class ProjectedSheet(Resource):
    @produces(MEDIA_TYPE)
    @ns.response(200, "Lo que pide la receta por las sesiones del mes, contra lo que salió de los lotes")
    @errors(404)
    @requires("reports:read")
    @query(ns, ProjectedQuery)
    def get(self, wanted):
        recipe = neighbours.recipe_of(wanted.treatment_id)
        with get_db().session() as db:
            report = reads.projected(db, wanted.month, wanted.treatment_id, recipe)
        return sheets_reply(
            f"proyectado-contra-real-{wanted.treatment_id}-{report['month']}", *sheets.projected(report)
        )


@ns.route("/results.xlsx")
class ResultsSheet(Resource):
    @produces(MEDIA_TYPE)
    @ns.response(200, "El resultado de cada mes, como hoja de cálculo")
    @requires("reports:read")
    @query(ns, YearQuery)
    def get(self, wanted):
        with get_db().session() as db:
            report = reads.results(db, wanted.year or clinic_today().year)
        return sheets_reply(f"resultado-{report['year']}", *sheets.results(report))
