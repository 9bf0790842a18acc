"""Restrictions of notes, and their openings."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica.patients import queries as patients
from historia_clinica.restrictions import neighbours, queries, rules, service
from historia_clinica.restrictions.schemas import (
    NewOpening,
    NewRestriction,
    Opening,
    OpeningFilter,
    OpeningPage,
    RestrictedNote,
    RestrictedNotes,
)
from historia_clinica.rules import NO_SUCH_PATIENT

ns = Namespace("restrictions", path="/", description="Notas restringidas: quién las lee y quién las abrió")
restricted = document(ns, RestrictedNote)
opening = document(ns, Opening)


@ns.route("/patients/<int:id>/restricted-notes")
class PatientRestrictedNotes(Resource):
    @ns.response(
        200,
        "Las notas restringidas del paciente: fecha y autor, no lo que dicen",
        document(ns, RestrictedNotes),
    )
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            found(patients.name(db, id), NO_SUCH_PATIENT)
            return {"data": queries.of_patient(db, id, drafts=me().may("records:write"))}


@ns.route("/notes/<int:id>/restrictions")
class Restrictions(Resource):
    @ns.response(200, "La nota la leen su autor y esos roles", restricted)
    @errors(404, 409, 503)
    @requires("records:write")
    @body(ns, NewRestriction)
    def post(self, new, id):
        rules.must_be_known(new.roles, neighbours.readers())
        with write() as tx:
            return tx.answer(service.restrict(tx, id, new.roles, me()))


@ns.route("/notes/<int:id>/restrictions/lift")
class Lifting(Resource):
    @ns.response(200, "La nota la leen todos los que leen notas", restricted)
    @errors(404, 409)
    @requires("records:write")
    def post(self, id):
        with write() as tx:
            return tx.answer(service.lift(tx, id, me()))


@ns.route("/notes/<int:id>/openings")
class NoteOpenings(Resource):
    @ns.response(201, "Puede leer la nota durante una hora; quedó registrado con su motivo", opening)
    @errors(404, 409)
    @requires("records:read")
    @body(ns, NewOpening)
    def post(self, new, id):
        rules.must_be_person(me())
        rules.must_say_why(new.reason)
        with write() as tx:
            return tx.answer(service.open(tx, id, new.reason, me()), 201)


@ns.route("/note-openings")
class Openings(Resource):
    @ns.response(
        200, "Notas restringidas que se abrieron con un motivo, lo último primero", document(ns, OpeningPage)
    )
    @requires("restrictions:read")
    @query(ns, OpeningFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.OPENINGS.page(db, wanted, reviewed=wanted.reviewed)


@ns.route("/note-openings/<int:id>/review")
class Review(Resource):
    @ns.response(200, "Revisada", opening)
    @errors(404)
    @requires("restrictions:write")
    def post(self, id):
        with write() as tx:
            return tx.answer(service.review(tx, id, me()))
