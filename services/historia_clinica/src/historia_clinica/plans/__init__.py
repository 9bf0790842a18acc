"""Treatment plans: what is proposed by tooth and phase, in alternatives; what was accepted and signed; what is done of it."""

from historia_clinica.plans import handlers, routes
from historia_clinica.rules import NO_SUCH_PATIENT

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "plan_suggestions_pkey": "Otra persona cambió esas propuestas en este momento. Vuelva a intentarlo.",
    "treatment_plans_patient": NO_SUCH_PATIENT,
    "treatment_plans_one_open": "Ese paciente ya tiene un plan abierto: ciérrelo antes de empezar otro.",
    "treatment_plans_kept": "Nada de un plan se borra.",
    "plan_items_tooth": ("tooth", "Esa pieza no existe."),
    "plan_items_place": "Un ítem es de una pieza, de un cuadrante, de una arcada o de toda la boca.",
    "plan_items_phase": ("phase", "El plan no tiene esa fase."),
    "plan_items_in_phase": ("phases", "La fase que se quita tiene ítems: muévalos antes."),
    "plan_items_discount": ("discount", "La rebaja no puede ser mayor que el precio."),
    "plan_items_discount_said": ("discount_reason", "Escriba el motivo de la rebaja."),
    "plan_items_alternative": ("alternative", "Una alternativa tiene para qué es y su letra."),
    "plan_items_moves": "El ítem ya no está en ese estado. Vuelva a cargar el plan.",
    "plan_items_frozen": "Lo que el paciente ya respondió no se edita: su precio es el que se le dijo.",
    "plan_items_done_stays": "Lo realizado se queda en su fase.",
    "plan_items_one_alternative": "De esas alternativas ya se aceptó otra.",
    "plan_items_sessions": "Ese ítem no está aceptado, o ya se hicieron todas sus sesiones.",
    "plan_acceptances_kept": "Lo que se firmó no se cambia.",
    "plan_acceptances_signed": ("signature", "Falta la firma."),
    "plan_sessions_once": "Esa cita ya cuenta como sesión de ese ítem.",
    "plan_sessions_kept": "Una sesión no se cambia: se deshace.",
    "plan_sessions_note": ("note_id", "Esa nota no existe."),
    "plan_sessions_not_ahead": ("done_at", "La hora no puede ser futura."),
}
HANDLERS = handlers.HANDLERS
GAUGES = {}
