"""Merges of files: preview is what both files say; merge, see and separate."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica.merges import neighbours, queries, rules, service
from historia_clinica.merges.schemas import Merge, Merges, NewMerge, Pair, PairFilter, PairPage, Separation
from historia_clinica.pairs import queries as pairs
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT

ns = Namespace("merges", path="/", description="Fichas repetidas de un paciente: unirlas y separarlas")
merge = document(ns, Merge)
pair = document(ns, Pair)


@ns.route("/patients/<int:id>/merges")
class PatientMerges(Resource):
    @ns.response(200, "Las fichas que se unieron a esta, y las que se separaron", document(ns, Merges))
    @errors(404)
    @requires("patients:read")
    def get(self, id):
        with get_db().session() as db:
            found(patients.name(db, id), NO_SUCH_PATIENT)
            return {"data": queries.of_patient(db, id)}

    @ns.response(201, "Fichas unidas", merge)
    @errors(404, 409)
    @requires("patients:merge")
    @body(ns, NewMerge)
    def post(self, new, id):
        rules.must_owe_nothing_to(neighbours.credit_of(new.from_id))
        with write() as tx:
            return tx.answer(service.merge(tx, id, new, me()), 201)


@ns.route("/merges/<int:id>/separate")
class Separate(Resource):
    @ns.response(200, "Fichas separadas", merge)
    @errors(404, 409)
    @requires("patients:merge")
    @body(ns, Separation)
    def post(self, separation, id):
        with write() as tx:
            return tx.answer(service.separate(tx, id, separation.reason, me()))


@ns.route("/patient-pairs")
class Pairs(Resource):
    @ns.response(
        200, "Fichas que pueden ser de la misma persona, las más seguras primero", document(ns, PairPage)
    )
    @requires("patients:merge")
    @query(ns, PairFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return pairs.PAIRS.page(db, wanted, said=wanted.distinct)


@ns.route("/patient-pairs/<int:id>/<int:other_id>/distinct")
class Distinct(Resource):
    @ns.response(200, "Son dos personas: no se vuelven a ofrecer", pair)
    @errors(404)
    @requires("patients:merge")
    def post(self, id, other_id):
        with write() as tx:
            return tx.answer(service.decide(tx, id, other_id, True, me()))

    @ns.response(200, "Pueden ser una: vuelven a la lista", pair)
    @errors(404)
    @requires("patients:merge")
    def delete(self, id, other_id):
        with write() as tx:
            return tx.answer(service.decide(tx, id, other_id, False, me()))
