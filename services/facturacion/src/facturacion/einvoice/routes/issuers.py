"""The issuer and its certificate."""

from flask_restx import Namespace

from common.pdf import letterhead
from common.signing.opening import opened
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors
from facturacion.einvoice import rules, service
from facturacion.einvoice.schemas import issuers

issuer = Namespace("issuer", path="/issuer", description="Quién emite comprobantes electrónicos")
one_issuer = document(issuer, issuers.Issuer)


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
    @body(issuer, issuers.IssuerChanges)
    def patch(self, changes):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_issuer(tx, version, changes))


@issuer.route("/logo")
class Logo(Resource):
    @issuer.response(200, "El RIDE lleva desde ahora el logotipo de la clínica, o ninguno", one_issuer)
    @errors(409, 412, 428)
    @requires("einvoices:issuer")
    @body(issuer, issuers.LogoWish)
    def put(self, wish):
        version = if_match()
        image = rules.must_have_logo(letterhead()["logo"]) if wish.printed else None
        with write() as tx:
            return tx.answer(service.set_logo(tx, version, image))


@issuer.route("/certificates")
class Certificates(Resource):
    @issuer.response(
        201, "Certificado guardado, que firma desde ahora", document(issuer, issuers.Certificate)
    )
    @requires("einvoices:issuer")
    @body(issuer, issuers.NewCertificate)
    def post(self, new):
        credential = opened(new.content, new.password)
        with write() as tx:
            return tx.answer(service.upload_certificate(tx, credential), 201)


@issuer.route("/iva-years")
class IvaYears(Resource):
    @issuer.response(200, "La tarifa general de ese año es la de la tabla", one_issuer)
    @requires("einvoices:issuer")
    @body(issuer, issuers.IvaYear)
    def post(self, wish):
        with write() as tx:
            return tx.answer(service.confirm_iva(tx, wish.year))
