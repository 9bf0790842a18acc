"""Clinical notes: read, write, sign and add to."""

from datetime import UTC, datetime

from flask_restx import Namespace

from common.clock import clinic_zone
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.paging import PageQuery
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica.fields import NewestFirst
from historia_clinica.notes import neighbours, queries, rules, service
from historia_clinica.notes.schemas import (
    Addendum,
    AddendumPage,
    DiagnosisSeal,
    NewAddendum,
    NewNote,
    Note,
    NoteChanges,
    NotePage,
    OutageQuery,
    PaperNotes,
    SealQuery,
)
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import viewed

ns = Namespace("notes", path="/", description="Notas clínicas: borrador, firma y adendas")
note = document(ns, Note)
notes = document(ns, NotePage)


def writes_notes():
    """Whether the caller is one of the professionals, who read each other's drafts."""
    return me().may("records:write")


@ns.route("/patients/<int:id>/notes")
class PatientNotes(Resource):
    @ns.response(200, "Notas del paciente, las últimas primero; leerlas queda registrado", notes)
    @errors(404)
    @requires("records:read")
    @query(ns, NewestFirst)
    def get(self, wanted, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "las notas")
            return queries.NOTES.page(db, wanted, patient_id=id, appointment_id=None, drafts=writes_notes())

    @ns.response(201, "Borrador guardado", note)
    @errors(404, 503)
    @requires("records:write")
    @body(ns, NewNote)
    def post(self, new, id):
        with get_db().session() as db:
            patient = found(patients.name(db, id), NO_SUCH_PATIENT)
        neighbours.check_appointment(new.appointment_id, patient["id"])
        neighbours.check_paper(new.paper)
        with write() as tx:
            return tx.answer(service.draft(tx, id, new, me()), 201)


@ns.route("/patients/<int:id>/diagnosis-seal")
class Seal(Resource):
    @ns.response(
        200, "La huella del último diagnóstico firmado; no dice cuál es", document(ns, DiagnosisSeal)
    )
    @errors(404)
    @requires("patients:read")
    @query(ns, SealQuery)
    def get(self, wanted, id):
        with get_db().session() as db:
            found(patients.name(db, id), NO_SUCH_PATIENT)
            since = datetime.now(UTC) - rules.SEALED_WITHIN
            row = queries.last_diagnosis(db, id, wanted.appointment_id, since)
        diagnosis = found(row, "No hay un diagnóstico firmado en el último año.")
        return {
            "sha256": rules.diagnosis_sha256(diagnosis),
            "signed_on": diagnosis["signed_at"].astimezone(clinic_zone()).date(),
        }


@ns.route("/appointments/<int:id>/notes")
class AppointmentNotes(Resource):
    @ns.response(200, "Notas de la cita, las últimas primero; leerlas queda registrado", notes)
    @errors(404)
    @requires("records:read")
    @query(ns, NewestFirst)
    def get(self, wanted, id):
        with get_db().session() as db:
            page = queries.NOTES.page(db, wanted, patient_id=None, appointment_id=id, drafts=writes_notes())
            for patient_id in {note["patient_id"] for note in page["data"]}:
                viewed(db, patients.name(db, patient_id), "las notas de una cita")
        return page


@ns.route("/paper-notes")
class OfPaper(Resource):
    @ns.response(
        200, "De qué citas hay una nota de lo escrito en papel; no lo que dice", document(ns, PaperNotes)
    )
    @requires("records:read")
    @query(ns, OutageQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": queries.of_outage(db, wanted.outage_id, drafts=writes_notes())}


@ns.route("/notes/<int:id>")
class OneNote(Resource):
    @ns.response(200, "La nota; leerla queda registrado", note)
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            row = service.get(db, id)
            rules.must_be_readable(row, writes_notes())
            viewed(db, patients.name(db, row["patient_id"]), "una nota")
        return reply(row)

    @ns.response(200, "Borrador actualizado", note)
    @errors(404, 409, 412, 428)
    @requires("records:write")
    @body(ns, NoteChanges)
    def patch(self, changes, id):
        version = if_match()
        with get_db().session() as db:
            row = service.get(db, id)
            patient = patients.name(db, row["patient_id"])
        if changes.appointment_id != row["appointment_id"]:
            neighbours.check_appointment(changes.appointment_id, patient["id"])
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes, me().id))


@ns.route("/notes/<int:id>/sign")
class Signature(Resource):
    @ns.response(200, "Nota firmada; ya no se puede cambiar", note)
    @errors(404, 409, 412, 422)
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
        with get_db().session() as db:
            row = service.get(db, id)
            viewed(db, patients.name(db, row["patient_id"]), "las adendas de una nota")
            return queries.ADDENDA.page(db, wanted, note_id=id)

    @ns.response(201, "Adenda agregada", document(ns, Addendum))
    @errors(404, 409)
    @requires("records:write")
    @body(ns, NewAddendum)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.add(tx, id, new.text, me()), 201)
