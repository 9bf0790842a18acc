"""The printed closing of a session."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from common import pdf
from common.clock import clinic_zone
from facturacion.cash import rules
from facturacion.cash.queries import sessions
from facturacion.fields import METHOD_WORDS
from facturacion.money import cents

TEMPLATE = Path(__file__).with_name("closing.typ")


def number_of(session_id, before):
    """CC-000012 for the first closing of session 12, CC-000012-2 for the one after it was reopened."""
    return f"CC-{session_id:06}" + (f"-{len(before) + 1}" if before else "")


def printed(db, session, count, closing, clinic, closed_by):
    """The PDF of a closing, as it is made now."""
    now = datetime.now(UTC)
    return pdf.render(TEMPLATE, clinic, now, content(db, session, count, closing, closed_by, now))


def content(db, session, count, closing, closed_by, now):
    cash = next(row for row in count["methods"] if row["method"] == rules.CASH)
    collected = sessions.collected(db, session["id"])
    apart = sessions.cash_apart(db, session["id"])
    taken = Decimal(cash["expected"]) - sum((row["amount"] for row in apart), Decimal(0))
    return {
        "number": closing["number"],
        "till": session["till"]["name"],
        "opened_at": local(session["opened_at"]),
        "closed_at": local(now),
        "collected": collected,
        "counted_cash": count["counted_cash"],
        "deposited": closing["deposited"],
        "left_in_till": cents(Decimal(closing["left_in_till"])),
        "difference": count["difference"],
        "exact": count["exact"],
        "blind": count["blind"],
        "reason": closing["reason"] or "",
        "expected": count["expected"],
        "counted": count["counted"],
        "methods": [
            row | {"label": METHOD_WORDS[row["method"]], "counted": cents(Decimal(row["counted"]))}
            for row in count["methods"]
        ],
        "movements": [
            {
                "time": local(row["moved_at"])[11:16],
                "concept": row["concept"],
                "who": row["moved_by"]["name"],
                "value": row["amount"],
            }
            for row in apart
        ],
        "taken": taken,
        "payments": cash["payments"],
        "pieces": [
            {
                "label": label(piece),
                "pieces": piece["pieces"],
                "value": cents(Decimal(piece["value"]) * piece["pieces"]),
            }
            for piece in count["pieces"]
        ],
        "cashier": session["cashier"]["name"],
        "closed_by": closed_by,
    }


def local(moment):
    return f"{moment.astimezone(clinic_zone()):%Y-%m-%dT%H:%M:%S}"


def label(piece):
    value = Decimal(piece["value"])
    what = "Billetes" if piece["kind"] == "NOTE" else "Monedas"
    return f"{what} de {value:.0f}" if value >= 1 else f"{what} de {value * 100:.0f} ¢"
