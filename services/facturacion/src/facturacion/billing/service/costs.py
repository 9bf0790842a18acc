"""What the materials of an appointment cost, learned from inventario."""

from facturacion.billing.queries import costs, invoices
from facturacion.money import cents


def add(tx, appointment_id, cost, consumed_at):
    """Add to the appointment's cost, and show the sum in its invoice where there is one."""
    total = costs.add(tx, appointment_id, cents(cost), consumed_at)
    invoices.set_cost(tx, appointment_id, total)


def subtract(tx, appointment_id, cost):
    """Take off what came back into stock from a reopened appointment."""
    total = costs.subtract(tx, appointment_id, cents(cost))
    invoices.set_cost(tx, appointment_id, total)
