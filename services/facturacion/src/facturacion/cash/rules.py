"""What the clinic decided about its cash. Pure: values in, a value or a Problem out."""

from decimal import Decimal

from common.problems import Conflict, Forbidden, Invalid

# Notes and coins of the dollar as they go round in Ecuador.
NOTES = tuple(Decimal(value) for value in ("100", "50", "20", "10", "5", "1"))
COINS = tuple(Decimal(value) for value in ("1.00", "0.50", "0.25", "0.10", "0.05", "0.01"))
CASH = "CASH"
# What a program reads to know that it must open a session first.
NO_SESSION = "cash_session_needed"
MOVES = {"WITHDRAWAL": -1, "ADDITION": 1}


def worth(pieces):
    """What the counted notes and coins are worth."""
    return sum((piece["value"] * piece["pieces"] for piece in pieces), Decimal(0))


def compared(expected, cash, others):
    """What is expected of each method beside what was counted of it, cash first.

    `expected` holds {method, amount, payments}; `others` what was counted of the methods that are no cash: of one that is
    left out, what was expected, since its vouchers were not looked at.
    """
    known = {row["method"]: row for row in expected}
    rows = []
    for method in [CASH, *(method for method in known if method != CASH)]:
        row = known.get(method, {"amount": Decimal("0.00"), "payments": 0})
        counted = cash if method == CASH else others.get(method, row["amount"])
        rows.append(
            {
                "method": method,
                "payments": row["payments"],
                "expected": row["amount"],
                "counted": counted,
                "difference": counted - row["amount"],
            }
        )
    unknown = [method for method in others if method not in known and method != CASH and others[method]]
    if unknown:
        raise Invalid.field("methods", "Contó una forma de pago con la que no se cobró nada.")
    return rows


def must_have_session(session):
    """Raise Conflict where the caller has no till open to take cash in."""
    if session is None:
        raise Conflict("Para recibir o entregar efectivo, abra primero su caja.", code=NO_SESSION)


def must_be_open(session):
    if session["closed_at"] is not None:
        raise Conflict("Esa caja ya está cerrada.", code="cash_session_closed")


def must_be_own(session, me):
    """Somebody else's till is counted and closed by whoever supervises, and by nobody else moved."""
    if session["cashier"]["id"] != me.id and not me.may("cash:supervise"):
        raise Forbidden(f"Esa caja es de {session['cashier']['name']}.")


def must_be_counted(count, last_movement):
    if count is None:
        raise Conflict("Cuente el efectivo antes de cerrar.", code="cash_count_needed")
    if count["last_movement"] != last_movement:
        raise Conflict("Hubo movimientos después de contar. Cuente de nuevo.", code="cash_count_needed")


def must_be_explained(count, reason):
    if not count["exact"] and reason is None:
        raise Invalid.field("reason", "Lo contado no es lo esperado: explique la diferencia.")


def must_be_closed(session):
    if session["closed_at"] is None:
        raise Conflict("Esa caja está abierta.")
