"""Stranded visits, of everybody."""

from flask_restx import Namespace

from citas.schedules import neighbours, reads
from citas.schedules.schemas.stranded import Stranded, StrandedFilter
from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, query

ns = Namespace("stranded-appointments", path="/stranded-appointments", description="Citas por reubicar")


@ns.route("")
class StrandedAppointments(Resource):
    @ns.response(200, "Citas por venir que perdieron profesional, hora o consultorio", document(ns, Stranded))
    @requires("appointments:read")
    @query(ns, StrandedFilter)
    def get(self, wanted):
        practitioners = neighbours.practitioners()
        with get_db().session() as db:
            return reads.stranded(db, practitioners=practitioners, **wanted.model_dump())
