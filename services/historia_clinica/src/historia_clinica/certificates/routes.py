"""Certificates: issue, read, print and annul."""

from datetime import UTC, datetime

from flask_restx import Namespace

from common import pdf
from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from historia_clinica import practitioners
from historia_clinica.certificates import queries, service, sheet
from historia_clinica.certificates.schemas import Certificate, CertificatePage, NewCertificate
from historia_clinica.certificates.service import NO_SUCH_CERTIFICATE
from historia_clinica.fields import Annulment, NewestFirst
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT, must_be_registered
from historia_clinica.trace import viewed

ns = Namespace("certificates", path="/", description="Certificados médicos (formulario 117, transcripción)")
certificate = document(ns, Certificate)


@ns.route("/patients/<int:id>/certificates")
class PatientCertificates(Resource):
    @ns.response(
        200, "Certificados, los últimos primero; leerlos queda registrado", document(ns, CertificatePage)
    )
    @errors(404)
    @requires("records:read")
    @query(ns, NewestFirst)
    def get(self, wanted, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "los certificados")
            return queries.CERTIFICATES.page(db, wanted, patient_id=id)

    @ns.response(201, "Certificado emitido, numerado e impreso; ya no se cambia", certificate)
    @errors(404, 503)
    @requires("records:certify")
    @body(ns, NewCertificate)
    def post(self, new, id):
        practitioner, today = practitioners.ask(me().id), clinic_today()
        must_be_registered(practitioner, today, "certificar")
        clinic, now = pdf.letterhead(), datetime.now(UTC)
        with write() as tx:
            return tx.answer(service.issue(tx, id, new, me(), practitioner, clinic, now, today), 201)


@ns.route("/certificates/<int:id>/pdf")
class CertificatePdf(Resource):
    @ns.response(200, "El certificado como se emitió, en PDF; leerlo queda registrado")
    @produces("application/pdf")
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            one = found(queries.get(db, id), NO_SUCH_CERTIFICATE)
            viewed(db, patients.name(db, one["patient_id"]), "un certificado")
            return pdf.pdf_reply(queries.document(db, id), sheet.name_of(one))


@ns.route("/certificates/<int:id>/annul")
class CertificateAnnulment(Resource):
    @ns.response(200, "Certificado anulado; queda quién y por qué", certificate)
    @errors(404, 409)
    @requires("records:certify")
    @body(ns, Annulment)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.annul(tx, id, new.reason, me()))
