"""Writing and sending prescriptions, and keeping favourites; the caller owns the transaction."""

from datetime import timedelta

from common.messages import events, mail
from common.store.db import json
from common.web.http import found
from historia_clinica.history import queries as history
from historia_clinica.medicines import queries as medicines
from historia_clinica.notes import queries as notes
from historia_clinica.papers import service as papers
from historia_clinica.people import patient_of
from historia_clinica.prescriptions import queries, rules, sheet
from historia_clinica.prescriptions.queries import PRESCRIPTION
from historia_clinica.signing import service as signing


def issue(tx, patient_id, new, by):
    """Write, number, print and, where that is wanted, sign a prescription; `by` says who issues it (`papers.service.issuer`)."""
    patient = papers.patient(tx, patient_id)
    signer = signing.signer(tx, by.author, by.now) if new.sign else None
    said = new.model_dump()
    known = medicines.by_id(tx, {item["medicine_id"] for item in said["items"]})
    allergies = queries.allergies(tx, patient["id"])
    rules.must_be_prescribable(said["items"], known)
    items = rules.answered(said["items"], known, allergies)
    if new.note_id is not None:
        # Whoever signs it at this moment waits, or is waited for.
        notes.lock(tx, new.note_id)
    kept = patient_of(patient, by.now) | {
        "denies": history.denies(tx, patient["id"]),
        "allergies": [rules.described(allergy) for allergy in allergies],
    }
    id = papers.write(
        tx,
        PRESCRIPTION,
        by,
        patient["id"],
        patient=kept,
        note_id=new.note_id,
        diagnoses=said["diagnoses"],
        general=new.general,
        warning=new.warning,
        valid_until=by.today + timedelta(days=new.valid_days),
    )
    for position, item in enumerate(items, 1):
        queries.insert_item(tx, id, position, **item)
    prescription = papers.get(tx, PRESCRIPTION, id)
    number, certificate = prescription["number"], signer and signer.told
    content = sheet.content(prescription, kept, by.registered, certificate)
    pdf = papers.printed(tx, PRESCRIPTION, prescription, sheet.TEMPLATE, content, by.clinic)
    prescription = papers.keep(
        tx,
        PRESCRIPTION,
        id,
        signer.sign(pdf, f"Receta {number}") if signer else pdf,
        "Emitió y firmó" if signer else "Emitió",
        signature=certificate and json(certificate),
    )
    if any(item["allergy"] for item in items):
        events.publish(
            tx,
            "prescription.allergy_overridden",
            f"prescription:{id}",
            f"Recetó en la receta {number} de {patient['full_name']} algo a lo que consta una alergia, y dijo por qué",
            level="WARNING",
            patient_id=patient_id,
        )
    return prescription


def send(tx, id, to):
    """Ask for the letter that takes the prescription to the patient, or to the address given."""
    prescription = papers.standing(tx, PRESCRIPTION, id)
    patient = papers.patient(tx, prescription["patient_id"])
    rules.must_want_messages(queries.messages_withdrawn(tx, patient["id"]))
    to = to or patient["email"]
    rules.must_have_address(to)
    mail.post(
        tx,
        "prescription",
        f"prescription:{id}",
        f"Envió por correo la receta {prescription['number']} de {patient['full_name']}",
        patient_id=patient["id"],
        prescription_id=id,
        to=to,
    )


def keep_template(tx, new, author):
    given = new.model_dump()
    known = medicines.by_id(tx, {item["medicine_id"] for item in given["items"]})
    rules.must_be_prescribable(given["items"], known)
    items = [
        item
        | {name: known[item["medicine_id"]][name] for name in ("dci", "concentration", "form")}
        | {"allergy": None, "allergy_answer": None}
        for item in given["items"]
    ]
    content = {"items": items, "general": new.general, "warning": new.warning}
    template = queries.insert_template(tx, new.name, content, author.id, author.name)
    events.publish(
        tx,
        "prescription_template.kept",
        f"prescription_template:{template['id']}",
        f"Guardó la receta favorita {new.name}",
    )
    return template


def retire_template(tx, id):
    name = found(queries.retire_template(tx, id), "Esa favorita no existe.")
    events.publish(
        tx, "prescription_template.retired", f"prescription_template:{id}", f"Quitó la receta favorita {name}"
    )
