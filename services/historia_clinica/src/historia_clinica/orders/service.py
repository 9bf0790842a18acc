"""Ordering exams, recording what came of them, and marking it as seen; the caller owns the transaction."""

from common.messages import events
from common.web.http import found, must_be_current
from historia_clinica.documents import queries as documents
from historia_clinica.notes import queries as notes
from historia_clinica.orders import queries, rules, sheet
from historia_clinica.papers import service as papers
from historia_clinica.patients import queries as patients
from historia_clinica.people import patient_of
from historia_clinica.rules import NO_SUCH_PATIENT, as_registered
from historia_clinica.trace import about_record

NO_SUCH_ORDER = "Esa orden no existe."


def issue(tx, patient_id, new, author, practitioner, clinic, now):
    """Write, number and print an order. `practitioner` is what `auth` says of the author, `clinic` the letterhead."""
    patient = found(queries.patient(tx, patient_id), NO_SUCH_PATIENT)
    given = new.model_dump()
    exams = queries.exams_by_id(tx, {item["exam_id"] for item in given["items"]})
    items = rules.chosen(given.pop("items"), exams, new.kind)
    if new.note_id is not None:
        # Whoever signs it at this moment waits, or is waited for.
        notes.lock(tx, new.note_id)
    id = queries.insert(
        tx,
        patient_id=patient["id"],
        items=items,
        patient=patient_of(patient, now),
        professional=as_registered(practitioner),
        professional_id=author.id,
        professional_name=author.name,
        **given,
    )
    code = papers.vouch(tx, "ORDER", id)
    order = queries.get(tx, id)
    queries.insert_document(tx, id, sheet.printed(order, queries.people(tx, id), clinic, code))
    about_record(tx, "order.issued", f"order:{id}", patient, f"Emitió la orden de exámenes {order['number']}")
    return order


def annul(tx, id, reason, author):
    order = found(queries.get(tx, id), NO_SUCH_ORDER)
    rules.must_stand(order)
    rules.must_be_own(order, author)
    rules.must_have_no_results(order)
    queries.annul(tx, id, reason, author)
    return told(tx, id, "annulled", "Anuló la orden de exámenes")


def record(tx, id, new, author):
    order = found(queries.get(tx, id), NO_SUCH_ORDER)
    rules.must_stand(order)
    given = new.model_dump()
    rules.must_be_something(given)
    if new.attachment_id is not None:
        rules.must_be_of_patient(documents.get(tx, new.attachment_id), order["patient_id"])
    queries.insert_result(tx, id, author, **given | {"value": rules.measured(order, given)})
    return told(tx, id, "resulted", "Registró un resultado de la orden de exámenes")


def withdraw(tx, id, reason, author):
    order_id = found(
        queries.withdraw_result(tx, id, reason, author), "Ese resultado no existe o ya se retiró."
    )
    return told(tx, order_id, "result_withdrawn", "Retiró un resultado de la orden de exámenes")


def see(tx, id, result_id, author):
    order = found(queries.get(tx, id), NO_SUCH_ORDER)
    rules.must_be_unseen(order)
    rules.must_be_last(order, result_id)
    queries.see(tx, id, result_id, author)
    return told(tx, id, "seen", "Vio los resultados de la orden de exámenes")


def unsee(tx, id, author):
    """The way back for a wrong click: one's own marks are undone."""
    found(queries.get(tx, id), NO_SUCH_ORDER)
    found(queries.unsee(tx, id, author) or None, "Usted no marcó como vistos los resultados de esta orden.")
    return told(tx, id, "unseen", "Marcó como no vistos los resultados de la orden de exámenes")


def told(tx, id, what, summary):
    order = queries.get(tx, id)
    patient = patients.name(tx, order["patient_id"])
    about_record(tx, f"order.{what}", f"order:{id}", patient, f"{summary} {order['number']}")
    return order


def add_exam(tx, new):
    exam = queries.insert_exam(tx, **new.model_dump())
    about_exam(tx, "added", exam, "Agregó a los exámenes")
    return exam


def switch_exam(tx, id, version, active):
    exam = found(queries.lock_exam(tx, id), "Ese examen no existe.")
    must_be_current(exam, version)
    if exam["active"] == active:
        return exam
    exam = queries.switch_exam(tx, id, active)
    about_exam(tx, "updated", exam, "Volvió a usar en los exámenes" if active else "Quitó de los exámenes")
    return exam


def about_exam(tx, what, exam, summary):
    events.publish(tx, f"exam.{what}", f"exam:{exam['id']}", f"{summary} {exam['name']}")
