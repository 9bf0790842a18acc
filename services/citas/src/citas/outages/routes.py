"""Outages: the package, when they were, and what is entered of them."""

from datetime import UTC, datetime

from flask import current_app, request
from flask_restx import Namespace

from citas.appointments.queries import appointments
from citas.appointments.service import states
from citas.moments import bounds
from citas.outages import events, neighbours, queries, service, sheet
from citas.outages.rules import EXPECTED
from citas.outages.schemas import (
    PaperEntry,
    NewPaperEntry,
    NewOutage,
    Outage,
    OutageChanges,
    OutageFilter,
    OutagePage,
    PackageQuery,
    PaperVisits,
)
from citas.outages.service import NO_SUCH_OUTAGE
from common import pdf
from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query

ns = Namespace(
    "outages",
    path="/",
    description="Apagones: el paquete para trabajar en papel, y lo que se ingresa después",
)
outage = document(ns, Outage)


@ns.route("/outage-package.pdf")
class Package(Resource):
    @ns.response(
        200, "La agenda del día con sus alertas y una hoja por cita, en PDF; sacarlo queda registrado"
    )
    @produces("application/pdf")
    @errors(503)
    @requires("outages:read")
    @query(ns, PackageQuery)
    def get(self, wanted):
        day = wanted.date or clinic_today()
        with get_db().session() as db:
            start, end = bounds(day)
            visits = [one for one in appointments.between(db, start, end, None) if one["status"] in EXPECTED]
            events.taken(db, day, len(visits))
        known = neighbours.alerts(one["patient"]["id"] for one in visits)
        base = current_app.config["SETTINGS"].public_url or request.host_url
        made = sheet.printed(day, visits, known, base, pdf.letterhead(), datetime.now(UTC))
        return pdf.pdf_reply(made, f"agenda-{day:%Y-%m-%d}")


@ns.route("/outages")
class Outages(Resource):
    @ns.response(200, "Apagones, los últimos primero", document(ns, OutagePage))
    @requires("outages:read")
    @query(ns, OutageFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.OUTAGES.page(db, wanted)

    @ns.response(201, "Apagón registrado", outage)
    @errors(409)
    @requires("outages:write")
    @body(ns, NewOutage)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.declare(tx, new, me()), 201)


@ns.route("/outages/<int:id>")
class OneOutage(Resource):
    @ns.response(200, "El apagón", outage)
    @errors(404)
    @requires("outages:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(found(queries.get(db, id), NO_SUCH_OUTAGE))

    @ns.response(200, "Apagón cambiado", outage)
    @errors(404, 409, 412, 428)
    @requires("outages:write")
    @body(ns, OutageChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes))


@ns.route("/outages/<int:id>/visits")
class PaperVisitsOf(Resource):
    @ns.response(200, "Las citas de esas horas, y lo que se ingresó de cada una", document(ns, PaperVisits))
    @errors(404)
    @requires("outages:read")
    def get(self, id):
        with get_db().session() as db:
            found(queries.get(db, id), NO_SUCH_OUTAGE)
            return {"data": queries.visits(db, id)}


@ns.route("/outages/<int:id>/entries")
class PaperEntries(Resource):
    @ns.response(201, "Atención ingresada; su consumo y su cobro son de hoy", document(ns, PaperEntry))
    @errors(404, 409, 503)
    @requires("outages:write")
    @body(ns, NewPaperEntry)
    def post(self, new, id):
        with get_db().session() as db:
            version = states.ask_to_complete(db, new.appointment_id, None)
        with write() as tx:
            return tx.answer(service.enter(tx, id, new, version, me()), 201)
