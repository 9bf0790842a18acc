"""Packages of sessions: what is sold before it is given, who may use it, what was given and what is still owed."""

from facturacion.packages import routes

NAMESPACES = (routes.ns, routes.held, routes.given)
CONSTRAINTS = {
    "packages_one_name": ("name", "Ya existe otro paquete con ese nombre."),
    "package_items_pkey": ("items", "Cada tratamiento va una sola vez."),
    "patient_packages_within": "Ese paquete no tiene tantas sesiones.",
    "patient_packages_voided_unused": (
        "Del paquete de esta factura ya se usaron o devolvieron sesiones: deshágalas, o devuelva lo que queda."
    ),
    "patient_packages_frozen": "Un paquete vendido no se modifica.",
    "package_sharers_other": ("patient_id", "El paquete ya es de ese paciente."),
    "package_extensions_longer": ("expires_on", "Debe ser posterior a la fecha en que vence."),
    "package_redemptions_session": "Esa sesión ya se usó.",
    "package_redemptions_within": ("item_id", "El paquete no tiene esa sesión."),
    "package_redemptions_awaited": "La anulación de la factura de ese paquete espera al portal del SRI.",
    "package_redemptions_void": "La factura de ese paquete se anuló.",
    "package_redemptions_own": ("patient_id", "El paquete es de otro paciente, que no lo comparte con este."),
    "package_redemptions_expired": "El paquete venció. Quien puede, amplía su plazo con un motivo.",
    "package_redemptions_not_expired": "El paquete todavía no vence.",
    "package_redemptions_frozen": "Una sesión usada no se modifica, y se deshace una sola vez.",
    "invoices_packages": "Un paquete se vende a un paciente: elija de quién es la factura.",
    "credit_note_lines_packages": "Un paquete se devuelve por sus sesiones, desde el saldo del paciente.",
}
HANDLERS = {}
GAUGES = {}
