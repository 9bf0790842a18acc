"""When the clinic and each doctor attend (holidays, weekly hours, time off), the rooms, and the rules of booking."""

from citas.schedules.routes import booking_rules, holidays, hours, needs, rooms, stranded, time_off

NAMESPACES = (
    hours.ns, hours.all_hours, time_off.ns, holidays.ns, rooms.ns, needs.equipment, needs.rules, booking_rules.ns, stranded.ns,
)  # fmt: skip
CONSTRAINTS = {
    "rooms_name_unique": ("name", "Ya existe un consultorio con ese nombre."),
    "equipment_name_unique": ("name", "Ya existe un equipo con ese nombre."),
    "working_hours_no_overlap": "Los horarios de un mismo día se cruzan.",
}
HANDLERS = {}
GAUGES = {}
