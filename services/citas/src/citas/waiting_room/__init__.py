"""Waiting room: who is expected, waits, is attended and is done today; how long people wait; the screen on its wall."""

from citas.waiting_room.routes import ns, shared

NAMESPACES = (ns, shared)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {}
