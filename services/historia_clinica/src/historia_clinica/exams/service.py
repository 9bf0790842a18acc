"""Keeping the exams that the clinic orders; the caller owns the transaction."""

from common.messages import events
from common.web.http import found, must_be_current
from historia_clinica.exams import queries


def add(tx, new):
    exam = queries.insert(tx, **new.model_dump())
    about(tx, "added", exam, "Agregó a los exámenes")
    return exam


def switch(tx, id, version, active):
    exam = found(queries.lock(tx, id), "Ese examen no existe.")
    must_be_current(exam, version)
    if exam["active"] == active:
        return exam
    exam = queries.switch(tx, id, active)
    about(tx, "updated", exam, "Volvió a usar en los exámenes" if active else "Quitó de los exámenes")
    return exam


def about(tx, what, exam, summary):
    events.publish(tx, f"exam.{what}", f"exam:{exam['id']}", f"{summary} {exam['name']}")
