"""Waiting list: who would come earlier, to whom a freed hour is offered, and who was first to accept it."""

from citas.waitlist.routes import entries, gaps, shared

NAMESPACES = (entries.ns, gaps.ns, shared.ns)
CONSTRAINTS = {
    "waitlist_entries_one": ("treatments", "El paciente ya está en la lista de espera para ese tratamiento."),
    "waitlist_entries_final": "Ya no está en la lista de espera: añádalo otra vez si sigue esperando.",
    "waitlist_entries_days": ("last_day", "Debe ser el mismo día o uno posterior a «desde»."),
    "waitlist_entries_priority": ("priority_reason", "Escriba por qué va primero."),
    "waitlist_offers_one_open": "Esa persona ya tiene una hora ofrecida.",
    "waitlist_offers_future": "Esa hora ya empezó.",
}
HANDLERS = {}
GAUGES = {}
