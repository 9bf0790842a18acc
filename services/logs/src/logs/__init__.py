"""The trace: everything that any service told, kept as it happened and never changed."""

from common.run import app as base
from logs.gauges import GAUGES
from logs.handlers import handle
from logs.routes import ns

CONSTRAINTS = {"system_logs_append_only": "El registro no se puede cambiar ni borrar."}


def create_app(**overrides):
    return base.create_app(
        "logs",
        ns,
        title="OmniClínica · Registro",
        handle=handle,
        revision="0137",
        constraints=CONSTRAINTS,
        gauges=GAUGES,
        **overrides,
    )
