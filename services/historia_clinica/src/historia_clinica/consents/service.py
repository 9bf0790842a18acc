"""Writing the texts of consents, and signing, refusing and revoking them; the caller owns the transaction."""

from datetime import UTC, datetime

from common.clock import clinic_today
from common.files import Examined, get_store, insert_file
from common.problems import Gone
from common.store.sql import only
from common.web.http import found, must_be_current
from historia_clinica.consents import queries, rules, sheet
from historia_clinica.consents.schemas import NewProcedureConsent
from historia_clinica.fields import Person
from historia_clinica.rules import NO_SUCH_PATIENT, changed
from historia_clinica.trace import about_record, about_template

NO_SUCH_TEMPLATE = "Ese consentimiento no existe."
NO_SUCH_CONSENT = "Ese documento no existe."
NO_SUCH_REQUEST = "Ese pedido de firma no existe."
SUMMARY = {
    "ACCEPTED": ("consent.signed", "Registró un consentimiento firmado"),
    "REFUSED": ("consent.refused", "Registró que se rechazó un procedimiento"),
    "EMERGENCY": ("consent.emergency", "Registró una emergencia sin consentimiento"),
    "REVOKED": ("consent.revoked", "Registró que se revocó un consentimiento"),
}


def write_template(tx, new, author):
    rules.must_know_its_variables(new.body)
    id = queries.insert_template(tx, new.name, new.valid_days)
    queries.insert_edition(tx, id, 1, new.body, author)
    queries.require(tx, id, [one.model_dump() for one in new.treatments])
    about_template(tx, "created", id, f"Creó el consentimiento «{new.name}»")
    return queries.template(tx, id)


def change_template(tx, id, version, changes, author):
    template = found(queries.lock_template(tx, id), NO_SUCH_TEMPLATE)
    must_be_current(template, version)
    differs = changed(template, changes.model_dump(exclude_unset=True))
    if not differs:
        return template
    row = template | differs
    if "body" in differs:
        rules.must_know_its_variables(row["body"])
        row["edition"] += 1
        queries.insert_edition(tx, id, row["edition"], row["body"], author)
    if "treatments" in differs:
        queries.require(tx, id, row["treatments"])
    queries.update_template(tx, id, **only(row, "name", "valid_days", "active", "edition"))
    about_template(tx, "updated", id, f"Cambió el consentimiento «{row['name']}»")
    return queries.template(tx, id)


def preview(db, patient_id, template_id, professional, clinic):
    """The text of a template as the patient reads it today."""
    patient = found(queries.patient(db, patient_id), NO_SUCH_PATIENT)
    template = found(queries.template(db, template_id), NO_SUCH_TEMPLATE)
    today = clinic_today()
    text = rules.filled(template["body"], patient, professional, clinic["name"], today)
    return {
        "template_id": template_id,
        "edition": template["edition"],
        "title": template["name"],
        "text": text,
        "text_sha256": rules.sha256_of(text),
        "needs_guardian": rules.is_minor(patient["birth_date"], today),
        "guardian": patient["guardian_name"],
    }


def sign(tx, patient_id, new, clinic, author, through="SCREEN"):
    """Keep what was decided, with its PDF; from then on nobody changes it."""
    patient = found(queries.patient(tx, patient_id), NO_SUCH_PATIENT)
    template = found(queries.template(tx, new.template_id), NO_SUCH_TEMPLATE)
    rules.must_be_usable(template)
    today = clinic_today()
    consent = new.model_dump()
    rules.must_be_signed_by_the_right_one(consent, rules.is_minor(patient["birth_date"], today))
    text = rules.filled(template["body"], patient, new.professional_name, clinic["name"], today)
    if new.decision == "EMERGENCY":
        consent |= {"signer": "PROFESSIONAL", "signer_name": new.professional_name, "signature": None}
        consent |= {"signer_document": None, "signer_relation": None}
    else:
        rules.must_be_what_was_read(consent["text_sha256"], text)
    consent |= {
        "edition": template["edition"],
        "title": template["name"],
        "text": text,
        "revokes_id": None,
        "signed_through": through,
        "valid_until": rules.valid_until(new.decision, today, template["valid_days"]),
    }
    return keep(tx, patient, consent, clinic, author)


