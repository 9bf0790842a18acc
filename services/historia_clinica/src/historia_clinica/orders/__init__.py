"""Orders of laboratory and imaging: what was ordered, its results and who saw them."""

from historia_clinica.orders import routes
from historia_clinica.orders.queries import ORDER
from historia_clinica.orders.rules import FROZEN, WITH_RESULTS

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "orders_patient": "Ese paciente no existe.",
    "orders_note": ("note_id", "Esa nota no existe."),
    "orders_note_of_patient": ("note_id", "Esa nota es de otro paciente."),
    "orders_registered": "Su registro profesional no le permite ordenar exámenes.",
    "orders_frozen": FROZEN,
    "orders_annulled": ORDER.annulled,
    "orders_with_results": WITH_RESULTS,
    "order_annulments_pkey": ORDER.annulled,
    "order_results_position": ("position", "Ese examen no está en la orden."),
    "order_results_one_value": ("value", "Ese examen ya tiene su valor: retírelo primero."),
    "order_results_attachment": ("attachment_id", "Ese documento no existe."),
    "order_views_result": ("result_id", "Ese resultado es de otra orden."),
}
HANDLERS = {}
GAUGES = {}
