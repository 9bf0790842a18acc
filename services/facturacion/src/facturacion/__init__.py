"""Charging: invoices and their numbers, payments, the tills they land in, expenses, and what is left."""

from common.run.app import create_service
from facturacion import billing, cash, expenses, reports


def create_app(**overrides):
    return create_service(
        "facturacion",
        cash,
        billing,
        expenses,
        reports,
        title="Facturación",
        revision="0040",
        **overrides,
    )
