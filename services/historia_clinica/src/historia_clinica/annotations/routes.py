"""What is drawn over an image: read, drawn anew, and shown with it on paper."""

from flask import make_response
from flask_restx import Namespace

from common.files import get_store
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces
from historia_clinica.annotations import queries, rules, service
from historia_clinica.annotations.drawing import drawn
from historia_clinica.annotations.schemas import Annotations, NewAnnotations
from historia_clinica.documents import queries as documents
from historia_clinica.documents.service import NO_SUCH_DOCUMENT
from historia_clinica.patients import queries as patients
from historia_clinica.trace import viewed

ns = Namespace("annotations", path="/documents", description="Anotaciones sobre una foto o radiografía")
annotations = document(ns, Annotations)


@ns.route("/<int:id>/annotations")
class OfDocument(Resource):
    @ns.response(
        200, "Lo anotado, lo último primero; la vista del documento ya quedó registrada", annotations
    )
    @errors(404)
    @requires("documents:read")
    def get(self, id):
        with get_db().session() as db:
            found(documents.get(db, id), NO_SUCH_DOCUMENT)
            return reply(service.get(db, id))

    @ns.response(201, "Anotado; la imagen y lo anotado antes se conservan", annotations)
    @errors(404, 409, 412, 428)
    @requires("documents:write")
    @body(ns, NewAnnotations)
    def post(self, new, id):
        edition = if_match()
        marks = [mark.model_dump(mode="json") for mark in new.marks]
        with write() as tx:
            return tx.answer(service.draw(tx, id, edition, marks, me()), 201)


@ns.route("/<uuid:file_id>/annotated")
class Annotated(Resource):
    @produces("image/jpeg")
    @ns.response(200, "Una copia de la imagen con sus anotaciones; verla queda registrado")
    @errors(404, 503)
    @requires("documents:read")
    def get(self, file_id):
        with get_db().session() as db:
            row = found(documents.by_file(db, file_id), NO_SUCH_DOCUMENT)
            edition = queries.last(db, row["id"])
            rules.must_be_drawn_over(edition)
            viewed(db, patients.name(db, row["patient_id"]), "un documento")
        response = make_response(drawn(get_store().read(row["sha256"]), edition["marks"]))
        response.content_type = "image/jpeg"
        response.headers["Content-Disposition"] = f'inline; filename="documento-{row["id"]}-anotado.jpg"'
        return response
