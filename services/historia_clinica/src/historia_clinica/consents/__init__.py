"""Consents to procedures (form 024): templates, which treatments need which, and what was signed, refused or revoked."""

from historia_clinica.consents import routes, shared
from historia_clinica.rules import NO_SUCH_PATIENT

NAMESPACES = (routes.ns, shared.ns)
CONSTRAINTS = {
    "consent_templates_one": ("name", "Ya existe un consentimiento con ese nombre."),
    "consent_editions_kept": "El texto que alguien pudo firmar no se cambia: escriba otra versión.",
    "procedure_consents_patient": NO_SUCH_PATIENT,
    "procedure_consents_kept": "Un consentimiento firmado no se cambia ni se borra: se revoca con otro documento.",
    "procedure_consents_revoked_once": "Ese consentimiento ya está revocado.",
    "procedure_consents_revocable": "Solo se revoca lo que se aceptó.",
    "procedure_consents_hour": "La firma lleva la hora en que se firma.",
    "procedure_consents_signed": ("signature", "Falta la firma."),
    "procedure_consents_emergency": (
        "decision",
        "La emergencia la escribe el profesional, sin firma del paciente.",
    ),
    "procedure_consents_reason": ("reason", "Escriba el motivo."),
    "consent_requests_patient": NO_SUCH_PATIENT,
    "consent_requests_one_end": "Ese documento ya se firmó.",
    "procedure_consents_guardian": ("signer_relation", "Diga qué es del paciente quien firma por él."),
}
HANDLERS = {}
GAUGES = {}
