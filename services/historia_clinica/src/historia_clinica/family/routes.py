"""Family links: read, record and remove."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, write
from common.web.resource import Resource
from common.web.schema import body, document, errors
from historia_clinica.family import queries, service
from historia_clinica.family.schemas import Family, NewFamilyLink
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT

ns = Namespace("family", path="/", description="Familiares de un paciente que también lo son")
family = document(ns, Family)


@ns.route("/patients/<int:id>/family")
class PatientFamily(Resource):
    @ns.response(200, "Los familiares, y qué es cada uno del paciente", family)
    @errors(404)
    @requires("patients:read")
    def get(self, id):
        with get_db().session() as db:
            found(patients.name(db, id), NO_SUCH_PATIENT)
            return {"data": queries.links(db, id)}

    @ns.response(201, "Familiar registrado", family)
    @errors(404, 409)
    @requires("patients:write")
    @body(ns, NewFamilyLink)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.link(tx, id, new, me()), 201)


@ns.route("/family-links/<int:id>")
class OneFamilyLink(Resource):
    @ns.response(204, "Vínculo quitado")
    @errors(404)
    @requires("patients:write")
    def delete(self, id):
        with write() as tx:
            service.unlink(tx, id)
            return tx.answer(None, 204)
