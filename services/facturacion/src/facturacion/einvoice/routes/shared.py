"""What whoever bought downloads by a link, without entering."""

from flask_restx import Namespace

from common.clock import clinic_zone
from common.pdf import pdf_reply
from common.store.db import get_db
from common.web.http import reply
from common.web.links import by_link, link
from common.web.resource import Resource
from common.web.schema import document, errors, produces
from facturacion.einvoice import events, reads, ride, rules
from facturacion.einvoice.schemas import documents
from facturacion.einvoice.routes.documents import xml_file

ns = Namespace("shared", path="/shared/einvoice", description="Un comprobante, para quien tiene su enlace")


@ns.route("")
class SharedEinvoice(Resource):
    @ns.response(200, "Lo que dice el comprobante", document(ns, documents.SharedEinvoice))
    @errors(404)
    @by_link(rules.READ)
    def get(self):
        with get_db().session() as db:
            return reply(reads.shared(db, thing()))


@ns.route("/xml")
class SharedXml(Resource):
    @produces("application/xml")
    @ns.response(200, "El comprobante firmado; autorizado, en su sobre")
    @errors(404)
    @by_link(rules.READ)
    def get(self):
        with get_db().transaction() as tx:
            key, content = reads.xml(tx, thing())
            events.downloaded(tx, reads.one(tx, thing()), "el XML")
        return xml_file(key, content)


@ns.route("/ride")
class SharedRide(Resource):
    @produces("application/pdf")
    @ns.response(200, "El RIDE: el comprobante impreso")
    @errors(404)
    @by_link(rules.READ)
    def get(self):
        with get_db().transaction() as tx:
            einvoice = reads.printed(tx, thing())
            events.downloaded(tx, einvoice, "el RIDE")
        return pdf_reply(ride.render(einvoice, "a4", clinic_zone()), ride.name_of(einvoice))


def thing():
    """The document that the link of this request is about."""
    return int(link().about)
