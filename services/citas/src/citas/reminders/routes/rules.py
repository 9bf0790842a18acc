"""Rules of what is sent when, and the clinic's quiet hours."""

from datetime import UTC, datetime

from flask import request
from flask_restx import Namespace

from citas.reminders.queries import rules as queries
from citas.reminders.schemas.rules import (
    NewReminderRule,
    NewReminderSettings,
    ReminderPreview,
    ReminderRule,
    ReminderRuleChanges,
    ReminderRules,
    ReminderSettings,
    ReminderWords,
)
from citas.reminders.service import rules as service
from citas.schedules import neighbours
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors

ns = Namespace("reminder-rules", path="/reminder-rules", description="Qué se avisa a los pacientes y cuándo")
settings = Namespace("reminder-settings", path="/reminder-settings", description="Horas de silencio")
rule = document(ns, ReminderRule)


@ns.route("")
class AllRules(Resource):
    @ns.response(200, "Reglas de avisos", document(ns, ReminderRules))
    @requires("appointments:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.of_clinic(db)}

    @ns.response(201, "Regla creada: rige también para las citas ya agendadas", rule)
    @errors(409, 503)
    @requires("reminders:write")
    @body(ns, NewReminderRule)
    def post(self, new):
        known = service.asked(new.model_dump())
        with write() as tx:
            return tx.answer(service.create(tx, new, known, request.host_url), 201)


@ns.route("/<int:id>")
class OneRule(Resource):
    @ns.response(200, "Regla cambiada", rule)
    @errors(404, 412, 428, 503)
    @requires("reminders:write")
    @body(ns, ReminderRuleChanges)
    def patch(self, changes, id):
        version = if_match()
        given = changes.model_dump(exclude_unset=True)
        known = service.asked(given)
        with write() as tx:
            return tx.answer(service.change(tx, id, version, given, known, request.host_url))


@ns.route("/preview")
class RulePreview(Resource):
    @ns.response(
        200, "El texto como lo leería un paciente, y qué falta para que salga", document(ns, ReminderPreview)
    )
    @errors(503)
    @requires("reminders:write")
    @body(ns, ReminderWords)
    def post(self, words):
        return reply(service.preview(words, neighbours.clinic_of_caller(), datetime.now(UTC)))


@settings.route("")
class QuietHours(Resource):
    @settings.response(200, "Horas de silencio", document(settings, ReminderSettings))
    @requires("appointments:read")
    def get(self):
        with get_db().session() as db:
            return reply(queries.settings(db))

    @settings.response(
        200,
        "Horas de silencio cambiadas: rigen también para lo que espera",
        document(settings, ReminderSettings),
    )
    @errors(412, 428)
    @requires("reminders:write")
    @body(settings, NewReminderSettings)
    def put(self, new):
        version = if_match()
        with write() as tx:
            return tx.answer(service.replace_settings(tx, version, new, request.host_url))
