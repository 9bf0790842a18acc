"""Charging: invoices, payments, tills, packages, quotes, what the SRI gets, expenses, and what is left."""

from common.run.app import create_service
from facturacion import billing, cash, commissions, einvoice, expenses, packages, quotes, reports


def create_app(**overrides):
    return create_service(
        "facturacion",
        cash,
        commissions,
        einvoice,
        packages,
        billing,
        quotes,
        expenses,
        reports,
        title="Facturación",
        revision="0143",
        **overrides,
    )
