"""Stock and treatments: what the clinic keeps, by lot, and what each treatment uses, costs and leaves."""

from common.messages.events import handle_each
from common.run import app as base
from inventario import catalogue, stock, treatments

PARTS = (catalogue, treatments, stock)


def merged(name):
    """The dict `name` of every sub-domain, in one."""
    return {key: value for part in PARTS for key, value in getattr(part, name).items()}


def create_app(**overrides):
    return base.create_app(
        "inventario",
        *(namespace for part in PARTS for namespace in part.NAMESPACES),
        title="Inventario y tratamientos",
        handle=handle_each(merged("HANDLERS")),
        revision="0011",
        constraints=merged("CONSTRAINTS"),
        gauges=merged("GAUGES"),
        **overrides,
    )
