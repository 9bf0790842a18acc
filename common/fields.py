"""Field types of requests, each bounded by what the database can hold."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AwareDatetime, Field

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
# numeric(12,2), never negative
Money = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2, examples=["45.00"])]
# numeric(14,3), above zero
Quantity = Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=3, examples=["1.000"])]
# What is priced in the catalogue, done in an appointment and charged by an invoice has one set of limits.
# The SRI's schema of an invoice (factura, codigoPrincipal) takes 25 characters.
ItemCode = Annotated[str, Field(min_length=1, max_length=25, examples=["LIM-01"])]
Price = Annotated[Decimal, Field(ge=0, le=Decimal("999999.99"), decimal_places=2, examples=["45.00"])]
LineQuantity = Annotated[Decimal, Field(gt=0, le=10_000, decimal_places=3, examples=["1.000"])]
# What one line may come to before IVA: a hundred such lines with IVA still fit into an invoice, numeric(12,2).
LARGEST_LINE = Decimal("9999999.99")
Moment = Annotated[
    AwareDatetime,
    Field(
        ge=datetime(1900, 1, 1, tzinfo=UTC),
        le=datetime(2200, 1, 1, tzinfo=UTC),
        examples=["2026-11-24T10:00:00-05:00"],
    ),
]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 1, 1), examples=["2026-11-24"])]
Line = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(max_length=20_000)]
Email = Annotated[
    str, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", examples=["ana.perez@example.com"])
]
Phone = Annotated[str, Field(pattern=r"^\+?[0-9][0-9 ()-]{5,19}$", examples=["0991234567"])]
# Codes of the SRI's table 17 that an issuer may use today; their rates are dated data, not code.
IvaCode = Annotated[str, Field(pattern="^(0|4|5|6|7|8)$", examples=["4"])]
Search = Annotated[str, Field(max_length=100)]
