"""A settlement on paper and as a spreadsheet: the lines it came to when it was made."""

from datetime import UTC, datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from common.clock import clinic_zone
from common.money import plain
from common.pdf import letterhead, pdf_reply, render
from common.web.sheets import MONEY, Column, Sheet
from facturacion.commissions import queries

TEMPLATE = Path(__file__).with_name("settlement.typ")
BASIS = {"CHARGED": "Lo facturado", "COLLECTED": "Lo cobrado"}
COLUMNS = [
    Column("Día", "day", 12),
    Column("Factura", "number", 20),
    Column("Tratamiento", "treatment_name", 40),
    Column("Sobre", "basis", 14),
    Column("Regla", "rule", 14),
    Column("Comisión", "amount", 14, MONEY),
]


def number_of(settlement):
    return f"LQ-{settlement['number']:06}"


def printed(settlement, entries, clinic):
    """The PDF of a settlement, as it is made now."""
    return render(TEMPLATE, clinic, datetime.now(UTC), content(settlement, entries))


def document(db, settlement):
    """The PDF that was kept, as the response; what was settled before any was kept is printed as it stands now."""
    kept = queries.document(db, settlement["id"])
    if kept is None:
        kept = printed(settlement, queries.of_settlement(db, settlement["id"]), letterhead())
    return pdf_reply(kept, number_of(settlement))


def content(settlement, entries):
    made = settlement["made_at"].astimezone(clinic_zone())
    return {
        "number": number_of(settlement),
        "doctor": settlement["doctor_name"],
        "first": settlement["first"],
        "last": settlement["last"],
        "made_at": f"{made:%Y-%m-%dT%H:%M:%S}",
        "made_by": settlement["made_by"]["name"],
        "amount": settlement["amount"],
        "taken_back": sum((entry["amount"] for entry in entries if entry["amount"] < 0), Decimal("0.00")),
        "treatments": by_treatment(entries),
        "lines": [only_printed(entry) for entry in entries],
    }


def by_treatment(entries):
    """What each treatment came to, the largest first."""
    named = sorted(entries, key=lambda entry: (entry["treatment_name"], entry["treatment_id"]))
    found = []
    for name, group in groupby(named, key=lambda entry: entry["treatment_name"]):
        amounts = [entry["amount"] for entry in group]
        found.append({"name": name, "count": str(len(amounts)), "amount": sum(amounts)})
    return sorted(found, key=lambda row: -row["amount"])


def only_printed(entry):
    return {
        "day": entry["day"],
        "number": entry["number"] or "",
        "treatment": entry["treatment_name"],
        "rule": rule_of(entry),
        "amount": entry["amount"],
    }


def rule_of(entry):
    """«30 % de lo cobrado», or what each session is worth."""
    if entry["percent"] is None:
        return f"{entry['each']} por sesión"
    return f"{plain(entry['percent'])} % de {BASIS[entry['basis']].lower()}"


def tables(settlement, entries):
    rows = [entry | {"basis": BASIS[entry["basis"]], "rule": rule_of(entry)} for entry in entries]
    total = dict.fromkeys(column.key for column in COLUMNS) | {"day": "Total", "amount": settlement["amount"]}
    return [Sheet(number_of(settlement), COLUMNS, [*rows, total])]