def revoke(tx, id, wish, clinic, author):
    """A revocation is a document of its own; what was signed stays as it was."""
    consent = found(queries.get(tx, id), NO_SUCH_CONSENT)
    rules.must_be_revocable(consent)
    patient = queries.patient(tx, consent["patient_id"])
    today = clinic_today()
    rules.must_represent(wish.model_dump(), rules.is_minor(patient["birth_date"], today))
    said = f"Revoco el consentimiento «{consent['title']}» que firmé el {consent['signed_at']:%d/%m/%Y}."
    row = only(consent, "template_id", "edition", "appointment_id", "title", "professional_name")
    row |= wish.model_dump() | {
        "decision": "REVOKED",
        "text": said,
        "revokes_id": id,
        "signed_through": "SCREEN",
        "valid_until": today,
    }
    return keep(tx, patient, row, clinic, author)


def keep(tx, patient, consent, clinic, author):
    row = consent | {
        "patient_id": patient["id"],
        "recorded_by_id": author.id,
        "recorded_by_name": author.name,
        "signed_at": datetime.now(UTC).replace(microsecond=0),
        "decision": str(consent["decision"]),
        "signer": str(consent["signer"]),
    }
    row["content_sha256"] = rules.content_sha256(row)
    pdf = bytes(sheet.draw(row, patient, clinic))
    file = insert_file(tx, get_store().put(pdf), Examined(pdf, "application/pdf", pages=1), author)
    id = queries.insert(tx, **only(row, *(set(queries.FIELDS) - {"file_id"})), file_id=file["id"])
    type, summary = SUMMARY[row["decision"]]
    about_record(tx, type, f"procedure_consent:{id}", patient, summary)
    return queries.get(tx, id)


def ask(tx, patient_id, wish, clinic, author):
    """Send a text to be signed by a link; who asks for it is who recorded what comes of it."""
    patient = found(queries.patient(tx, patient_id), NO_SUCH_PATIENT)
    rules.must_be_usable(found(queries.template(tx, wish.template_id), NO_SUCH_TEMPLATE))
    until = datetime.now(UTC) + rules.LINK_LIFE
    id = queries.insert_request(tx, patient["id"], wish.model_dump(), clinic, author, until)
    about_record(tx, "consent.requested", f"consent_request:{id}", patient, "Pidió por enlace la firma")
    return queries.request(tx, id)


def withdraw(tx, id):
    """What was sent by mistake is no longer to be signed, whoever has its link."""
    request = found(queries.lock_request(tx, id), NO_SUCH_REQUEST)
    rules.must_be_waiting(request)
    queries.withdraw_request(tx, id)
    patient = queries.patient(tx, request["patient_id"])
    about_record(
        tx, "consent.request_withdrawn", f"consent_request:{id}", patient, "Retiró el pedido de firma"
    )


def seconds_left(db, id):
    """For how long a link to what was sent may serve."""
    request = found(queries.request(db, id), NO_SUCH_REQUEST)
    rules.must_be_waiting(request)
    left = int((request["expires_at"] - datetime.now(UTC)).total_seconds())
    if left < 1:
        raise Gone("Venció el plazo para firmar. Envíe otro.")
    return left


def shared(db, id):
    """What whoever has the link reads: the text, or that it was signed."""
    request = found(queries.request(db, id), NO_SUCH_REQUEST)
    if request["consent_id"]:
        return told(queries.get(db, request["consent_id"]))
    rules.must_be_waiting(request)
    clinic = queries.letterhead(db, id)
    text = preview(db, request["patient_id"], request["template_id"], request["professional_name"], clinic)
    patient = queries.patient(db, request["patient_id"])
    return {
        **only(text, "title", "text", "text_sha256", "needs_guardian", "guardian"),
        **only(patient, "full_name", "document_number"),
        "professional_name": request["professional_name"],
        "decision": None,
        "signed_at": None,
    }


def told(consent):
    """What is left to be said to whoever has the link of what was signed: nothing of the patient's."""
    return {
        **dict.fromkeys(
            ("text", "text_sha256", "guardian", "full_name", "document_number", "professional_name")
        ),
        **only(consent, "title", "decision", "signed_at"),
        "needs_guardian": False,
    }


def sign_by_link(tx, id, given):
    """Sign what was sent, once. Sent again it is answered again."""
    request = found(queries.lock_request(tx, id), NO_SUCH_REQUEST)
    if request["consent_id"]:
        consent = queries.get(tx, request["consent_id"])
        rules.must_be_the_same(consent, given.model_dump())
        return told(consent)
    rules.must_be_waiting(request)
    new = NewProcedureConsent(
        **only(request, "template_id", "professional_name", "appointment_id"), **given.model_dump()
    )
    clinic, asker = queries.letterhead(tx, id), Person(**request["asked_by"])
    consent = sign(tx, request["patient_id"], new, clinic, asker, "LINK")
    queries.answer_request(tx, id, consent["id"])
    return told(consent)
