"""Who is due again, and the rules by which they are."""

from flask import current_app
from flask_restx import Namespace

from citas.recalls import queries, rules, service
from citas.recalls.schemas import (
    Contact,
    Dismissal,
    NewRecallRule,
    Recall,
    RecallMessage,
    RecallPage,
    RecallRule,
    RecallRuleChanges,
    RecallRules,
    RecallsQuery,
    Snooze,
)
from citas.schedules import neighbours
from citas.waitlist.neighbours import contact as contact_of
from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

recall_rules = Namespace(
    "recall-rules", path="/recall-rules", description="Cada cuánto vuelve quien recibió un tratamiento"
)
ns = Namespace("recalls", path="/recalls", description="A quién toca llamar")
rule, recall = document(recall_rules, RecallRule), document(ns, Recall)


@recall_rules.route("")
class AllRecallRules(Resource):
    @recall_rules.response(200, "Reglas", document(recall_rules, RecallRules))
    @requires("appointments:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.rules(db)}

    @recall_rules.response(201, "Regla creada: cuenta también lo que ya se hizo", rule)
    @errors(409, 503)
    @requires("reminders:write")
    @body(recall_rules, NewRecallRule)
    def post(self, new):
        known = service.asked(new.model_dump())
        with write() as tx:
            return tx.answer(service.create_rule(tx, new, known), 201)


@recall_rules.route("/<int:id>")
class OneRecallRule(Resource):
    @recall_rules.response(200, "Regla cambiada", rule)
    @errors(404, 412, 428, 503)
    @requires("reminders:write")
    @body(recall_rules, RecallRuleChanges)
    def patch(self, changes, id):
        version = if_match()
        given = changes.model_dump(exclude_unset=True)
        known = service.asked(given)
        with write() as tx:
            return tx.answer(service.change_rule(tx, id, version, given, known))


@ns.route("")
class Recalls(Resource):
    @ns.response(200, "A quién toca, desde quien más espera", document(ns, RecallPage))
    @requires("appointments:read")
    @query(ns, RecallsQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.RECALLS.page(
                db, wanted, show=wanted.show, rule_id=wanted.rule_id, today=clinic_today()
            )


@ns.route("/<int:id>/message")
class Message(Resource):
    @ns.response(200, "El texto de su regla, con los datos de hoy", document(ns, RecallMessage))
    @errors(404, 409, 503)
    @requires("appointments:write")
    def get(self, id):
        one = existing(id)
        rules.must_want_messages(contact_of(one["patient"]["id"]))
        return reply(service.message(one, neighbours.clinic_of_caller()))


@ns.route("/<int:id>/mail")
class Mailed(Resource):
    @ns.response(200, "El correo sale; queda anotado", recall)
    @errors(404, 409, 412, 428, 503)
    @requires("appointments:write")
    def post(self, id):
        version = if_match()
        contact = contact_of(existing(id)["patient"]["id"])
        rules.must_want_messages(contact)
        clinic = neighbours.clinic_of_caller()
        with write() as tx:
            return tx.answer(
                service.send(tx, id, version, contact, clinic, current_app.config["SETTINGS"].mails)
            )


@ns.route("/<int:id>/contacted")
class Contacted(Resource):
    @ns.response(200, "Anotado que se le llamó o escribió", recall)
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, Contact)
    def post(self, wish, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.contacted(tx, id, version, wish.how))


@ns.route("/<int:id>/snooze")
class Snoozed(Resource):
    @ns.response(200, "Vuelve a la lista ese día", recall)
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, Snooze)
    def post(self, wish, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.snooze(tx, id, version, wish.until, wish.reason))


@ns.route("/<int:id>/dismiss")
class Dismissed(Resource):
    @ns.response(200, "No se le llama por esto, hasta que vuelva a hacérselo", recall)
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, Dismissal)
    def post(self, wish, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.dismiss(tx, id, version, wish.reason))


@ns.route("/<int:id>/restore")
class Restored(Resource):
    @ns.response(200, "Otra vez en la lista", recall)
    @errors(404, 412, 428)
    @requires("appointments:write")
    def post(self, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.restore(tx, id, version))


def existing(id):
    with get_db().session() as db:
        return found(queries.get(db, id), service.NOT_FOUND)
