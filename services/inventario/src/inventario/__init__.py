"""To be written."""

from common import app as base


def create_app(**overrides):
    return base.create_app(
        "inventario", title="inventario", hear=lambda tx, events: None, revision="0007", **overrides
    )
