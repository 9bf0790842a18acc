"""A patient's background: read, record and correct."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import if_match, write
from common.web.paging import decode, page_of
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica import events
from historia_clinica.clock import clinic_today
from historia_clinica.queries import history as queries
from historia_clinica.queries import patients
from historia_clinica.schemas.history import (
    HistoryChanges,
    HistoryEntry,
    HistoryFilter,
    HistoryPage,
    NewHistoryEntry,
)
from historia_clinica.service import history as service
from historia_clinica.service.patients import must_exist

ns = Namespace("medical-history", path="/", description="Antecedentes de un paciente")
entry = document(ns, HistoryEntry)


@ns.route("/patients/<int:id>/medical-history")
class History(Resource):
    @ns.response(
        200, "Antecedentes, los últimos primero; leerlos queda registrado", document(ns, HistoryPage)
    )
    @errors(404)
    @requires("records:read")
    @query(ns, HistoryFilter)
    def get(self, wanted, id):
        (after_id,) = decode(wanted.after, 1)
        with get_db().session() as db:
            events.viewed(db, must_exist(patients.name(db, id)), "los antecedentes")
            rows = queries.page(db, id, wanted.active, after_id, wanted.limit)
            count = queries.count(db, id, wanted.active) if wanted.total else None
        return page_of(rows, wanted.limit, ("id",), count)

    @ns.response(201, "Antecedente registrado", entry)
    @errors(404)
    @requires("records:write")
    @body(ns, NewHistoryEntry)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.record(tx, id, new, me(), clinic_today()), 201)


@ns.route("/medical-history/<int:id>")
class OneEntry(Resource):
    @ns.response(200, "Antecedente actualizado", entry)
    @errors(404, 412, 428)
    @requires("records:write")
    @body(ns, HistoryChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes, clinic_today()))
