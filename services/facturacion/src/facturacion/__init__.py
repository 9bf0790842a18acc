"""Charging: invoices and their numbers, payments, expenses, and what is left."""

from common.run.app import create_service
from facturacion import billing, expenses, reports


def create_app(**overrides):
    return create_service(
        "facturacion",
        billing,
        expenses,
        reports,
        title="Facturación",
        revision="0030",
        **overrides,
    )
