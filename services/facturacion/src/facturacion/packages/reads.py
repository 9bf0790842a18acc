"""A package that was sold with what hangs from it, and what is owed of all."""

from decimal import Decimal

from common.clock import clinic_today
from common.web.http import found
from facturacion.packages import queries, rules

NOT_FOUND = "No existe ese paquete."
ZERO = {
    "count": 0,
    "sessions": 0,
    "open": Decimal("0.00"),
    "expired": Decimal("0.00"),
    "remaining": Decimal("0.00"),
}


def detail(db, id):
    held = found(queries.get_held(db, id, clinic_today()), NOT_FOUND)
    items = [
        {name: item[name] for name in ("id", "treatment_id", "treatment_name", "sessions", "amount")}
        | {"left": len(rules.free_sessions(item))}
        for item in queries.items_held(db, id)
    ]
    return held | {
        "items": items,
        "sharers": queries.sharers(db, id),
        "extensions": queries.extensions(db, id),
        "uses": queries.uses(db, id),
    }


def liability(db):
    """What was charged and is still to be given, by package; what expired apart."""
    today = clinic_today()
    rows = queries.owed(db, today)
    total = {name: sum((row[name] for row in rows), zero) for name, zero in ZERO.items()}
    return {"today": today, "rows": rows, "total": total}
