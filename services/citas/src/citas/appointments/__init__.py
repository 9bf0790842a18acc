"""Appointments: booked, moved, attended, cancelled; what is done in them; what is free."""

from citas.appointments import gauges
from citas.appointments.routes import agenda, appointments, editing, holds, keeping, lines, live
from citas.appointments.rules.slots import OVERLAPS

NAMESPACES = (appointments.ns, keeping.ns, lines.ns, agenda.ns, agenda.doctors, holds.ns, live.ns, editing.ns)
CONSTRAINTS = {
    **OVERLAPS,
    "appointments_horizon": ("start_time", "La clínica no agenda con tanta anticipación: revise el año."),
    "holds_horizon": ("start_time", "La clínica no agenda con tanta anticipación: revise el año."),
    "appointments_final": "La cita ya está atendida o cancelada: no se puede cambiar.",
}
HANDLERS = {}
GAUGES = gauges.GAUGES
