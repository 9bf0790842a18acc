"""Copies of a whole record: asked for, looked at, downloaded."""

from flask import current_app, send_file
from flask_restx import Namespace

from common.pdf import letterhead
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, write
from common.web.resource import Resource
from common.web.schema import document, errors, produces
from historia_clinica.exports import copy, neighbours, queries, rules, service
from historia_clinica.exports.schemas import Export, Exports
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT

ns = Namespace("exports", path="/", description="Copias de toda la historia de un paciente")


@ns.route("/patients/<int:id>/exports")
class PatientExports(Resource):
    @ns.response(200, "Las copias que pidió usted, la última primero", document(ns, Exports))
    @errors(404)
    @requires("records:export")
    def get(self, id):
        with get_db().session() as db:
            found(patients.name(db, id), NO_SUCH_PATIENT)
            return {"data": queries.of_patient(db, id, me().id)}

    @ns.response(201, "Se está preparando; queda en el registro", document(ns, Export))
    @errors(404, 409, 503)
    @requires("records:export")
    def post(self, id):
        with get_db().session() as db:
            patient = found(patients.name(db, id), NO_SUCH_PATIENT)
        told, refused = neighbours.about(patient["id"])
        clinic = letterhead()
        with write() as tx:
            return tx.answer(service.ask(tx, patient["id"], told | {"omitted": refused}, clinic, me()), 201)


@ns.route("/exports/<int:id>")
class OneExport(Resource):
    @ns.response(200, "Cuánto falta de la copia", document(ns, Export))
    @errors(404)
    @requires("records:export")
    def get(self, id):
        with get_db().session() as db:
            return service.shown(found(queries.get(db, id, me().id), service.NO_SUCH_COPY))


@ns.route("/exports/<int:id>/zip")
class Download(Resource):
    @produces("application/zip")
    @ns.response(200, "La copia; descargarla queda en el registro")
    @errors(404, 409, 410, 503)
    @requires("records:export")
    def get(self, id):
        with get_db().session() as db:
            row = found(queries.get(db, id, me().id), service.NO_SUCH_COPY)
        rules.must_be_ready(row)
        path = copy.path_of(current_app.config["SETTINGS"], row["file_name"])
        copy.must_be_there(path)
        with get_db().transaction() as tx:
            patient = patients.name(tx, row["patient_id"])
            service.about(tx, "record_export.downloaded", id, patient, "Descargó la copia de la historia")
        return send_file(
            path,
            mimetype="application/zip",
            as_attachment=True,
            download_name=f"historia-{row['patient_id']}.zip",
            max_age=0,
        )
