"""What is asked of other services before two files are merged; before the transaction, never within."""

from decimal import Decimal

from common.messages.client import get_services


def credit_of(id):
    """What the file has in its favour."""
    return Decimal(get_services().ask("facturacion", f"patients/{id}/credit")["credit"])
