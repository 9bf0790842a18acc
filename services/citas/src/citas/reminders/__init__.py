"""Reminders: what is sent to patients when, by which channel and in which words; what they answer by a link."""

from citas.reminders.routes import channels, reminders, shared
from citas.reminders.routes import rules as sending
from common.messages import choices

NAMESPACES = (sending.ns, sending.settings, reminders.ns, reminders.of_visits, shared.ns, channels.ns)
CONSTRAINTS = {
    "reminder_rules_minutes": ("minutes_before", "Diga cuánto antes de la cita, entre 30 minutos y 30 días."),
    "reminders_sent_once": "Ese aviso ya se envió.",
}
HANDLERS = choices.HANDLERS
GAUGES = {}
