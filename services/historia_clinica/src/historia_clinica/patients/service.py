"""Registering patients and keeping their data right; the caller owns the transaction."""

from common.web.http import found, must_be_current
from historia_clinica.pairs import queries as pairs
from historia_clinica.patients import events, queries, rules
from historia_clinica.rules import NO_SUCH_PATIENT, changed, must_not_be_future

# A change of these may make a patient look like another one.
RECOGNISED_BY = (*rules.IDENTITY, "first_name", "last_name", "birth_date")


def register(tx, new, user, today):
    patient = new.model_dump(exclude={"distinct_person"})
    patient |= rules.identity_of(patient)
    rules.must_be_complete(patient)
    must_not_be_future("birth_date", new.birth_date, today)
    likely = likely_duplicates(tx, patient)
    rules.must_be_somebody_else(patient, likely, user.may("patients:read"), new.distinct_person)
    patient = queries.insert(tx, **patient)
    _said_to_be_others(tx, patient["id"], likely, user)
    events.about_patient(tx, "patient.registered", patient, "Registró a")
    return patient


def change(tx, id, version, changes, user, today):
    """Write and publish what differs; a save that changes nothing leaves no trace."""
    patient = found(queries.lock(tx, id), NO_SUCH_PATIENT)
    must_be_current(patient, version)
    given = changes.model_dump(exclude_unset=True, exclude={"distinct_person"})
    if "document_type" in given and given["document_type"] is None:
        given = {"document_number": None} | given
    wanted = patient | given
    wanted |= rules.identity_of(wanted)
    rules.must_be_complete(wanted)
    must_not_be_future("birth_date", wanted["birth_date"], today)
    differs = changed(patient, wanted)
    if not differs:
        return patient
    if not differs.keys().isdisjoint(RECOGNISED_BY):
        likely = likely_duplicates(tx, wanted, id)
        rules.must_be_somebody_else(wanted, likely, user.may("patients:read"), changes.distinct_person)
        _said_to_be_others(tx, patient["id"], likely, user)
    patient = queries.update(tx, **wanted)
    if differs.keys() != {"active"} or patient["active"]:
        events.about_patient(
            tx, "patient.updated", patient, "Actualizó los datos de", changed=sorted(differs)
        )
    if differs.get("active") is False:
        events.about_patient(tx, "patient.deactivated", patient, "Desactivó a")
    tx.changed("patients")
    return patient


def _said_to_be_others(tx, id, likely, user):
    """Whoever saved this file although it looks like others said that it is nobody of them: the queue asks it no more."""
    for one in likely:
        if one["why"] != "PHONE":
            pairs.say(tx, id, one["id"], one["why"], one["score"], user)


def likely_duplicates(db, patient, id=None):
    """Who is registered already and may be this patient (not the one of this `id`), each with the reason why."""
    names = " ".join(filter(None, (patient["first_name"], patient["last_name"])))
    numbers = rules.numbers_of_same_person(patient["document_type"], patient["document_number"])
    asked = patient["birth_date"], patient["phone"], patient["email"]
    return rules.likely(patient, numbers, queries.candidates(db, id, numbers, names or None, *asked))
