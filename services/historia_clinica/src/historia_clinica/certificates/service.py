"""Issuing and annulling certificates; the caller owns the transaction."""

from common.web.http import found
from historia_clinica.certificates import queries, rules, sheet
from historia_clinica.papers import service as papers
from historia_clinica.patients import queries as patients
from historia_clinica.people import patient_of
from historia_clinica.rules import NO_SUCH_PATIENT, as_registered
from historia_clinica.trace import about_record

NO_SUCH_CERTIFICATE = "Ese certificado no existe."


def issue(tx, patient_id, new, author, practitioner, clinic, now, today):
    """Write, number and print a certificate. `practitioner` is what `auth` says of the author, `clinic` the letterhead."""
    patient = found(queries.patient(tx, patient_id), NO_SUCH_PATIENT)
    given = new.model_dump()
    rules.must_be_told(given, today)
    if given["rest"] == "HOURS":
        given["rest_until"] = given["rest_from"]
    id = queries.insert(
        tx,
        patient_id=patient["id"],
        patient=patient_of(patient, now)
        | {name: patient[name] for name in ("occupation", "workplace")}
        | {"record": patient["id"]},
        professional=as_registered(practitioner),
        professional_id=author.id,
        professional_name=author.name,
        **given,
    )
    code = papers.vouch(tx, "CERTIFICATE", id)
    certificate = queries.get(tx, id)
    queries.insert_document(tx, id, sheet.printed(certificate, queries.people(tx, id), clinic, code))
    about_record(
        tx,
        "certificate.issued",
        f"certificate:{id}",
        patient,
        f"Emitió el certificado médico {certificate['number']}",
    )
    return certificate


def annul(tx, id, reason, author):
    certificate = found(queries.get(tx, id), NO_SUCH_CERTIFICATE)
    rules.must_stand(certificate)
    rules.must_be_own(certificate, author)
    queries.annul(tx, id, reason, author.id, author.name)
    patient = patients.name(tx, certificate["patient_id"])
    about_record(
        tx,
        "certificate.annulled",
        f"certificate:{id}",
        patient,
        f"Anuló el certificado médico {certificate['number']}",
    )
    return queries.get(tx, id)
