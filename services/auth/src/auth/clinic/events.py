"""The events of how the clinic presents itself."""

from common.messages.events import publish


def updated(tx, summary, fields):
    publish(tx, "clinic.updated", "clinic:1", summary, fields=fields)
