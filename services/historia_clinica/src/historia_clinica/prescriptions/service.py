"""Writing and annulling prescriptions, and keeping the clinic's medicines; the caller owns the transaction."""

from datetime import timedelta

from common.messages import events, mail
from common.web.http import found, must_be_current
from historia_clinica.notes import queries as notes
from historia_clinica.patients import queries as patients
from historia_clinica.people import patient_of
from historia_clinica.prescriptions import queries, rules, sheet
from historia_clinica.papers import service as papers
from historia_clinica.rules import NO_SUCH_PATIENT, as_registered, changed
from historia_clinica.signing import service as signing
from historia_clinica.trace import about_record

NO_SUCH_PRESCRIPTION = "Esa receta no existe."


def issue(tx, patient_id, new, author, practitioner, clinic, now, today):
    """Write, number, print and, where that is wanted, sign a prescription. `practitioner` is what `auth` says of the author,
    `clinic` the letterhead."""
    patient = found(queries.patient(tx, patient_id), NO_SUCH_PATIENT)
    signer = signing.signer(tx, author, now) if new.sign else None
    given = new.model_dump()
    medicines = queries.medicines_by_id(tx, {item["medicine_id"] for item in given["items"]})
    rules.must_be_prescribable(given["items"], medicines)
    items = rules.answered(given["items"], medicines, patient["allergies"])
    if new.note_id is not None:
        # Whoever signs it at this moment waits, or is waited for.
        notes.lock(tx, new.note_id)
    id = queries.insert(
        tx,
        patient_id=patient["id"],
        note_id=new.note_id,
        diagnoses=given["diagnoses"],
        patient=patient_of(patient, now)
        | {
            "denies": patient["denies"],
            "allergies": [rules.described(allergy) for allergy in patient["allergies"]],
        },
        prescriber=as_registered(practitioner),
        prescriber_id=author.id,
        prescriber_name=author.name,
        general=new.general,
        warning=new.warning,
        valid_until=today + timedelta(days=new.valid_days),
    )
    for position, item in enumerate(items, 1):
        queries.insert_item(tx, id, position, **item)
    prescription = queries.get(tx, id)
    code = papers.vouch(tx, "PRESCRIPTION", id)
    number, told = prescription["number"], signer and signer.told
    pdf = sheet.printed(prescription, queries.people(tx, id), clinic, code, told)
    queries.insert_document(tx, id, signer.sign(pdf, f"Receta {number}") if signer else pdf, told)
    about_record(
        tx,
        "prescription.issued",
        f"prescription:{id}",
        patient,
        f"Emitió{' y firmó' if signer else ''} la receta {number}",
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
    return queries.get(tx, id)


def annul(tx, id, reason, author):
    prescription = found(queries.get(tx, id), NO_SUCH_PRESCRIPTION)
    rules.must_stand(prescription)
    rules.must_be_own(prescription, author)
    queries.annul(tx, id, reason, author.id, author.name)
    patient = patients.name(tx, prescription["patient_id"])
    about_record(
        tx,
        "prescription.annulled",
        f"prescription:{id}",
        patient,
        f"Anuló la receta {prescription['number']}",
    )
    return queries.get(tx, id)


def send(tx, id, to):
    """Ask for the letter that takes the prescription to the patient, or to the address given."""
    prescription = found(queries.get(tx, id), NO_SUCH_PRESCRIPTION)
    rules.must_stand(prescription)
    patient = queries.patient(tx, prescription["patient_id"])
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


def add_medicine(tx, new):
    medicine = new.model_dump()
    medicine["controlled"] |= rules.is_controlled(new.dci)
    medicine = queries.insert_medicine(tx, **medicine)
    _about_medicine(tx, "medicine.added", medicine, "Agregó a los medicamentos")
    return medicine


def load_medicines(tx, rows):
    """Add the medicines of a table that are not in the list yet: how many it has, how many are new, and rows that are none."""
    medicines, others = rules.medicines_of(rows)
    new = queries.store_medicines(tx, medicines)
    if new:
        events.publish(
            tx,
            "medicine.loaded",
            "medicine:0",
            f"Agregó {new} medicamentos a la lista desde el servidor",
            new=new,
        )
    return {"medicines": len(medicines), "new": new, "others": others}


def change_medicine(tx, id, version, changes):
    medicine = found(queries.lock_medicine(tx, id), "Ese medicamento no existe.")
    must_be_current(medicine, version)
    wanted = medicine | changes.model_dump(exclude_unset=True)
    wanted["controlled"] |= rules.is_controlled(wanted["dci"])
    if not changed(medicine, wanted):
        return medicine
    medicine = queries.update_medicine(tx, **wanted)
    _about_medicine(tx, "medicine.updated", medicine, "Cambió en los medicamentos")
    return medicine


def _about_medicine(tx, type, medicine, summary):
    events.publish(
        tx, type, f"medicine:{medicine['id']}", f"{summary} {medicine['dci']} {medicine['concentration']}"
    )


def keep_template(tx, new, author):
    given = new.model_dump()
    medicines = queries.medicines_by_id(tx, {item["medicine_id"] for item in given["items"]})
    rules.must_be_prescribable(given["items"], medicines)
    items = [
        item
        | {name: medicines[item["medicine_id"]][name] for name in ("dci", "concentration", "form")}
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
