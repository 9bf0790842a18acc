"""Electronic documents."""

from flask import make_response
from flask_restx import Namespace

from common.clock import clinic_zone
from common.messages.links import make_link
from common.pdf import pdf_reply
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.links import withdraw
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from facturacion.einvoice import events, reads, ride, rules, service
from facturacion.einvoice.queries import attempts
from facturacion.einvoice.schemas import board, documents

ns = Namespace("einvoices", path="/einvoices", description="Comprobantes electrónicos")
detail = document(ns, documents.EinvoiceDetail)


@ns.route("")
class Einvoices(Resource):
    @ns.response(200, "Comprobantes electrónicos", document(ns, documents.EinvoicePage))
    @requires("einvoices:read")
    @query(ns, documents.EinvoiceFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.page(db, wanted)


@ns.route("/summary")
class EinvoiceSummary(Resource):
    @ns.response(200, "Lo que espera al SRI", document(ns, board.Summary))
    @requires("einvoices:read")
    def get(self):
        with get_db().session() as db:
            return reads.summary(db)


@ns.route("/hurry")
class Hurry(Resource):
    @ns.response(200, "Lo que esperaba otro intento se intenta ya", document(ns, board.Hurried))
    @requires("einvoices:write")
    def post(self):
        with write() as tx:
            return tx.answer({"hurried": attempts.hurry(tx)})


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
    @produces("application/xml")
    @ns.response(200, "El comprobante firmado; autorizado, en su sobre")
    @errors(404)
    @requires("einvoices:read")
    def get(self, id):
        with get_db().session() as db:
            key, content = reads.xml(db, id)
        return xml_file(key, content)


@ns.route("/<int:id>/ride")
class EinvoiceRide(Resource):
    @produces("application/pdf")
    @ns.response(200, "El RIDE: el comprobante impreso")
    @errors(404)
    @requires("einvoices:read")
    @query(ns, documents.RideWish)
    def get(self, wanted, id):
        with get_db().session() as db:
            einvoice = reads.printed(db, id)
        return pdf_reply(ride.render(einvoice, wanted.paper, clinic_zone()), ride.name_of(einvoice))


@ns.route("/<int:id>/sent/<string:sha256>")
class EinvoiceSent(Resource):
    @produces("application/xml")
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
    @body(ns, documents.Resend)
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
    @body(ns, documents.MailWish)
    def post(self, wish, id):
        with write() as tx:
            service.mail(tx, id, wish.to)
            return tx.answer(reads.detail(tx, id))


@ns.route("/<int:id>/links")
class EinvoiceLinks(Resource):
    @ns.response(201, "Un enlace con el que se descarga sin entrar", document(ns, documents.MadeLink))
    @errors(404, 409)
    @requires("einvoices:read")
    def post(self, id):
        with get_db().session() as db:
            service.must_be_shareable(db, id)
        made = make_link(rules.READ, id, rules.LINK_SECONDS)
        with write() as tx:
            events.shared(tx, reads.one(tx, id))
            # The link itself opens the document to whoever reads it: it is not stored.
            return tx.answer({"expires_at": made.expires_at}, 201, secrets={"url": made.url})

    @ns.response(204, "Los enlaces hechos hasta ahora ya no sirven")
    @errors(404)
    @requires("einvoices:write")
    def delete(self, id):
        with write() as tx:
            withdraw(tx, rules.READ, id)
            events.unshared(tx, reads.one(tx, id))
            return tx.answer(None, 204)


def xml_file(name, content):
    response = make_response(content)
    response.content_type = "application/xml"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xml"'
    return response
