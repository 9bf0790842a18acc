"""Certificates: issue, read, print and annul."""

from flask_restx import Namespace

from common.pdf import pdf_reply
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from historia_clinica.certificates import service
from historia_clinica.certificates.queries import CERTIFICATE
from historia_clinica.certificates.schemas import Certificate, CertificatePage, NewCertificate
from historia_clinica.fields import Annulment, NewestFirst
from historia_clinica.papers import service as papers

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
            return papers.of_patient(db, CERTIFICATE, id, wanted)

    @ns.response(201, "Certificado emitido, numerado e impreso; ya no se cambia", certificate)
    @errors(404, 503)
    @requires("records:certify")
    @body(ns, NewCertificate)
    def post(self, new, id):
        by = papers.issuer(CERTIFICATE)
        with write() as tx:
            return tx.answer(service.issue(tx, id, new, by), 201)


@ns.route("/certificates/<int:id>/pdf")
class CertificatePdf(Resource):
    @ns.response(200, "El certificado como se emitió, en PDF; leerlo queda registrado")
    @produces("application/pdf")
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            return pdf_reply(*papers.as_issued(db, CERTIFICATE, id))


@ns.route("/certificates/<int:id>/annul")
class CertificateAnnulment(Resource):
    @ns.response(200, "Certificado anulado; queda quién y por qué", certificate)
    @errors(404, 409)
    @requires("records:certify")
    @body(ns, Annulment)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(papers.annul(tx, CERTIFICATE, id, new.reason, me()))
