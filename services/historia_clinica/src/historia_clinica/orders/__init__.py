"""Orders of laboratory and imaging: the clinic's exams, what was ordered, its results and who saw them."""

from historia_clinica.orders import routes
from historia_clinica.orders.rules import ANNULLED, FROZEN, WITH_RESULTS

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "exams_once": ("name", "Ese examen ya está en el catálogo."),
    "exams_limits": ("low", "Los límites son de un examen con unidad, el menor primero."),
    "orders_patient": "Ese paciente no existe.",
    "orders_note": ("note_id", "Esa nota no existe."),
    "orders_note_of_patient": ("note_id", "Esa nota es de otro paciente."),
    "orders_registered": "Su registro profesional no le permite ordenar exámenes.",
    "orders_frozen": FROZEN,
    "orders_annulled": ANNULLED,
    "orders_with_results": WITH_RESULTS,
    "order_annulments_pkey": ANNULLED,
    "order_results_position": ("position", "Ese examen no está en la orden."),
    "order_results_one_value": ("value", "Ese examen ya tiene su valor: retírelo primero."),
    "order_results_attachment": ("attachment_id", "Ese documento no existe."),
    "order_views_result": ("result_id", "Ese resultado es de otra orden."),
}
HANDLERS = {}
GAUGES = {}
