"""Documents of a patient: list, attach, correct, withdraw, see; and pairs of photos."""

from flask_restx import Namespace

from common.files import file_reply, thumbnail_reply
from common.problems import NotFound
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from historia_clinica.documents import queries, service
from historia_clinica.documents.schemas import (
    Document,
    DocumentChanges,
    DocumentFilter,
    DocumentPage,
    NewDocument,
    NewPair,
    PairList,
    PairName,
)
from historia_clinica.documents.service import NO_SUCH_DOCUMENT
from historia_clinica.fields import Withdrawal
from historia_clinica.notes.neighbours import check_appointment
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import viewed

ns = Namespace("documents", path="/", description="Documentos del paciente: fotos, radiografías, resultados")
one = document(ns, Document)
pairs = document(ns, PairList)
CONTENT = [
    "image/jpeg",
    "image/png",
    "image/webp",
    "application/pdf",
    "application/dicom",
]


@ns.route("/patients/<int:id>/documents")
class PatientDocuments(Resource):
    @ns.response(200, "Documentos del paciente; verlos queda registrado", document(ns, DocumentPage))
    @errors(404)
    @requires("documents:read")
    @query(ns, DocumentFilter)
    def get(self, wanted, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "los documentos")
            return queries.page(db, id, wanted)

    @ns.response(201, "Documento adjunto", one)
    @errors(404, 409)
    @requires("documents:write")
    @body(ns, NewDocument)
    def post(self, new, id):
        with get_db().session() as db:
            patient = found(patients.name(db, id), NO_SUCH_PATIENT)
        check_appointment(new.appointment_id, patient["id"])
        with write() as tx:
            return tx.answer(service.attach(tx, id, new, me()), 201)


@ns.route("/documents/<int:id>")
class OneDocument(Resource):
    @ns.response(200, "El documento; verlo queda registrado", one)
    @errors(404)
    @requires("documents:read")
    def get(self, id):
        with get_db().session() as db:
            row = found(queries.get(db, id), NO_SUCH_DOCUMENT)
            viewed(db, patients.name(db, row["patient_id"]), "un documento")
        return reply(row)

    @ns.response(200, "Documento corregido", one)
    @errors(404, 409, 412, 428)
    @requires("documents:write")
    @body(ns, DocumentChanges)
    def patch(self, changes, id):
        version = if_match()
        with get_db().session() as db:
            row = found(queries.get(db, id), NO_SUCH_DOCUMENT)
        if changes.appointment_id != row["appointment_id"]:
            check_appointment(changes.appointment_id, row["patient_id"])
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes))


@ns.route("/documents/<int:id>/withdraw")
class Withdrawing(Resource):
    @ns.response(200, "Documento retirado; se puede recuperar", one)
    @errors(404, 409, 412)
    @requires("documents:write")
    @body(ns, Withdrawal)
    def post(self, wish, id):
        version = if_match(needed=False)
        with write() as tx:
            return tx.answer(service.withdraw(tx, id, version, wish.reason, me()))


@ns.route("/documents/<int:id>/restore")
class Restoring(Resource):
    @ns.response(200, "Documento recuperado", one)
    @errors(404, 409, 412, 422)
    @requires("documents:write")
    def post(self, id):
        version = if_match(needed=False)
        with write() as tx:
            return tx.answer(service.restore(tx, id, version))


@ns.route("/documents/<uuid:file_id>/content")
class Content(Resource):
    @produces(*CONTENT)
    @ns.response(200, "El archivo; verlo queda registrado")
    @errors(404, 503)
    @requires("documents:read")
    def get(self, file_id):
        with get_db().session() as db:
            row = found(queries.by_file(db, file_id), NO_SUCH_DOCUMENT)
            viewed(db, patients.name(db, row["patient_id"]), "un documento")
        return file_reply(row, f"documento-{row['id']}")


@ns.route("/documents/<uuid:file_id>/thumbnail")
class Thumbnail(Resource):
    @produces("image/jpeg")
    @ns.response(200, "La miniatura, de una lista cuya vista ya quedó registrada")
    @errors(404, 503)
    @requires("documents:read")
    def get(self, file_id):
        with get_db().session() as db:
            row = found(queries.by_file(db, file_id), NO_SUCH_DOCUMENT)
        if row["width"] is None:
            raise NotFound("Ese documento no tiene miniatura.")
        return thumbnail_reply(row)


@ns.route("/patients/<int:id>/photo-pairs")
class PatientPairs(Resource):
    @ns.response(200, "Pares de fotos, antes y después; verlos queda registrado", pairs)
    @errors(404)
    @requires("documents:read")
    def get(self, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "los pares de fotos")
            return {"data": queries.pairs(db, id)}

    @ns.response(200, "Par guardado, con los demás", pairs)
    @errors(404)
    @requires("documents:write")
    @body(ns, NewPair)
    def put(self, new, id):
        with write() as tx:
            return tx.answer(service.pair(tx, id, new, me()))

    @ns.response(200, "Par separado; las fotos quedan", pairs)
    @errors(404)
    @requires("documents:write")
    @query(ns, PairName)
    def delete(self, name, id):
        with write() as tx:
            return tx.answer(service.part(tx, id, name))
