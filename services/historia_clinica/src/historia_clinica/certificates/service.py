"""Issuing certificates; the caller owns the transaction."""

from common.clock import clinic_zone
from historia_clinica.certificates import rules, sheet
from historia_clinica.certificates.queries import CERTIFICATE
from historia_clinica.papers import service as papers
from historia_clinica.people import patient_of
from historia_clinica.rules import must_not_precede_birth


def issue(tx, patient_id, new, by):
    """Write, number and print a certificate; `by` says who issues it (`papers.service.issuer`)."""
    patient = papers.patient(tx, patient_id)
    said = new.model_dump()
    rules.must_be_told(said, by.now.astimezone(clinic_zone()))
    must_not_precede_birth("attended_on", said["attended_on"], patient)
    if said["rest"] == "HOURS":
        said["rest_until"] = said["rest_from"]
    kept = patient_of(patient, by.now) | {
        "occupation": patient["occupation"],
        "workplace": patient["workplace"],
        "record": patient["id"],
    }
    id = papers.write(tx, CERTIFICATE, by, patient["id"], patient=kept, **said)
    certificate = papers.get(tx, CERTIFICATE, id)
    content = sheet.content(certificate, kept, by.registered)
    pdf = papers.printed(tx, CERTIFICATE, certificate, sheet.TEMPLATE, content, by.clinic)
    return papers.keep(tx, CERTIFICATE, id, pdf)
