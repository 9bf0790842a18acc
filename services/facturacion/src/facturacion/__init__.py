"""Charging: invoices and their numbers, payments, expenses, and what is left."""

from common.messages.events import handle_each
from common.run import app as base
from facturacion import billing, expenses, reports

PARTS = (billing, expenses, reports)


def merged(name):
    """The dict `name` of every sub-domain, in one."""
    return {key: value for part in PARTS for key, value in getattr(part, name).items()}


def create_app(**overrides):
    return base.create_app(
        "facturacion",
        *(namespace for part in PARTS for namespace in part.NAMESPACES),
        title="Facturación",
        handle=handle_each(merged("HANDLERS")),
        revision="0011",
        constraints=merged("CONSTRAINTS"),
        gauges=merged("GAUGES"),
        **overrides,
    )
