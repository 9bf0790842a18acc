"""Templates of notes and phrases: read by who reads records, written by who may write the texts."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors
from historia_clinica.note_templates import queries, service
from historia_clinica.note_templates.schemas import (
    NewNoteTemplate,
    NewPhrase,
    NoteTemplate,
    NoteTemplateChanges,
    NoteTemplateList,
    Phrase,
    PhraseChanges,
    PhraseList,
)

ns = Namespace(
    "note-templates", path="/", description="Plantillas de notas por especialidad y frases de la clínica"
)
template = document(ns, NoteTemplate)
phrase = document(ns, Phrase)


@ns.route("/note-templates")
class NoteTemplates(Resource):
    @ns.response(200, "Plantillas, las que se usan primero", document(ns, NoteTemplateList))
    @requires("records:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.templates(db)}

    @ns.response(201, "Plantilla guardada", template)
    @errors(409)
    @requires("records:template")
    @body(ns, NewNoteTemplate)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.write_template(tx, new, me()), 201)


@ns.route("/note-templates/<int:id>")
class OneNoteTemplate(Resource):
    @ns.response(200, "Plantilla cambiada; las notas escritas conservan su versión", template)
    @errors(404, 409, 412, 428)
    @requires("records:template")
    @body(ns, NoteTemplateChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_template(tx, id, version, changes, me()))


@ns.route("/note-phrases")
class Phrases(Resource):
    @ns.response(200, "Frases, las que se usan primero", document(ns, PhraseList))
    @requires("records:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.phrases(db)}

    @ns.response(201, "Frase guardada", phrase)
    @errors(409)
    @requires("records:template")
    @body(ns, NewPhrase)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.write_phrase(tx, new), 201)


@ns.route("/note-phrases/<int:id>")
class OnePhrase(Resource):
    @ns.response(200, "Frase cambiada", phrase)
    @errors(404, 409, 412, 428)
    @requires("records:template")
    @body(ns, PhraseChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_phrase(tx, id, version, changes))
