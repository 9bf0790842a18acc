"""Drawing over an image; the caller owns the transaction."""

from common.store.withdrawals import must_stand
from common.web.http import found, must_be_current
from historia_clinica.annotations import queries, rules
from historia_clinica.documents import queries as documents
from historia_clinica.documents.rules import WITHDRAWN
from historia_clinica.documents.service import NO_SUCH_DOCUMENT
from historia_clinica.patients import queries as patients
from historia_clinica.trace import about_record

KEPT_AT_HAND = 50


def get(db, document_id):
    data = queries.editions(db, document_id, KEPT_AT_HAND)
    return {"document_id": document_id, "edition": data[0]["edition"] if data else 0, "data": data}


def draw(tx, document_id, edition, marks, by):
    """`edition`: the one that the caller drew over. What says the same as the last one makes no other."""
    rules.must_be_whole(marks)
    document = found(documents.lock(tx, document_id), NO_SUCH_DOCUMENT)
    must_stand(document, WITHDRAWN)
    rules.must_be_image(document)
    last = queries.last(tx, document_id)
    must_be_current({"version": last["edition"] if last else 0}, edition)
    if marks == (last["marks"] if last else []):
        return get(tx, document_id)
    queries.insert(tx, document_id, edition + 1, marks, by)
    patient = patients.name(tx, document["patient_id"])
    done = "Anotó una imagen" if marks else "Quitó las anotaciones de una imagen"
    about_record(tx, "document.annotated", f"document:{document_id}", patient, done)
    return get(tx, document_id)
