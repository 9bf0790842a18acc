"""Clinical records: patients, their background, and notes that are signed once and never changed again."""

from common.messages.events import handle_each
from common.run import app as base
from historia_clinica.gauges import GAUGES
from historia_clinica.routes import history, notes, patients
from historia_clinica.rules import NOTE_IS_DRAFT, NOTE_IS_SIGNED

CONSTRAINTS = {
    "patients_document_key": ("document_number", "Ya existe un paciente con ese documento."),
    "patients_document_valid": ("document_number", "El número no es válido para ese tipo de documento."),
    "patients_phone": ("phone", "El teléfono no tiene el formato esperado."),
    "patients_email_lower": ("email", "El correo no tiene el formato esperado."),
    "medical_history_patient": "Ese paciente no existe.",
    "clinical_notes_patient": "Ese paciente no existe.",
    "clinical_notes_signed": NOTE_IS_SIGNED,
    "diagnoses_code": ("diagnoses", "El código CIE-10 no tiene el formato esperado."),
    "diagnoses_code_once": ("diagnoses", "Un diagnóstico está repetido."),
    "note_addenda_append_only": "Una adenda no se cambia ni se borra: agregue otra.",
    "note_addenda_note_signed": NOTE_IS_DRAFT,
}
HANDLERS = {}


def create_app(**overrides):
    return base.create_app(
        "historia_clinica",
        patients.ns,
        history.ns,
        notes.ns,
        title="OmniClínica · Historia clínica",
        handle=handle_each(HANDLERS),
        revision="0016",
        constraints=CONSTRAINTS,
        gauges=GAUGES,
        **overrides,
    )
