"""Patients: who they are, how to reach them, and who is registered already."""

from historia_clinica.patients import gauges, routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "patients_document_key": ("document_number", "Ya existe un paciente con ese documento."),
    "patients_document_valid": ("document_number", "El número no es válido para ese tipo de documento."),
    "patients_document_or_reason": (
        "document_type",
        "Falta el documento, o por qué el paciente no lo tiene.",
    ),
    "patients_document_country": ("document_country", "Elija el país que dio el documento."),
    "patients_phone": ("phone", "El teléfono no tiene el formato esperado."),
    "patients_emergency_contact_phone": (
        "emergency_contact_phone",
        "El teléfono no tiene el formato esperado.",
    ),
    "patients_nationality": ("nationality", "Elija un país."),
    "patients_insurer": ("insurer", "Falta de qué aseguradora es el número."),
    "patients_guardian": ("guardian_name", "Falta el nombre de quien lo representa."),
    "patients_guardian_phone": ("guardian_phone", "El teléfono no tiene el formato esperado."),
    "patients_email_lower": ("email", "El correo no tiene el formato esperado."),
}
HANDLERS = {}
GAUGES = gauges.GAUGES
