"""What a consent says, who may sign it, and what a signature vouches for. Pure: values in, values or Problems out."""

import hashlib
import json
from datetime import timedelta

from common.problems import Conflict, Gone, Invalid

# Somebody else signs for a minor (A.M. 00115-2021, form 024: «representante legal»).
OF_AGE = 18
VARIABLES = ("paciente", "documento", "edad", "representante", "profesional", "fecha", "clinica")
# The act of a link (`common.web.links`), and how long it may be done.
SIGN, LINK_LIFE = "consent:sign", timedelta(days=3)
SIGNED_CONTENT = (
    "patient_id", "template_id", "edition", "decision", "title", "text", "reason", "revokes_id", "signer", "signer_name",
    "signer_document", "signer_relation", "signature", "professional_name", "signed_at",
)  # fmt: skip


def age_on(birth_date, day):
    """Whole years, None where the birth is not known."""
    if birth_date is None:
        return None
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def is_minor(birth_date, day):
    age = age_on(birth_date, day)
    return age is not None and age < OF_AGE


def filled(body, patient, professional, clinic, day):
    """The text with its variables as this patient reads them; what is not known is a line to be written on."""
    age = age_on(patient["birth_date"], day)
    known = {
        "paciente": patient["full_name"],
        "documento": patient["document_number"],
        "edad": None if age is None else f"{age} años",
        "representante": patient["guardian_name"],
        "profesional": professional,
        "fecha": f"{day:%d/%m/%Y}",
        "clinica": clinic,
    }
    for name in VARIABLES:
        body = body.replace("{" + name + "}", known[name] or "__________")
    return body


def must_know_its_variables(body):
    """Raise Invalid for a `{name}` that nothing fills."""
    rest = body
    for name in VARIABLES:
        rest = rest.replace("{" + name + "}", "")
    if "{" in rest or "}" in rest:
        named = ", ".join("{" + name + "}" for name in VARIABLES)
        raise Invalid.field("body", f"Hay una variable que no existe. Se conocen {named}.")


def sha256_of(text):
    return hashlib.sha256(text.encode()).hexdigest()


def must_be_what_was_read(sha256, text):
    if sha256 != sha256_of(text):
        raise Conflict("El texto cambió mientras se leía: vuelva a mostrarlo y a firmarlo.")


def must_be_usable(template):
    if not template["active"]:
        raise Conflict("Ese consentimiento ya no se usa.")


def must_be_signed_by_the_right_one(consent, minor):
    """A minor's is signed by who represents them, and says who that is; an emergency has a reason and no signature."""
    if consent["decision"] == "EMERGENCY":
        if not consent["reason"]:
            raise Invalid.field("reason", "Escriba por qué no se pudo pedir el consentimiento.")
        return
    for field, sentence in (
        ("signer", "Diga quién firma."),
        ("signer_name", "Escriba el nombre de quien firma."),
        ("signature", "Falta la firma."),
        ("text_sha256", "Falta decir qué texto se leyó."),
    ):
        if not consent[field]:
            raise Invalid.field(field, sentence)
    must_represent(consent, minor)


def must_represent(consent, minor):
    if minor and consent["signer"] != "GUARDIAN":
        raise Invalid.field("signer", "El paciente es menor de edad: firma su representante.")
    if consent["signer"] == "GUARDIAN" and not consent["signer_relation"]:
        raise Invalid.field("signer_relation", "Diga qué es del paciente quien firma por él.")


def must_be_revocable(consent):
    if consent["decision"] != "ACCEPTED":
        raise Conflict("Solo se revoca un consentimiento que se aceptó.")
    if consent["revoked_by"]:
        raise Conflict("Ese consentimiento ya está revocado.")


def must_be_waiting(request):
    """Raise Conflict for what was sent and is no longer to be signed; Gone is what whoever has its link is told."""
    if request["consent_id"]:
        raise Conflict("Ese documento ya se firmó.")
    if request["withdrawn_at"]:
        raise Gone("La clínica retiró este documento. Pida otro si lo necesita.")


def must_be_the_same(consent, given):
    """Sent again, as a phone without signal does, it is answered again; anything else than what was signed is refused."""
    if any(consent[name] != given[name] for name in ("decision", "signer", "signer_name")):
        raise Conflict("Ese documento ya se firmó.")


def valid_until(decision, day, days):
    """An emergency is of its day."""
    return day if decision == "EMERGENCY" else day + timedelta(days=days)


def content_sha256(consent):
    """The fingerprint of what was signed: SHA-256 of its JSON with sorted keys, no spaces, in UTF-8."""
    content = {name: consent[name] for name in SIGNED_CONTENT} | {
        "signed_at": consent["signed_at"].isoformat()
    }
    # Came later: what was signed on the clinic's screen is vouched for as before.
    if consent["signed_through"] == "LINK":
        content["signed_through"] = "LINK"
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
