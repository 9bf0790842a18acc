"""Charging: invoices and their numbers, payments, the tills they land in, packages, quotes, expenses, and what is left."""

from common.run.app import create_service
from facturacion import billing, cash, commissions, expenses, packages, quotes, reports


def create_app(**overrides):
    return create_service(
        "facturacion",
        cash,
        commissions,
        packages,
        billing,
        quotes,
        expenses,
        reports,
        title="Facturación",
        revision="0045",
        **overrides,
    )
