"""Prescriptions: write, read, print, mail and annul; the clinic's medicines and favourites."""

from datetime import UTC, datetime

from flask_restx import Namespace

from common import pdf
from common.clock import clinic_today
from common.signing import pdfs
from common.store.db import get_db
from common.store.search import words
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from historia_clinica import practitioners
from historia_clinica.fields import Annulment
from historia_clinica.patients import queries as patients
from historia_clinica.prescriptions import queries, service, sheet
from historia_clinica.prescriptions.schemas import (
    MailWish,
    Medicine,
    MedicineChanges,
    MedicineFilter,
    MedicinePage,
    NewMedicine,
    NewPrescription,
    NewTemplate,
    Prescription,
    PrescriptionFilter,
    PrescriptionPage,
    Template,
    Templates,
)
from historia_clinica.prescriptions.service import NO_SUCH_PRESCRIPTION
from historia_clinica.rules import NO_SUCH_PATIENT, must_be_registered
from historia_clinica.trace import viewed

ns = Namespace(
    "prescriptions", path="/", description="Recetas, medicamentos de la clínica y recetas favoritas"
)
prescription = document(ns, Prescription)
medicine = document(ns, Medicine)


@ns.route("/patients/<int:id>/prescriptions")
class PatientPrescriptions(Resource):
    @ns.response(
        200, "Recetas, las últimas primero; leerlas queda registrado", document(ns, PrescriptionPage)
    )
    @errors(404)
    @requires("records:read")
    @query(ns, PrescriptionFilter)
    def get(self, wanted, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "las recetas")
            return queries.PRESCRIPTIONS.page(db, wanted, patient_id=id)

    @ns.response(201, "Receta emitida, numerada e impresa; ya no se cambia", prescription)
    @errors(404, 409)
    @requires("records:sign")
    @body(ns, NewPrescription)
    def post(self, new, id):
        practitioner, today = practitioners.ask(me().id), clinic_today()
        must_be_registered(practitioner, today, "recetar")
        clinic, now = pdf.letterhead(), datetime.now(UTC)
        if new.sign:
            # Not within the transaction, for whose number other prescriptions wait.
            pdfs.load()
        with write() as tx:
            return tx.answer(service.issue(tx, id, new, me(), practitioner, clinic, now, today), 201)


@ns.route("/prescriptions/<int:id>/pdf")
class PrescriptionPdf(Resource):
    @ns.response(200, "La receta como se emitió, en PDF; leerla queda registrado")
    @produces("application/pdf")
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            one = found(queries.get(db, id), NO_SUCH_PRESCRIPTION)
            viewed(db, patients.name(db, one["patient_id"]), "una receta")
            return pdf.pdf_reply(queries.document(db, id), sheet.name_of(one))


@ns.route("/prescriptions/<int:id>/annul")
class PrescriptionAnnulment(Resource):
    @ns.response(200, "Receta anulada; queda quién y por qué", prescription)
    @errors(404, 409)
    @requires("records:sign")
    @body(ns, Annulment)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.annul(tx, id, new.reason, me()))


@ns.route("/prescriptions/<int:id>/mail")
class PrescriptionMail(Resource):
    @ns.response(204, "Se enviará por correo")
    @errors(404, 409)
    @requires("records:sign")
    @body(ns, MailWish)
    def post(self, wish, id):
        with write() as tx:
            service.send(tx, id, wish.to)
            return tx.answer(None, 204)


@ns.route("/medicines")
class Medicines(Resource):
    @ns.response(200, "Medicamentos de la clínica, por su DCI", document(ns, MedicinePage))
    @requires("records:read")
    @query(ns, MedicineFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.MEDICINES.page(db, wanted, **words(wanted.search), active=wanted.active)

    @ns.response(201, "Medicamento agregado", medicine)
    @errors(409)
    @requires("records:sign")
    @body(ns, NewMedicine)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.add_medicine(tx, new), 201)


@ns.route("/medicines/<int:id>")
class OneMedicine(Resource):
    @ns.response(200, "Medicamento cambiado", medicine)
    @errors(404, 409, 412, 428)
    @requires("records:sign")
    @body(ns, MedicineChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_medicine(tx, id, version, changes))


@ns.route("/prescription-templates")
class PrescriptionTemplates(Resource):
    @ns.response(200, "Recetas favoritas, por nombre", document(ns, Templates))
    @requires("records:read")
    def get(self):
        with get_db().session() as db:
            return reply({"data": queries.templates(db)})

    @ns.response(201, "Favorita guardada", document(ns, Template))
    @errors(409)
    @requires("records:sign")
    @body(ns, NewTemplate)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.keep_template(tx, new, me()), 201)


@ns.route("/prescription-templates/<int:id>")
class OneTemplate(Resource):
    @ns.response(204, "Favorita quitada")
    @errors(404)
    @requires("records:sign")
    def delete(self, id):
        with write() as tx:
            service.retire_template(tx, id)
            return tx.answer(None, 204)
