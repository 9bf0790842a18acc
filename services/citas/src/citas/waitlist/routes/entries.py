"""Who waits: listed, entered, changed, withdrawn."""

from flask_restx import Namespace

from citas.waitlist.queries import entries as queries
from citas.waitlist.rules import OPEN
from citas.waitlist.schemas.entries import Entry, EntryChanges, EntryFilter, EntryPage, NewEntry, Withdrawal
from citas.waitlist.service import entries as service
from common.clock import clinic_today
from common.store.db import get_db
from common.store.search import words
from common.store.sql import only
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace("waitlist", path="/waitlist", description="Lista de espera")
entry = document(ns, Entry)


@ns.route("")
class Entries(Resource):
    @ns.response(200, "Quienes esperan, desde cuándo", document(ns, EntryPage))
    @requires("appointments:read")
    @query(ns, EntryFilter)
    def get(self, wanted):
        matching = only(vars(wanted), "doctor_id", "patient_id", "treatment_id") | words(wanted.search)
        with get_db().session() as db:
            return queries.ENTRIES.page(
                db, wanted, state=wanted.state or sorted(OPEN), today=clinic_today(), **matching
            )

    @ns.response(201, "En la lista de espera", entry)
    @errors(409)
    @requires("appointments:write")
    @body(ns, NewEntry)
    def post(self, new):
        patient, known = service.prepare(new)
        with write() as tx:
            return tx.answer(service.add(tx, new, patient, known), 201)


@ns.route("/<int:id>")
class OneEntry(Resource):
    @ns.response(200, "Una espera", entry)
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(found(queries.get(db, id, clinic_today()), service.NOT_FOUND))

    @ns.response(200, "Espera cambiada", entry)
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, EntryChanges)
    def patch(self, changes, id):
        version = if_match()
        given = changes.model_dump(exclude_unset=True)
        known = service.asked(given, changes)
        with write() as tx:
            return tx.answer(service.change(tx, id, version, given, known))


@ns.route("/<int:id>/withdraw")
class WithdrawnEntry(Resource):
    @ns.response(200, "Ya no espera", entry)
    @errors(404, 409, 412)
    @requires("appointments:write")
    @body(ns, Withdrawal)
    def post(self, wish, id):
        version = if_match(needed=False)
        with write() as tx:
            return tx.answer(service.withdraw(tx, id, version, wish.reason))
