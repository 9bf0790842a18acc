"""A patient's background: allergies, conditions, medication and the rest."""

from historia_clinica.history import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "medical_history_patient": "Ese paciente no existe.",
    "medical_history_reaction": ("reaction", "Solo una alergia tiene reacción."),
    "medical_history_certainty": ("certainty", "Solo una alergia se sospecha o se confirma."),
    "medical_history_condition_code": ("condition_code", "Solo una enfermedad se elige de la lista."),
    "medical_history_cie10_code": ("cie10_code", "Solo una enfermedad tiene un código de la CIE-10."),
    "medical_history_end": ("end_date", "El final no puede ser anterior al comienzo."),
    "medical_history_allergy_denied": "Consta que el paciente no tiene alergias conocidas: retírelo antes.",
    "allergy_denials_contradicted": "El paciente tiene alergias registradas: desactívelas antes si son un error.",
    "allergy_denials_standing": "Ya consta que el paciente no tiene alergias conocidas.",
    "allergy_denials_append_only": "Lo que se afirmó no se cambia ni se borra: retírelo.",
}
HANDLERS = {}
GAUGES = {}
