"""Clinical notes: read, write, sign and add to."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import if_match, reply, write
from common.web.paging import PageQuery, decode, page_of
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica import events
from historia_clinica.queries import notes as queries
from historia_clinica.queries import patients
from historia_clinica.schemas.notes import (
    Addendum,
    AddendumPage,
    NewAddendum,
    NewNote,
    Note,
    NoteChanges,
    NotePage,
)
from historia_clinica.service import notes as service
from historia_clinica.service.patients import must_exist

ns = Namespace("notes", path="/", description="Notas clínicas: borrador, firma y adendas")
note = document(ns, Note)
notes = document(ns, NotePage)


@ns.route("/patients/<int:id>/notes")
class PatientNotes(Resource):
    @ns.response(200, "Notas del paciente, las últimas primero; leerlas queda registrado", notes)
    @errors(404)
    @requires("records:read")
    @query(ns, PageQuery)
    def get(self, wanted, id):
        (after_id,) = decode(wanted.after, 1)
        with get_db().session() as db:
            events.viewed(db, must_exist(patients.name(db, id)), "las notas")
            rows = queries.page(db, after_id, wanted.limit, patient_id=id)
            count = queries.count(db, patient_id=id) if wanted.total else None
        return page_of(rows, wanted.limit, ("id",), count)

    @ns.response(201, "Borrador guardado", note)
    @errors(404)
    @requires("records:write")
    @body(ns, NewNote)
    def post(self, new, id):
        service.check_appointment(new.appointment_id, id)
        with write() as tx:
            return tx.answer(service.draft(tx, id, new, me()), 201)


@ns.route("/appointments/<int:id>/notes")
class AppointmentNotes(Resource):
    @ns.response(200, "Notas de la cita, las últimas primero; leerlas queda registrado", notes)
    @errors(404)
    @requires("records:read")
    @query(ns, PageQuery)
    def get(self, wanted, id):
        (after_id,) = decode(wanted.after, 1)
        with get_db().session() as db:
            rows = queries.page(db, after_id, wanted.limit, appointment_id=id)
            for patient_id in {row["patient_id"] for row in rows}:
                events.viewed(db, patients.name(db, patient_id), "las notas de una cita")
            count = queries.count(db, appointment_id=id) if wanted.total else None
        return page_of(rows, wanted.limit, ("id",), count)


@ns.route("/notes/<int:id>")
class OneNote(Resource):
    @ns.response(200, "La nota; leerla queda registrado", note)
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            row = service.must_be_note(queries.one(db, id))
            events.viewed(db, patients.name(db, row["patient_id"]), "una nota")
        return reply(row)

    @ns.response(200, "Borrador actualizado", note)
    @errors(404, 409, 412, 428)
    @requires("records:write")
    @body(ns, NoteChanges)
    def patch(self, changes, id):
        version = if_match()
        with get_db().session() as db:
            row = service.must_be_note(queries.one(db, id))
        if changes.appointment_id != row["appointment_id"]:
            service.check_appointment(changes.appointment_id, row["patient_id"])
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes, me().id))


@ns.route("/notes/<int:id>/sign")
class Signature(Resource):
    @ns.response(200, "Nota firmada; ya no se puede cambiar", note)
    @errors(400, 404, 409, 412, 422)
    @requires("records:sign")
    def post(self, id):
        version = if_match(needed=False)
        with write() as tx:
            return tx.answer(service.sign(tx, id, version, me()))


@ns.route("/notes/<int:id>/addenda")
class Addenda(Resource):
    @ns.response(200, "Adendas, las primeras primero; leerlas queda registrado", document(ns, AddendumPage))
    @errors(404)
    @requires("records:read")
    @query(ns, PageQuery)
    def get(self, wanted, id):
        (after_id,) = decode(wanted.after, 1)
        with get_db().session() as db:
            row = service.must_be_note(queries.one(db, id))
            events.viewed(db, patients.name(db, row["patient_id"]), "las adendas de una nota")
            rows = queries.addenda(db, id, after_id, wanted.limit)
            count = queries.count_addenda(db, id) if wanted.total else None
        return page_of(rows, wanted.limit, ("id",), count)

    @ns.response(201, "Adenda agregada", document(ns, Addendum))
    @errors(404, 409)
    @requires("records:write")
    @body(ns, NewAddendum)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.add(tx, id, new.text, me()), 201)
