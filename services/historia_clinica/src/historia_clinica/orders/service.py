"""Ordering exams, recording what came of them, and marking it as seen; the caller owns the transaction."""

from common.web.http import found
from historia_clinica.documents import queries as documents
from historia_clinica.exams import queries as exams
from historia_clinica.notes import queries as notes
from historia_clinica.orders import queries, rules, sheet
from historia_clinica.orders.queries import ORDER
from historia_clinica.papers import service as papers
from historia_clinica.people import patient_of


def issue(tx, patient_id, new, by):
    """Write, number and print an order; `by` says who issues it (`papers.service.issuer`)."""
    patient = papers.patient(tx, patient_id)
    said = new.model_dump()
    known = exams.by_id(tx, {item["exam_id"] for item in said["items"]})
    said["items"] = rules.chosen(said["items"], known, new.kind)
    if new.note_id is not None:
        # Whoever signs it at this moment waits, or is waited for.
        notes.lock(tx, new.note_id)
    kept = patient_of(patient, by.now)
    id = papers.write(tx, ORDER, by, patient["id"], patient=kept, **said)
    order = papers.get(tx, ORDER, id)
    content = sheet.content(order, kept, by.registered)
    pdf = papers.printed(tx, ORDER, order, sheet.TEMPLATE, content, by.clinic)
    return papers.keep(tx, ORDER, id, pdf)


def record(tx, id, new, author):
    order = papers.standing(tx, ORDER, id)
    given = new.model_dump()
    rules.must_be_something(given)
    if new.attachment_id is not None:
        rules.must_be_of_patient(documents.get(tx, new.attachment_id), order["patient_id"])
    queries.insert_result(tx, id, author, **given | {"value": rules.measured(order, given)})
    return papers.told(tx, ORDER, id, "resulted", "Registró un resultado de")


def withdraw(tx, id, reason, author):
    order_id = found(
        queries.withdraw_result(tx, id, reason, author), "Ese resultado no existe o ya se retiró."
    )
    return papers.told(tx, ORDER, order_id, "result_withdrawn", "Retiró un resultado de")


def see(tx, id, result_id, author):
    order = papers.get(tx, ORDER, id)
    rules.must_be_unseen(order)
    rules.must_be_last(order, result_id)
    queries.see(tx, id, result_id, author)
    return papers.told(tx, ORDER, id, "seen", "Vio los resultados de")


def unsee(tx, id, author):
    """The way back for a wrong click: one's own marks are undone."""
    papers.get(tx, ORDER, id)
    found(queries.unsee(tx, id, author) or None, "Usted no marcó como vistos los resultados de esta orden.")
    return papers.told(tx, ORDER, id, "unseen", "Marcó como no vistos los resultados de")
