"""The CIE-10: search."""

from flask_restx import Namespace

from common.store.db import get_db
from common.store.search import words
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, query
from historia_clinica.cie10 import queries
from historia_clinica.cie10.schemas import Cie10Found, Cie10Search

ns = Namespace("cie10", path="/cie10", description="Clasificación de enfermedades CIE-10")


@ns.route("")
class Cie10(Resource):
    @ns.response(200, "Códigos que coinciden", document(ns, Cie10Found))
    @requires("records:read")
    @query(ns, Cie10Search)
    def get(self, wanted):
        with get_db().session() as db:
            found = queries.search(db, wanted.q, wanted.limit, words(wanted.q))
            return {"data": found, "loaded": bool(found) or queries.loaded(db)}
