"""How the clinic presents itself: name, colour, logo.

They hang at its door: the login shows them to whoever stands there.
"""

from flask import current_app, make_response
from flask_restx import Namespace
from pydantic_core import from_json

from auth.clinic import queries, service
from auth.clinic.schemas import Clinic, ClinicChanges, Letterhead, LogoQuery, NewLogo
from common.store.cache import get_cache
from common.store.db import get_db
from common.web.auth import public, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query

ns = Namespace("clinic", path="/clinic", description="La clínica: su nombre, su color y su logotipo")
A_YEAR = 31_536_000


@ns.route("")
class OneClinic(Resource):
    @ns.response(200, "Cómo se presenta la clínica", document(ns, Clinic))
    @public
    def get(self):
        return reply(shown(from_json(get_cache().get("clinic", "", read))))

    @ns.response(200, "Clínica cambiada", document(ns, Clinic))
    @errors(412, 428)
    @requires("clinic:write")
    @body(ns, ClinicChanges)
    def put(self, wished):
        version = if_match()
        with write() as tx:
            return tx.answer(shown(service.change(tx, version, wished)))


@ns.route("/letterhead")
class LetterheadOfClinic(Resource):
    @ns.response(200, "Lo que los documentos impresos dicen de la clínica", document(ns, Letterhead))
    @requires()
    def get(self):
        return reply(from_json(get_cache().get("clinic", "letterhead", read_letterhead)))


@ns.route("/logo")
class Logo(Resource):
    @produces("image/png", "image/jpeg", "image/webp")
    @ns.response(200, "El logotipo")
    @errors(404)
    @public
    @query(ns, LogoQuery)
    def get(self, wanted):
        with get_db().session() as db:
            row = queries.logo(db)
        return image(found(row, "La clínica no tiene logotipo."), wanted.v)

    @ns.response(200, "Logotipo cambiado", document(ns, Clinic))
    @errors(412, 428)
    @requires("clinic:write")
    @body(ns, NewLogo)
    def put(self, new):
        version = if_match()
        with write() as tx:
            return tx.answer(shown(service.set_logo(tx, version, new.image)))

    @ns.response(200, "Logotipo quitado", document(ns, Clinic))
    @errors(412, 428)
    @requires("clinic:write")
    def delete(self):
        version = if_match()
        with write() as tx:
            return tx.answer(shown(service.remove_logo(tx, version)))


def shown(clinic):
    """The clinic, and whether its pages must say that it is not the SRI that answers it."""
    return clinic | {"sri_emulated": current_app.config["SETTINGS"].sri_emulated}


def read():
    with get_db().session() as db:
        return queries.get(db)


def read_letterhead():
    with get_db().session() as db:
        return queries.letterhead(db)


def image(row, version):
    """The logo as a file; whoever asked for this very version need not ask again."""
    response = make_response(bytes(row["logo"]))
    response.content_type = row["logo_type"]
    response.set_etag(str(row["version"]))
    if version == row["version"]:
        response.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    return response
