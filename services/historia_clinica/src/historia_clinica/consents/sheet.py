"""The printed consent: what was read, what was decided, who signed, when, how, and the fingerprint of all of it."""

from pathlib import Path

from common.clock import clinic_zone
from common.pdf import render
from historia_clinica.rules import drawing

TEMPLATE = Path(__file__).with_name("sheet.typ")
TITLES = {
    "ACCEPTED": "Consentimiento informado",
    "REFUSED": "Negativa de consentimiento",
    "EMERGENCY": "Atención de emergencia",
    "REVOKED": "Revocatoria de consentimiento",
}
SAID = {
    "ACCEPTED": "Leí o me leyeron este texto, pude preguntar y acepto el procedimiento.",
    "REFUSED": "Leí o me leyeron este texto, pude preguntar y no acepto el procedimiento.",
    "EMERGENCY": "No se pudo pedir el consentimiento. El profesional deja escrito el motivo.",
    "REVOKED": "Retiro mi consentimiento desde este momento.",
}
HOW = {
    "PATIENT": "Firma del paciente trazada en pantalla",
    "GUARDIAN": "Firma de su representante trazada en pantalla",
    "PROFESSIONAL": "Escrito por el profesional, sin firma del paciente",
}
THROUGH = {"SCREEN": "", "LINK": " de su propio teléfono, por un enlace"}


def draw(consent, patient, clinic):
    """The PDF."""
    local = consent["signed_at"].astimezone(clinic_zone())
    content = {
        "consent": {
            "heading": TITLES[consent["decision"]],
            "title": consent["title"],
            "edition": f"Formulario 024 (transcripción), versión {consent['edition']}",
            "blocks": blocks(consent["text"]),
            "said": SAID[consent["decision"]],
            "reason": consent["reason"],
            "how": f"{HOW[consent['signer']]}{THROUGH[consent['signed_through']]}, el {local:%d/%m/%Y} a las {local:%H:%M:%S}",
            "signer": consent["signer_name"],
            "under": under(consent),
            "professional": consent["professional_name"],
            "sha256": consent["content_sha256"],
            "drawn": consent["signature"] is not None,
        },
        "patient": {"name": patient["full_name"], "document": patient["document_number"]},
    }
    pictures = {"signature": drawing(consent["signature"])} if consent["signature"] else {}
    return render(TEMPLATE, clinic, consent["signed_at"], content, **pictures)


def blocks(text):
    """Paragraphs, and the headings among them, which a line begins with `## `."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [{"heading": line.startswith("## "), "text": line.removeprefix("## ")} for line in lines]


def under(consent):
    """What stands under the line of the signature."""
    words = {"PATIENT": "Paciente", "PROFESSIONAL": "Profesional"}
    role = words.get(consent["signer"]) or f"Representante ({consent['signer_relation']})"
    return " · ".join(filter(None, (role, consent["signer_document"])))
