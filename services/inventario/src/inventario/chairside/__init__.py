"""What is used at the chair: lots and sterile packs, at which tooth of which patient; the cycles that make packs sterile."""

from inventario.chairside import handlers, routes

NAMESPACES = (routes.chair, routes.sterile)
CONSTRAINTS = {
    "material_uses_lot": ("lot_id", "Ese lote no existe."),
    "material_uses_tooth": ("tooth", "Esa pieza no existe."),
    "material_uses_usable": ("lot_id", "Ese lote está vencido o retirado: no se usa en un paciente."),
    "material_uses_left": ("quantity", "En ese lote no queda tanto."),
    "material_uses_consumed": (
        "lot_id",
        "Los materiales de esa cita ya salieron del inventario, y de ese lote no salió tanto. Reabra la cita para corregirlos.",
    ),
    "material_uses_kept": "Lo anotado no se cambia: se retira una vez, con su motivo.",
    "pack_uses_pack": ("pack_id", "Ese paquete no existe."),
    "pack_uses_tooth": ("tooth", "Esa pieza no existe."),
    "pack_uses_once": ("pack_id", "Ese paquete ya se usó: cada uno se abre una sola vez."),
    "pack_uses_sterile": (
        "pack_id",
        "Ese paquete no está estéril: caducó, se descartó o falló un indicador de su ciclo.",
    ),
    "pack_uses_kept": "Lo anotado no se cambia: se retira una vez, con su motivo.",
    "sterile_packs_final": "Ese paquete ya se usó o se descartó.",
    "sterilisation_cycles_number": "Otra persona registró ese ciclo en este momento. Vuelva a intentarlo.",
    "sterilisation_cycles_not_ahead": ("started_at", "La hora no puede ser futura."),
    "sterilisation_cycles_kept": "Un ciclo registrado no se borra.",
}
HANDLERS = handlers.HANDLERS
GAUGES = {}
