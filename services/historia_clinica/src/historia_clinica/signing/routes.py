"""The certificate of whoever asks."""

from flask_restx import Namespace

from common.signing.opening import opened
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors
from historia_clinica.signing import queries, rules, service
from historia_clinica.signing.schemas import NewSigningCertificate, OwnSigningCertificate

ns = Namespace("signing", path="/own-signing-certificate", description="Firma electrónica de quien prescribe")
own = document(ns, OwnSigningCertificate)


@ns.route("")
class Own(Resource):
    @ns.response(200, "Con qué certificado firma quien pregunta", own)
    @requires("records:sign")
    def get(self):
        with get_db().session() as db:
            return reply({"certificate": queries.own(db, me().id)})

    @ns.response(201, "Certificado guardado, con el que firma desde ahora", own)
    @requires("records:sign")
    @body(ns, NewSigningCertificate)
    def post(self, new):
        rules.must_be_person(me())
        credential = opened(new.content, new.password)
        with write() as tx:
            return tx.answer(service.keep(tx, credential, me()), 201)

    @ns.response(204, "Certificado quitado, y su clave con él")
    @errors(404)
    @requires("records:sign")
    def delete(self):
        with write() as tx:
            service.remove(tx, me())
            return tx.answer(None, 204)
