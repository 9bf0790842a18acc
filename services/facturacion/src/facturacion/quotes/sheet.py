"""The printed quote: a draft as it stands, a sent one as it was sent."""

from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from common.clock import clinic_today
from common.money import plain
from common.pdf import render
from facturacion.billing.rules.invoices import taxes_of
from facturacion.quotes import reads
from facturacion.quotes.queries import quotes

TEMPLATE = Path(__file__).with_name("sheet.typ")


def printed(db, id, clinic):
    """The quote's number and edition as a file name, and its PDF."""
    quote = reads.detail(db, id)
    kept = quotes.document(db, id)
    name = f"{quote['number']}-v{quote['edition']}"
    return name, bytes(kept) if kept else draw(quote, clinic)


def draw(quote, clinic):
    return render(TEMPLATE, clinic, datetime.now(UTC), content(quote))


def content(quote):
    phases = [
        {"name": phase, "items": [item_of(line) for line in lines], "total": total_of(lines)}
        for phase, lines in ((phase, list(group)) for phase, group in groupby(quote["lines"], key=phase_of))
    ]
    return {
        "patient": {"name": quote["patient"]["name"], "document": quote["patient"]["document"]},
        "quote": {
            "number": quote["number"],
            "edition": quote["edition"],
            "draft": quote["state"] == "DRAFT",
            "day": quote["sent_on"] or clinic_today(),
            "valid_until": quote["valid_until"],
            "valid_days": str(quote["valid_days"]),
            "doctor": quote["doctor"] and quote["doctor"]["name"],
            "phases": phases,
            "subtotal": quote["subtotal"],
            "discount": quote["discount"],
            "taxes": [
                {"label": f"IVA {plain(tax['iva_rate'])} %", "value": tax["iva"]}
                for tax in taxes_of(quote["lines"])
                if tax["iva"]
            ],
            "total": quote["total"],
            "conditions": quote["conditions"],
            "notes": quote["notes"],
        },
    }


def phase_of(line):
    return line["phase"] or ""


def total_of(lines):
    return sum(line["subtotal"] for line in lines)


def item_of(line):
    return {
        "tooth": line["tooth"] or "",
        "name": line["description"],
        "notes": line["notes"],
        "quantity": plain(line["quantity"]),
        "price": line["unit_price"],
        "discount": line["discount"],
        "total": line["subtotal"],
    }
