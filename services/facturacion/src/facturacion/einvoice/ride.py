"""The RIDE: an electronic document as it is printed, on a sheet or on the paper of the till.

It is made of what was frozen with the document and of what the SRI said, and of nothing that changes afterwards: an old
one comes out as it was, to the byte.
"""

from pathlib import Path

from common import pdf
from common.pdf import codes
from facturacion.einvoice import rules
from facturacion.einvoice.ecuador.catalogues import ENVIRONMENTS, PAYMENT_NAMES, RIMPE, iva_rate
from facturacion.einvoice.ecuador.documents import further
from facturacion.einvoice.ecuador.words import REASON
from facturacion.einvoice.schemas.snapshots import Snapshot

TEMPLATES = {paper: Path(__file__).with_name(f"ride_{paper}.typ") for paper in ("80mm", "a4")}
TITLES = {"01": "Factura", "04": "Nota de crédito"}
# What a subtotal without a rate is called, by its code of IVA.
NO_RATE = {"6": "Subtotal no objeto de IVA", "7": "Subtotal exento de IVA"}


def render(einvoice, paper, zone):
    """The PDF of a document: a row with its `snapshot`, `status` and moments. Times are those of `zone`."""
    snapshot = Snapshot.model_validate(einvoice["snapshot"])
    issuer = snapshot.issuer
    clinic = {
        "name": issuer.trade_name or issuer.legal_name,
        "legal_name": issuer.legal_name,
        "ruc": issuer.ruc,
        "address": issuer.address or issuer.head_office,
        "phone": None,
        # Thermal paper is black and white, and narrow: there it has none.
        "logo": einvoice["logo"] if paper == "a4" else None,
    }
    made_at = einvoice["authorised_at"] or einvoice["signed_at"] or einvoice["created_at"]
    key = snapshot.access_key
    marks = {"code128": codes.bars(key)} if paper == "a4" else {"qr": codes.square(key)}
    return pdf.render(
        TEMPLATES[paper], clinic, made_at, content(einvoice, snapshot, zone), zone=zone, **marks
    )


def content(einvoice, snapshot, zone):
    issuer, totals = snapshot.issuer, snapshot.totals
    authorised_at = einvoice["authorised_at"]
    return {
        "title": TITLES[snapshot.document_code],
        "number": einvoice["number"],
        "access_key": snapshot.access_key,
        "authorised": authorised_at and f"{authorised_at.astimezone(zone):%d/%m/%Y %H:%M:%S}",
        "environment": ENVIRONMENTS[snapshot.environment],
        "emulated": snapshot.emulated,
        "annulled": einvoice["annulment"] == "CONFIRMED",
        "issue_date": snapshot.issue_date,
        "issuer": {
            "legal_name": issuer.legal_name,
            "head_office": issuer.head_office,
            "address": issuer.address,
            "special": issuer.special_taxpayer,
            "accounts": "SÍ" if issuer.keeps_accounts else "NO",
            "withholding_agent": issuer.withholding_agent,
            "rimpe": issuer.rimpe and RIMPE[issuer.rimpe],
        },
        "buyer": snapshot.buyer.model_dump(),
        "lines": [
            {name: getattr(line, name) for name in ("code", "description", "discount")}
            | {
                "quantity": plain(line.quantity),
                "unit_price": plain(line.unit_price, 2),
                "total": line.subtotal,
            }
            for line in snapshot.lines
        ],
        "totals": told_totals(snapshot),
        "total": totals.total,
        "payments": [
            {"code": one.code, "label": PAYMENT_NAMES[one.code], "total": one.total}
            for one in (() if snapshot.credit else snapshot.payments)
        ],
        "extra": [{"name": name, "value": value} for name, value in further(snapshot.model_dump()).items()],
        "credit": snapshot.credit and snapshot.credit.model_dump() | {"reason": REASON},
    }


def told_totals(snapshot):
    """The subtotal of each code of IVA, those without a rate even where there is none, and what is added to them."""
    totals = snapshot.totals
    bases = {tax.iva_code: tax.base for tax in totals.taxes}
    rates = {tax.iva_code: tax for tax in totals.taxes if tax.iva_rate}
    general = iva_rate("4", snapshot.issue_date)
    subtotals = [(f"Subtotal {plain(tax.iva_rate)} %", tax.base) for tax in rates.values()]
    if not subtotals and general is not None:
        subtotals.append((f"Subtotal {plain(general)} %", 0))
    subtotals.append(("Subtotal 0 %", bases.get("0", 0)))
    subtotals += [(label, bases.get(code, 0)) for code, label in NO_RATE.items()]
    rest = [
        ("Subtotal sin impuestos", totals.subtotal),
        ("Total descuento", totals.discount),
        ("ICE", 0),
        *((f"IVA {plain(tax.iva_rate)} %", tax.iva) for tax in rates.values()),
        ("Propina", 0),
    ]
    return [{"label": label, "value": f"{value:.2f}"} for label, value in subtotals + rest]


def plain(value, decimals=0):
    """Without the zeros that say nothing, down to `decimals`."""
    short = value.normalize()
    return f"{value:.{decimals}f}" if -short.as_tuple().exponent <= decimals else f"{short:f}"


def name_of(einvoice):
    """What its files are called: factura-001-001-000000123."""
    return f"{rules.FILES[einvoice['document_code']]}-{einvoice['number']}"
