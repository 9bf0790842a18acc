"""Recording consents to the use of data; the caller owns the transaction."""

from common.web.http import found
from historia_clinica.data_consents import queries, rules
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import about_record

WHAT = {"DATA": "el consentimiento de uso de datos", "MESSAGES": "el consentimiento de mensajes"}


def record(tx, id, act, author, today):
    """Record that a consent was given or withdrawn; the database refuses what changes nothing."""
    patient = found(patients.summary(tx, id), NO_SUCH_PATIENT)
    rules.must_be_signed_by_guardian(patient, act.given_by, today)
    done = queries.insert(
        tx, patient_id=patient["id"], by_id=author.id, by_name=author.name, **act.model_dump()
    )
    type, did = ("consent.given", "Registró") if act.given else ("consent.withdrawn", "Retiró")
    about_record(
        tx, type, f"data_consent:{done['id']}", patient, f"{did} {WHAT[act.purpose]}", purpose=act.purpose
    )
    # What others remember of the patient says whether they want messages.
    tx.changed("patients")
    return done
