"""Clinical notes: drafts, signatures, addenda and diagnoses."""

from historia_clinica.notes import routes
from historia_clinica.notes.rules import BROUGHT_UNREAD, NOTE_IS_DRAFT, NOTE_IS_SIGNED

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "clinical_notes_patient": "Ese paciente no existe.",
    "clinical_notes_paper": ("paper.attended_at", "Lo escrito en papel es de antes de ingresarlo."),
    "clinical_notes_signed": NOTE_IS_SIGNED,
    "clinical_notes_signature_true": "La firma no es la de su autor sobre lo que la nota dice: vuelva a firmar.",
    "clinical_notes_brought_read": BROUGHT_UNREAD,
    "diagnoses_code": ("diagnoses", "El código CIE-10 no tiene el formato esperado."),
    "diagnoses_code_once": ("diagnoses", "Un diagnóstico está repetido."),
    "diagnoses_condition": ("diagnoses", "Solo un diagnóstico definitivo dice si es inicial o de control."),
    "note_addenda_append_only": "Una adenda no se cambia ni se borra: agregue otra.",
    "note_addenda_note_signed": NOTE_IS_DRAFT,
}
HANDLERS = {}
GAUGES = {}
