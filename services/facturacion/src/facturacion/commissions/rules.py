"""What the clinic decided about commissions. Pure."""

from common.problems import Conflict, Invalid


def must_be_from_today(day, today, field):
    """A rule never changes what was earned already."""
    if day < today:
        raise Invalid.field(field, "Elija hoy o un día posterior: lo ya ganado no cambia.")


def must_have_come(day, today):
    if day > today:
        raise Invalid.field("last", "Esa fecha todavía no llega.")


def must_be_worth_paying(amount):
    if amount <= 0:
        raise Conflict("Hasta ese día no hay comisiones por pagar.")


def must_stand(settlement):
    """Raises Conflict for a settlement that was undone or paid."""
    if settlement["undone_at"] is not None:
        raise Conflict("Esa liquidación se deshizo.")
    if settlement["paid"]:
        raise Conflict("Esa liquidación ya se pagó. Anule primero su gasto.")
