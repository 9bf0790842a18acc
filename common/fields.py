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
