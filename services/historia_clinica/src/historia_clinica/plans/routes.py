"""Treatment plans: written, accepted in part, carried out; and what is proposed for each finding."""

from flask_restx import Namespace

from common import pdf
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from historia_clinica.patients import queries as patients
from historia_clinica.plans import neighbours, queries, rules, sheet
from historia_clinica.plans.schemas import (
    BookableItems,
    PlanDeclined,
    ItemsQuery,
    NewPlan,
    NewPlanAcceptance,
    NewPlanItem,
    NewPlanSession,
    NewPlanSuggestions,
    Plan,
    PlanChanges,
    PlanItemChanges,
    PlanList,
    PlanOrder,
    SignedAcceptance,
    PlanSuggestionList,
    PlanWithdrawal,
)
from historia_clinica.plans.service import plans as service
from historia_clinica.plans.service import sessions
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import viewed

ns = Namespace("plans", path="/", description="Planes de tratamiento")
plan = document(ns, Plan)
suggestions = document(ns, PlanSuggestionList)


@ns.route("/patients/<int:id>/treatment-plans")
class PatientPlans(Resource):
    @ns.response(200, "Sus planes, y el abierto entero; leerlo queda registrado", document(ns, PlanList))
    @errors(404)
    @requires("plans:read")
    def get(self, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "el plan de tratamiento")
            return service.of_patient(db, id)

    @ns.response(201, "Plan empezado", plan)
    @errors(404, 409)
    @requires("records:write")
    @body(ns, NewPlan)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.start(tx, id, new, me()), 201)


@ns.route("/treatment-plans/<int:id>")
class OnePlan(Resource):
    @ns.response(200, "El plan; leerlo queda registrado", plan)
    @errors(404)
    @requires("plans:read")
    def get(self, id):
        with get_db().session() as db:
            told = service.detail(db, id)
            viewed(db, patients.name(db, told["patient_id"]), "el plan de tratamiento")
            return reply(told)

    @ns.response(200, "Plan cambiado, cerrado o vuelto a abrir", plan)
    @errors(404, 409, 412, 428)
    @requires("records:write")
    @body(ns, PlanChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes))


@ns.route("/treatment-plans/<int:id>/sheet.pdf")
class PrintedPlan(Resource):
    @ns.response(200, "El plan como está, aceptado o no, en PDF; leerlo queda registrado")
    @produces("application/pdf")
    @errors(404, 503)
    @requires("plans:read")
    def get(self, id):
        with get_db().session() as db:
            told = service.detail(db, id)
            patient = queries.patient(db, told["patient_id"])
            viewed(db, patient, "el plan de tratamiento")
        return pdf.pdf_reply(sheet.draw(told, patient, pdf.letterhead()), f"plan-de-tratamiento-{id}")


@ns.route("/treatment-plans/<int:id>/items")
class PlanItems(Resource):
    @ns.response(201, "Ítem agregado, al precio de hoy; el plan entero", plan)
    @errors(404, 409, 412)
    @requires("records:write")
    @body(ns, NewPlanItem)
    def post(self, new, id):
        version, treatment = if_match(needed=False), neighbours.treatment(new.treatment_id)
        with write() as tx:
            return tx.answer(service.add(tx, id, version, new, treatment, me()), 201)


@ns.route("/treatment-plans/<int:id>/order")
class OrderedPlan(Resource):
    @ns.response(200, "Ítems en su nuevo orden y fase", plan)
    @errors(404, 409, 412, 428)
    @requires("records:write")
    @body(ns, PlanOrder)
    def put(self, wish, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.order(tx, id, version, wish))


@ns.route("/treatment-plans/<int:id>/acceptances")
class PlanAcceptances(Resource):
    @ns.response(201, "Aceptado y firmado: esos precios ya no cambian", plan)
    @errors(404, 409, 412, 428)
    @requires("plans:accept")
    @body(ns, NewPlanAcceptance)
    def post(self, given, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.accept(tx, id, version, given, me()), 201)


