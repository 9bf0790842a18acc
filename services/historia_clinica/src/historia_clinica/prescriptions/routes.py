"""Prescriptions: write, read, print, mail and annul; and favourites."""

from flask_restx import Namespace

from common.pdf import pdf_reply
from common.signing import pdfs
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from historia_clinica.fields import Annulment, NewestFirst
from historia_clinica.papers import service as papers
from historia_clinica.prescriptions import queries, service
from historia_clinica.prescriptions.queries import PRESCRIPTION
from historia_clinica.prescriptions.schemas import (
    MailWish,
    NewPrescription,
    NewTemplate,
    Prescription,
    PrescriptionPage,
    Template,
    Templates,
)

ns = Namespace("prescriptions", path="/", description="Recetas, y recetas favoritas")
prescription = document(ns, Prescription)


@ns.route("/patients/<int:id>/prescriptions")
class PatientPrescriptions(Resource):
    @ns.response(
        200, "Recetas, las últimas primero; leerlas queda registrado", document(ns, PrescriptionPage)
    )
    @errors(404)
    @requires("records:read")
    @query(ns, NewestFirst)
    def get(self, wanted, id):
        with get_db().session() as db:
            return papers.of_patient(db, PRESCRIPTION, id, wanted)

    @ns.response(201, "Receta emitida, numerada e impresa; ya no se cambia", prescription)
    @errors(404, 409)
    @requires("records:sign")
    @body(ns, NewPrescription)
    def post(self, new, id):
        by = papers.issuer(PRESCRIPTION)
        if new.sign:
            # Not within the transaction, for whose number other prescriptions wait.
            pdfs.load()
        with write() as tx:
            return tx.answer(service.issue(tx, id, new, by), 201)


@ns.route("/prescriptions/<int:id>/pdf")
class PrescriptionPdf(Resource):
    @ns.response(200, "La receta como se emitió, en PDF; leerla queda registrado")
    @produces("application/pdf")
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            return pdf_reply(*papers.as_issued(db, PRESCRIPTION, id))


@ns.route("/prescriptions/<int:id>/annul")
class PrescriptionAnnulment(Resource):
    @ns.response(200, "Receta anulada; queda quién y por qué", prescription)
    @errors(404, 409)
    @requires("records:sign")
    @body(ns, Annulment)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(papers.annul(tx, PRESCRIPTION, id, new.reason, me()))


@ns.route("/prescriptions/<int:id>/mail")
class PrescriptionMail(Resource):
    @ns.response(204, "Se enviará por correo")
    @errors(404, 409)
    @requires("records:sign")
    @body(ns, MailWish)
    def post(self, wish, id):
        with write() as tx:
            service.send(tx, id, wish.to)
            return tx.answer(None, 204)


@ns.route("/prescription-templates")
class PrescriptionTemplates(Resource):
    @ns.response(200, "Recetas favoritas, por nombre", document(ns, Templates))
    @requires("records:read")
    def get(self):
        with get_db().session() as db:
            return reply({"data": queries.templates(db)})

    @ns.response(201, "Favorita guardada", document(ns, Template))
    @errors(409)
    @requires("records:sign")
    @body(ns, NewTemplate)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.keep_template(tx, new, me()), 201)


@ns.route("/prescription-templates/<int:id>")
class OneTemplate(Resource):
    @ns.response(204, "Favorita quitada")
    @errors(404)
    @requires("records:sign")
    def delete(self, id):
        with write() as tx:
            service.retire_template(tx, id)
            return tx.answer(None, 204)
