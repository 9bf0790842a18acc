"""Asking for a copy, and downloading it; the caller owns the transaction."""

from common.messages import events
from common.web.http import found
from historia_clinica.exports import queries
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT

NO_SUCH_COPY = "Esa copia no existe, o la pidió otra persona."


def ask(tx, patient_id, told, letterhead, by):
    """The relay makes it: the row says how far it is."""
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    id = queries.insert(tx, patient["id"], told, letterhead, by)
    about(tx, "record_export.asked", id, patient, "Pidió una copia de toda la historia", export_id=id)
    return shown(queries.get(tx, id, by.id))


def about(tx, type, id, patient, summary, **data):
    events.publish(
        tx,
        type,
        f"record_export:{id}",
        f"{summary} de {patient['full_name']}",
        patient_id=patient["id"],
        level="WARNING",
        **data,
    )


def failed(tx, id, reason):
    patient = patients.name(tx, queries.patient_of(tx, id))
    summary = "No se pudo preparar la copia de toda la historia"
    about(tx, "record_export.failed", id, patient, summary, export_id=id, reason=reason)


def shown(row):
    """Without the name of its file, which is nobody's address."""
    return {name: value for name, value in row.items() if name != "file_name"}
