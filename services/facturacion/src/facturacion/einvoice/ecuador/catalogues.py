"""The SRI's code tables, as far as a clinic's invoices use them (technical sheet 2.34, tables 3, 6, 16, 17 and 24).

What the law changes has the days from which and until which it holds: a new rate is a new row.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

ENVIRONMENTS = {"1": "PRUEBAS", "2": "PRODUCCIÓN"}
INVOICE, CREDIT_NOTE = "01", "04"
IVA = "2"
FINAL_CONSUMER = "07"
ID_TYPES = {
    "04": "RUC",
    "05": "Cédula",
    "06": "Pasaporte",
    FINAL_CONSUMER: "Consumidor final",
    "08": "Identificación del exterior",
}
# The most that is invoiced to somebody who says no name, in dollars (since 1 January 2026).
FINAL_CONSUMER_LIMIT = Decimal(50)


class Iva(NamedTuple):
    """A code of IVA with its rate in percent, and the days in which it holds."""

    code: str
    rate: Decimal
    first: date
    last: date | None = None


IVA_CODES = (
    Iva("0", Decimal(0), date(2000, 1, 1)),
    Iva("2", Decimal(12), date(2000, 1, 1), date(2016, 5, 31)),
    Iva("2", Decimal(12), date(2017, 6, 1), date(2024, 3, 31)),
    Iva("3", Decimal(14), date(2016, 6, 1), date(2017, 5, 31)),
    Iva("4", Decimal(15), date(2024, 4, 1)),
    Iva("5", Decimal(5), date(2024, 4, 1)),
    Iva("6", Decimal(0), date(2000, 1, 1)),
    Iva("7", Decimal(0), date(2000, 1, 1)),
    Iva("8", Decimal(8), date(2022, 1, 1)),
    Iva("10", Decimal(13), date(2024, 4, 1)),
)
# How it is paid, by what the clinic calls it. A transfer and a cheque are "others with the financial system".
PAYMENT_CODES = {
    "CASH": "01",
    "CARD_DEBIT": "16",
    "CARD_CREDIT": "19",
    "TRANSFER": "20",
    "CHECK": "20",
    "OTHER": "20",
}
PAYMENT_NAMES = {
    "01": "Sin utilización del sistema financiero",
    "15": "Compensación de deudas",
    "16": "Tarjeta de débito",
    "17": "Dinero electrónico",
    "18": "Tarjeta prepago",
    "19": "Tarjeta de crédito",
    "20": "Otros con utilización del sistema financiero",
    "21": "Endoso de títulos",
}
PAYMENTS = frozenset(PAYMENT_NAMES)
# What a small taxpayer's documents say of it. The published schema of factura 1.1.0 knows only the first.
RIMPE = {
    "ENTREPRENEUR": "CONTRIBUYENTE RÉGIMEN RIMPE",
    "POPULAR": "CONTRIBUYENTE NEGOCIO POPULAR - RÉGIMEN RIMPE",
}


def iva_rate(code, day):
    """The rate of a code on that day, in percent; None where the code was not in force."""
    for known in IVA_CODES:
        if known.code == code and known.first <= day and (known.last is None or day <= known.last):
            return known.rate
    return None
