"""Erasing a person on request: asked for, looked at beforehand, confirmed by a second person, and never undone."""

from historia_clinica.erasures import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "erasures_one_open": "Ya hay un pedido de supresión de esta persona: confírmelo o retírelo.",
    "erasures_two_people": "Una supresión la confirma otra persona que la que la pidió.",
    "erasures_decided_once": "Ese pedido ya se decidió.",
    "erasures_retained": "La historia clínica todavía debe conservarse.",
    "erasures_patient": "Ese paciente no existe.",
    "patients_erased_kept": "Los datos de esta persona se suprimieron a su pedido: la ficha no se cambia ni se une.",
    "patients_erased_closed": "Los datos de esta persona se suprimieron a su pedido: en su historia no se escribe más. Si volvió, "
    "regístrela de nuevo.",
    "retention_record": ("record_years", "La historia clínica se conserva entre 5 y 50 años."),
    "retention_invoice": ("invoice_years", "Las facturas se conservan entre 7 y 20 años."),
}
HANDLERS = {}
GAUGES = {}