@ns.route("/plan-acceptances/<int:id>")
class OneAcceptance(Resource):
    @ns.response(200, "Lo que se firmó, con su firma", document(ns, SignedAcceptance))
    @errors(404)
    @requires("plans:read")
    def get(self, id):
        with get_db().session() as db:
            signed = found(queries.acceptance(db, id), service.NO_SUCH_ACCEPTANCE)
            return reply({name: value for name, value in signed.items() if name != "plan_id"})


@ns.route("/plan-acceptances/<int:id>/withdraw")
class WithdrawnAcceptance(Resource):
    @ns.response(200, "Aceptación deshecha: sus ítems vuelven a estar propuestos", plan)
    @errors(404, 409)
    @requires("plans:accept")
    @body(ns, PlanWithdrawal)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.withdraw(tx, id, wish.reason, me()))


@ns.route("/treatment-plans/<int:id>/declined")
class DeclinedItems(Resource):
    @ns.response(200, "Rechazados, con su motivo", plan)
    @errors(404, 409, 412, 428)
    @requires("plans:accept")
    @body(ns, PlanDeclined)
    def post(self, given, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.decline(tx, id, version, given))


@ns.route("/plan-items")
class Items(Resource):
    @ns.response(200, "De quién son y en qué estado están", document(ns, BookableItems))
    @requires("plans:read")
    @query(ns, ItemsQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": queries.bookable(db, wanted.ids)}


@ns.route("/plan-items/<int:id>")
class OneItem(Resource):
    @ns.response(200, "Ítem corregido; el plan entero", plan)
    @errors(404, 409, 412, 428)
    @requires("records:write")
    @body(ns, PlanItemChanges)
    def patch(self, changes, id):
        version = if_match()
        treatment = neighbours.treatment(changes.treatment_id) if changes.treatment_id else None
        with write() as tx:
            return tx.answer(service.correct(tx, id, version, changes, treatment))

    @ns.response(200, "Ítem quitado; el plan entero", plan)
    @errors(404, 409, 412, 428)
    @requires("records:write")
    def delete(self, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.remove(tx, id, version))


@ns.route("/plan-items/<int:id>/propose")
class ProposedItem(Resource):
    @ns.response(200, "Lo rechazado, otra vez propuesto", plan)
    @errors(404, 409, 412, 428)
    @requires("plans:accept")
    def post(self, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.propose_again(tx, id, version))


@ns.route("/plan-items/<int:id>/sessions")
class ItemSessions(Resource):
    @ns.response(201, "Una sesión más está hecha", plan)
    @errors(404, 409, 412, 428)
    @requires("records:write")
    @body(ns, NewPlanSession)
    def post(self, given, id):
        version = if_match()
        with write() as tx:
            return tx.answer(sessions.do(tx, id, version, given, me()), 201)


@ns.route("/plan-items/<int:id>/sessions/undo")
class UndoneSession(Resource):
    @ns.response(200, "La última sesión, deshecha", plan)
    @errors(404, 409, 412, 428)
    @requires("records:write")
    @body(ns, PlanWithdrawal)
    def post(self, wish, id):
        version = if_match()
        with write() as tx:
            return tx.answer(sessions.undo(tx, id, version, wish.reason, me()))


@ns.route("/plan-suggestions")
class PlanSuggestions(Resource):
    @ns.response(200, "Qué se propone para cada hallazgo", suggestions)
    @requires("records:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.suggestions(db)}

    @ns.response(200, "Esas propuestas, y ninguna otra", suggestions)
    @errors(409)
    @requires("records:template")
    @body(ns, NewPlanSuggestions)
    def put(self, wish):
        rules.must_stand_once(wish.items)
        rows = [
            {
                "kind": str(one.kind),
                "treatment_id": one.treatment_id,
                "treatment_name": neighbours.treatment(one.treatment_id, f"items.{place}.treatment_id")[
                    "name"
                ],
            }
            for place, one in enumerate(wish.items)
        ]
        with write() as tx:
            return tx.answer(service.suggest(tx, rows))
