"""The exams that the clinic orders."""

from flask_restx import Namespace

from common.store.db import get_db
from common.store.search import words
from common.web.auth import requires
from common.web.http import if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica.exams import queries, service
from historia_clinica.exams.schemas import Exam, ExamChanges, ExamFilter, ExamPage, NewExam

ns = Namespace("exams", path="/exams", description="Exámenes que pide la clínica")
exam = document(ns, Exam)


@ns.route("")
class Exams(Resource):
    @ns.response(200, "Exámenes de la clínica, por su nombre", document(ns, ExamPage))
    @requires("records:read")
    @query(ns, ExamFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.EXAMS.page(
                db, wanted, **words(wanted.search), kind=wanted.kind, active=wanted.active
            )

    @ns.response(201, "Examen agregado", exam)
    @errors(409)
    @requires("records:sign")
    @body(ns, NewExam)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.add(tx, new), 201)


@ns.route("/<int:id>")
class OneExam(Resource):
    @ns.response(200, "Examen que se usa, o ya no", exam)
    @errors(404, 412, 428)
    @requires("records:sign")
    @body(ns, ExamChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.switch(tx, id, version, changes.active))
