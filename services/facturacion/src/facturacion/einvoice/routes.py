"""The issuer and its certificate; electronic documents."""

from flask import make_response
from flask_restx import Namespace

from common.clock import clinic_zone
from common.pdf import pdf_reply
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from facturacion.einvoice import reads, ride, schemas, service
from facturacion.einvoice.queries import einvoices

issuer = Namespace("issuer", path="/issuer", description="Quién emite comprobantes electrónicos")
ns = Namespace("einvoices", path="/einvoices", description="Comprobantes electrónicos")
one_issuer, detail = document(issuer, schemas.Issuer), document(ns, schemas.EinvoiceDetail)


@issuer.route("")
class OneIssuer(Resource):
    @issuer.response(200, "El emisor, y lo que le falta", one_issuer)
    @requires("einvoices:read")
    def get(self):
        with get_db().session() as db:
            return reply(service.issuer(db))

    @issuer.response(200, "Emisor cambiado", one_issuer)
    @errors(412, 428)
    @requires("einvoices:issuer")
    @body(issuer, schemas.IssuerChanges)
    def patch(self, changes):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_issuer(tx, version, changes))


@issuer.route("/certificates")
class Certificates(Resource):
    @issuer.response(
        201, "Certificado guardado, que firma desde ahora", document(issuer, schemas.Certificate)
    )
    @requires("einvoices:issuer")
    @body(issuer, schemas.NewCertificate)
    def post(self, new):
        credential = service.opened(new.content, new.password)
        with write() as tx:
            return tx.answer(service.upload_certificate(tx, credential), 201)


@issuer.route("/iva-years")
class IvaYears(Resource):
    @issuer.response(200, "La tarifa general de ese año es la de la tabla", one_issuer)
    @requires("einvoices:issuer")
    @body(issuer, schemas.IvaYear)
    def post(self, wish):
        with write() as tx:
            return tx.answer(service.confirm_iva(tx, wish.year))


@ns.route("")
class Einvoices(Resource):
    @ns.response(200, "Comprobantes electrónicos", document(ns, schemas.EinvoicePage))
    @requires("einvoices:read")
    @query(ns, schemas.EinvoiceFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.page(db, wanted)


@ns.route("/summary")
class EinvoiceSummary(Resource):
    @ns.response(200, "Lo que espera al SRI", document(ns, schemas.Summary))
    @requires("einvoices:read")
    def get(self):
        with get_db().session() as db:
            return reads.summary(db)


@ns.route("/hurry")
class Hurry(Resource):
    @ns.response(200, "Lo que esperaba otro intento se intenta ya", document(ns, schemas.Hurried))
    @requires("einvoices:write")
    def post(self):
        with write() as tx:
            return tx.answer({"hurried": einvoices.hurry(tx)})


@ns.route("/<int:id>")
class OneEinvoice(Resource):
    @ns.response(200, "El comprobante, con cada intento", detail)
    @errors(404)
    @requires("einvoices:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(reads.detail(db, id))


@ns.route("/<int:id>/xml")
class EinvoiceXml(Resource):
    @ns.doc(produces=["application/xml", "application/problem+json"])
    @ns.response(200, "El comprobante firmado; autorizado, en su sobre")
    @errors(404)
    @requires("einvoices:read")
    def get(self, id):
        with get_db().session() as db:
            key, content = reads.xml(db, id)
        return xml_file(key, content)


@ns.route("/<int:id>/ride")
class EinvoiceRide(Resource):
    @ns.doc(produces=["application/pdf", "application/problem+json"])
    @ns.response(200, "El RIDE: el comprobante impreso")
    @errors(404)
    @requires("einvoices:read")
    @query(ns, schemas.RideWish)
    def get(self, wanted, id):
        with get_db().session() as db:
            einvoice = reads.printed(db, id)
        return pdf_reply(ride.render(einvoice, wanted.paper, clinic_zone()), ride.name_of(einvoice))


@ns.route("/<int:id>/sent/<string:sha256>")
class EinvoiceSent(Resource):
    @ns.doc(produces=["application/xml", "application/problem+json"])
    @ns.response(200, "Los bytes que se enviaron en un intento")
    @errors(404)
    @requires("einvoices:read")
    def get(self, id, sha256):
        with get_db().session() as db:
            key, content = reads.sent(db, id, sha256)
        return xml_file(f"{key}-{sha256[:8]}", content)


@ns.route("/<int:id>/resend")
class Resend(Resource):
    @ns.response(200, "Firmado otra vez, con la misma clave, y en camino", detail)
    @errors(404, 409, 412, 428)
    @requires("einvoices:write")
    @body(ns, schemas.Resend)
    def post(self, wish, id):
        version = if_match()
        changes = wish.buyer and wish.buyer.model_dump(exclude_unset=True)
        with write() as tx:
            service.resend(tx, id, version, changes)
            return tx.answer(reads.detail(tx, id))


@ns.route("/<int:id>/ask")
class Ask(Resource):
    @ns.response(200, "Se pregunta al SRI qué tiene con esa clave", detail)
    @errors(404, 409)
    @requires("einvoices:write")
    def post(self, id):
        with write() as tx:
            service.ask(tx, id)
            return tx.answer(reads.detail(tx, id))


@ns.route("/<int:id>/mail")
class Mail(Resource):
    @ns.response(200, "En camino al comprador, con el XML y el RIDE", detail)
    @errors(404, 409)
    @requires("einvoices:write")
    @body(ns, schemas.MailWish)
    def post(self, wish, id):
        with write() as tx:
            service.mail(tx, id, wish.to)
            return tx.answer(reads.detail(tx, id))


def xml_file(name, content):
    response = make_response(content)
    response.content_type = "application/xml"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xml"'
    return response
