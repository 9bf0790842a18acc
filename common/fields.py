"""Field types of requests, each normalised at the door and bounded by what the database can hold."""

import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from common.phone_numbers import check_phone

# Every kind of space, and what ends a line or a column of a spreadsheet.
NUMBER = re.compile(r"[+-]?[\d.]+")
SPACES = re.compile("[ \t\n\r\f\v\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
# Control, zero-width and bidirectional characters; and what is drawn as nothing though Unicode files it under letters
# and marks: fillers, joiners, variation selectors.
INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")


def one_line(text):
    """`text` in NFC on one line: each run of spaces, tabs and line breaks is one space, and none stands at the ends.

    Raises ValueError where it holds a character that nobody sees.
    """
    text = SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return _without(is_invisible, text)


def several_lines(text):
    r"""`text` in NFC, its lines ended by \n. Raises ValueError where it holds a control character beside them and tabs."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _without(lambda sign: unicodedata.category(sign) == "Cc" and sign not in "\n\t", text)


def searched(text):
    """What was typed or pasted into a search box, on one line as it is stored; what nobody sees is left out."""
    text = SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return SPACES.sub(" ", "".join(sign for sign in text if not is_invisible(sign))).strip()


def is_invisible(sign):
    return unicodedata.category(sign) in INVISIBLE or bool(BLANK.match(sign))


def line(longest, example=None, shortest=1, pattern=None):
    """The type of a text of one line."""
    return _typed(one_line, longest, example, shortest, pattern)


def text(longest, example=None, shortest=0):
    """The type of a text of several lines."""
    return _typed(several_lines, longest, example, shortest)


def _typed(normalised, longest, example=None, shortest=0, pattern=None):
    bounds = {"min_length": shortest or None, "max_length": longest, "pattern": pattern}
    field = Field(**bounds, examples=None if example is None else [example])
    return Annotated[
        str, field, BeforeValidator(lambda value: normalised(value) if type(value) is str else value)
    ]


def _without(unwanted, text):
    """`text`, or ValueError with the character that is not wanted and where it stands."""
    for place, sign in enumerate(text):
        if unwanted(sign):
            before = text[max(place - 15, 0) : place]
            where = f"después de «{before}»" if before else "al comienzo"
            raise ValueError(f"Hay un carácter invisible (U+{ord(sign):04X}) {where}: bórrelo.")
    return text


def _no_flag(value):
    """Refuse true in an id's place: it would be the first of all."""
    if value is True:
        raise ValueError("Debe ser un número entero.")
    return value


Id = Annotated[int, Field(ge=1, le=2**63 - 1), BeforeValidator(_no_flag)]
# `?ids=3,7`: what a page of a list asks about all of its rows at once.
Ids = Annotated[
    list[Id],
    Field(min_length=1, max_length=100, examples=["3,7"]),
    BeforeValidator(lambda value: value.split(",") if isinstance(value, str) else value),
]
# numeric(12,2), never negative
Money = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2, examples=["45.00"])]
# numeric(14,3), above zero
Quantity = Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=3, examples=["1.000"])]
# What is priced in the catalogue, done in an appointment and charged by an invoice has one set of limits, those of the
# SRI's schema of an invoice (factura): codigoPrincipal takes 25 characters, descripcion and razonSocialComprador 300.
ItemCode = line(25, "LIM-01")
PrintedName = line(300, "Limpieza dental")
Price = Annotated[Decimal, Field(ge=0, le=Decimal("999999.99"), decimal_places=2, examples=["45.00"])]
LineQuantity = Annotated[Decimal, Field(gt=0, le=10_000, decimal_places=3, examples=["1.000"])]
# What one line may come to before IVA: a hundred such lines with IVA still fit into an invoice, numeric(12,2).
LARGEST_LINE = Decimal("9999999.99")


def must_be_written_out(value):
    """Refuse a number in a date's place, also one in text: pydantic would read it as seconds since 1970."""
    if isinstance(value, int | float | Decimal) or isinstance(value, str) and NUMBER.fullmatch(value.strip()):
        raise ValueError("Debe ser una fecha escrita como 2026-11-24.")
    return value


Moment = Annotated[
    AwareDatetime,
    Field(
        ge=datetime(1900, 1, 1, tzinfo=UTC),
        le=datetime(2200, 1, 1, tzinfo=UTC),
        examples=["2026-11-24T10:00:00-05:00"],
    ),
    BeforeValidator(must_be_written_out),
]
Day = Annotated[
    date,
    Field(ge=date(1900, 1, 1), le=date(2200, 1, 1), examples=["2026-11-24"]),
    BeforeValidator(must_be_written_out),
]
Line = line(200)
Name = line(100)
Text = text(20_000)
Email = line(254, "ana.perez@example.com", shortest=0, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
# Stored as E.164, `+593991234567` or `+59322345678;ext=12`, however it was written.
Phone = Annotated[
    str, Field(min_length=1, max_length=50, examples=["099 123 4567"]), AfterValidator(check_phone)
]
# Codes of the SRI's table 17 that an issuer may use today; their rates are dated data, not code.
IvaCode = Annotated[str, Field(pattern="^(0|4|5|6|7|8)$", examples=["4"])]
Search = _typed(searched, 100)
