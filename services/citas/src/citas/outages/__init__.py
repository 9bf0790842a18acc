"""Outages: the package to go on with on paper, when that was, and what was entered afterwards from the sheets."""

from citas.outages import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "outages_span": ("ended_at", "Termina después de que empieza, y no dura más de 14 días."),
    "outages_apart": ("started_at", "En esas horas ya consta otro apagón."),
    "outages_hold_entries": ("ended_at", "Hay atenciones ingresadas que quedarían fuera de esas horas."),
    "outage_entries_once": "Esa atención ya se ingresó.",
    "outage_entries_sheet_once": ("sheet", "Esa hoja ya se ingresó."),
    "outage_entries_span": (
        "ended_at",
        "La atención termina después de que empieza, y no dura más de 12 horas.",
    ),
    "outage_entries_within": (
        "started_at",
        "A esa hora la clínica no trabajaba en papel, o todavía no llega.",
    ),
    "outage_entries_kept": "Lo ingresado no se cambia: reabra la cita e ingrésela de nuevo.",
}
HANDLERS = {}
GAUGES = {}
