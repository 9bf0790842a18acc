"""When each doctor attends (weekly hours, time off), and the rooms."""

from citas.schedules.routes import hours, rooms, time_off

NAMESPACES = (hours.ns, hours.all_hours, time_off.ns, rooms.ns)
CONSTRAINTS = {
    "rooms_name_unique": ("name", "Ya existe un consultorio con ese nombre."),
    "working_hours_no_overlap": "Los horarios de un mismo día se cruzan.",
}
HANDLERS = {}
GAUGES = {}
