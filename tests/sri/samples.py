"""Documents made at random: what a clinic could bill, and what it rather would not."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from facturacion.billing.rules.invoices import taxes_of
from facturacion.einvoice.ecuador import access_key, words
from facturacion.money import cents

GUAYAQUIL = ZoneInfo("America/Guayaquil")
RUC = "1790016919001"
NAMES = (
    "María Ñandú & Hijos", "O'Brien <Consultores> \"Quito\"", "José", "Compañía Anónima " + "Ó" * 240,
    "Ana  Lucía Güiza 100 % °", "ÁÉÍÓÚ & <b> ]]> &amp;",
)  # fmt: skip
BUYERS = (("05", "1714307103"), ("04", "1790016919001"), ("06", "AB123456"), ("08", "CC1020304050"))
RATES = {
    "0": Decimal(0),
    "4": Decimal(15),
    "5": Decimal(5),
    "6": Decimal(0),
    "7": Decimal(0),
    "8": Decimal(8),
}


def line(random, **changes):
    quantity = Decimal(random.randint(1, 9999)) / random.choice((1, 1, 10, 1000))
    price = Decimal(random.randint(0, 99_999_999)) / random.choice((100, 1_000_000))
    gross = cents(quantity * price)
    code = random.choice(tuple(RATES))
    discount = cents(gross * random.choice((0, 0, 1, 10, 33, 100)) / 100)
    own = {
        "kind": random.choice(("TREATMENT", "PRODUCT", "OTHER")),
        "code": "END-36",
        "description": "Endodoncia de la pieza 36",
        "quantity": quantity,
        "unit_price": price,
        "discount": discount,
        "iva_code": code,
        "iva_rate": RATES[code],
        "subtotal": gross - discount,
    } | changes
    return words.neutral(own | {"iva": cents(own["subtotal"] * own["iva_rate"] / 100)})


def issuer(**changes):
    return {
        "ruc": RUC,
        "legal_name": "CLÍNICA DE PRUEBA & ASOCIADOS S.A.",
        "trade_name": "Clínica Ñ",
        "head_office": "Av. Amazonas N34-120, Quito",
        "address": "Av. Amazonas N34-120, Quito",
        "special_taxpayer": None,
        "keeps_accounts": True,
        "withholding_agent": None,
        "rimpe": None,
        "supplier_ruc": None,
    } | changes


def totals_of(lines):
    taxes = taxes_of(lines)
    subtotal = sum(line["subtotal"] for line in lines)
    return {
        "subtotal": subtotal,
        "discount": sum(line["discount"] for line in lines),
        "taxes": taxes,
        "total": subtotal + sum(tax["iva"] for tax in taxes),
    }


def document(random, code="01", now=None, **changes):
    """A document of today, right in all; `changes` make it wrong."""
    now = now or datetime.now(GUAYAQUIL)
    sequential = changes.pop("sequential", random.randint(1, 999_999_999))
    lines = changes.pop("lines", None) or [line(random) for _ in range(random.randint(1, 12))]
    id_type, number = random.choice(BUYERS)
    totals = totals_of(lines)
    first = cents(totals["total"] / 3)
    seal = {"issue_date": now.date(), "document_code": code, "environment": "1", "establishment": "001"}
    seal |= {"emission_point": "002", "sequential": sequential}
    made = {
        **seal,
        "access_key": access_key.build(ruc=RUC, code=access_key.new_code(), **seal),
        "rated_on": now.date(),
        "issuer": issuer(
            rimpe=random.choice((None, "ENTREPRENEUR", "POPULAR")),
            withholding_agent=random.choice((None, "1")),
            special_taxpayer=random.choice((None, "5368")),
            supplier_ruc=random.choice((None, "0992339411001")),
            keeps_accounts=random.random() < 0.5,
        ),
        "buyer": {
            "id_type": id_type,
            "document": number,
            "name": random.choice(NAMES),
            "address": random.choice((None, "Calle <1> & 2, Nº 5")),
            "email": random.choice((None, "ana@example.com")),
        },
        "lines": lines,
        "totals": totals,
        "payments": [{"code": "01", "total": first}, {"code": "20", "total": totals["total"] - first}],
        "credit": None,
        "emulated": random.random() < 0.5,
    }
    if code == "04":
        made["credit"] = {"number": "001-002-000000007", "issue_date": now.date()}
    return made | changes
