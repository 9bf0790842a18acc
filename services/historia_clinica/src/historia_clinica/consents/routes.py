"""Consents to procedures: their texts, what is missing, what was signed, and its PDF."""

from flask_restx import Namespace

from common.clock import clinic_today
from common.files import file_reply
from common.messages.links import make_link
from common.pdf import letterhead
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from historia_clinica.consents import queries, rules, service
from historia_clinica.consents.schemas import (
    ConsentLink,
    ConsentPreview,
    ConsentPreviewQuery,
    ConsentRequest,
    ConsentRequestList,
    ConsentTemplate,
    ConsentTemplateChanges,
    ConsentTemplateList,
    MissingList,
    MissingQuery,
    NewConsentRequest,
    NewConsentTemplate,
    NewProcedureConsent,
    ProcedureConsent,
    ProcedureConsentPage,
    Revocation,
)
from historia_clinica.fields import NewestFirst
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import viewed

ns = Namespace("consents", path="/", description="Consentimientos a procedimientos (formulario 024)")
template = document(ns, ConsentTemplate)
consent = document(ns, ProcedureConsent)


@ns.route("/consent-templates")
class Templates(Resource):
    @ns.response(200, "Textos de consentimiento, los que se usan primero", document(ns, ConsentTemplateList))
    @requires("consents:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.templates(db)}

    @ns.response(201, "Texto guardado", template)
    @errors(409)
    @requires("consents:template")
    @body(ns, NewConsentTemplate)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.write_template(tx, new, me()), 201)


@ns.route("/consent-templates/<int:id>")
class OneTemplate(Resource):
    @ns.response(200, "Texto cambiado; lo firmado conserva el suyo", template)
    @errors(404, 409, 412, 428)
    @requires("consents:template")
    @body(ns, ConsentTemplateChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_template(tx, id, version, changes, me()))


@ns.route("/consents/missing")
class Missing(Resource):
    @ns.response(
        200,
        "Consentimientos que estos tratamientos necesitan y el paciente no ha decidido",
        document(ns, MissingList),
    )
    @requires("appointments:read")
    @query(ns, MissingQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": queries.missing(db, wanted.patient_id, wanted.treatment_ids, clinic_today())}


@ns.route("/patients/<int:id>/consents/preview")
class Previewed(Resource):
    @ns.response(200, "El texto, como lo lee este paciente", document(ns, ConsentPreview))
    @errors(404, 503)
    @requires("consents:write")
    @query(ns, ConsentPreviewQuery)
    def get(self, wanted, id):
        clinic = letterhead()
        with get_db().session() as db:
            return service.preview(db, id, wanted.template_id, wanted.professional_name, clinic)


@ns.route("/patients/<int:id>/procedure-consents")
class PatientConsents(Resource):
    @ns.response(
        200, "Lo que firmó, rechazó o revocó; verlo queda registrado", document(ns, ProcedureConsentPage)
    )
    @errors(404)
    @requires("consents:read")
    @query(ns, NewestFirst)
    def get(self, wanted, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "los consentimientos")
            return queries.CONSENTS.page(db, wanted, patient_id=id)

    @ns.response(201, "Documento guardado, que ya no se cambia", consent)
    @errors(404, 409, 503)
    @requires("consents:write")
    @body(ns, NewProcedureConsent)
    def post(self, new, id):
        clinic = letterhead()
        with write() as tx:
            return tx.answer(service.sign(tx, id, new, clinic, me()), 201)


@ns.route("/procedure-consents/<int:id>/revoke")
class Revoked(Resource):
    @ns.response(201, "Revocatoria, un documento nuevo", consent)
    @errors(404, 409, 503)
    @requires("consents:write")
    @body(ns, Revocation)
    def post(self, wish, id):
        clinic = letterhead()
        with write() as tx:
            return tx.answer(service.revoke(tx, id, wish, clinic, me()), 201)


@ns.route("/procedure-consents/<uuid:file_id>/pdf")
class ConsentPdf(Resource):
    @produces("application/pdf")
    @ns.response(200, "El documento; verlo queda registrado")
    @errors(404, 503)
    @requires("consents:read")
    def get(self, file_id):
        with get_db().session() as db:
            row = found(queries.by_file(db, file_id), service.NO_SUCH_CONSENT)
            viewed(db, patients.name(db, row["patient_id"]), "un consentimiento")
        return file_reply(row, f"consentimiento-{row['id']}")


@ns.route("/patients/<int:id>/consent-requests")
class PatientRequests(Resource):
    @ns.response(200, "Lo que se le envió y todavía puede firmar", document(ns, ConsentRequestList))
    @errors(404)
    @requires("consents:read")
    def get(self, id):
        with get_db().session() as db:
            found(patients.name(db, id), NO_SUCH_PATIENT)
            return {"data": queries.requests(db, id)}

    @ns.response(201, "Puede firmarse por su enlace", document(ns, ConsentRequest))
    @errors(404, 409, 503)
    @requires("consents:write")
    @body(ns, NewConsentRequest)
    def post(self, wish, id):
        clinic = letterhead()
        with write() as tx:
            return tx.answer(service.ask(tx, id, wish, clinic, me()), 201)


@ns.route("/consent-requests/<int:id>/links")
class RequestLinks(Resource):
    @ns.response(201, "Un enlace con el que se firma sin entrar", document(ns, ConsentLink))
    @errors(404, 409, 410, 503)
    @requires("consents:write")
    def post(self, id):
        with get_db().session() as db:
            seconds = service.seconds_left(db, id)
        made = make_link(rules.SIGN, id, seconds)
        with write() as tx:
            # Whoever has the link signs: it is not stored.
            return tx.answer({"expires_at": made.expires_at}, 201, secrets={"url": made.url})


@ns.route("/consent-requests/<int:id>")
class OneRequest(Resource):
    @ns.response(204, "Ya no se firma, tenga quien tenga su enlace")
    @errors(404, 409, 410)
    @requires("consents:write")
    def delete(self, id):
        with write() as tx:
            service.withdraw(tx, id)
            return tx.answer(None, 204)
