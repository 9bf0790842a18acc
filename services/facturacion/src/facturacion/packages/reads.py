"""A package that was sold with what hangs from it, and what is owed of all."""

from decimal import Decimal

from common.clock import clinic_today
from common.web.http import found
from facturacion.packages import rules
from facturacion.packages.queries import sold, uses

NOT_FOUND = "No existe ese paquete."
ZERO = {
    "count": 0,
    "sessions": 0,
    "open": Decimal("0.00"),
    "expired": Decimal("0.00"),
    "remaining": Decimal("0.00"),
}


def detail(db, id):
    held = found(sold.get(db, id, clinic_today()), NOT_FOUND)
    items = [
        {name: item[name] for name in ("id", "treatment_id", "treatment_name", "sessions", "amount")}
        | {"left": len(rules.free_sessions(item))}
        for item in sold.items(db, id)
    ]
    return held | {
        "items": items,
        "sharers": sold.sharers(db, id),
        "extensions": sold.extensions(db, id),
        "uses": uses.uses(db, id),
    }


def liability(db):
    """What was charged and is still to be given, by package; what expired apart."""
    today = clinic_today()
    rows = sold.owed(db, today)
    total = {name: sum((row[name] for row in rows), zero) for name, zero in ZERO.items()}
    return {"today": today, "rows": rows, "total": total}
