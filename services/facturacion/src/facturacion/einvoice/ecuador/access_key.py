"""The access key (clave de acceso): 49 digits that name one document for good, and are its authorisation number too.

Layout: technical sheet 2.34 of the offline scheme. Two keys that the sheet prints as examples have a wrong check digit:
they are misprints, and stay invalid here.
"""

import re
import secrets
from datetime import datetime
from typing import NamedTuple

KEY = re.compile("[0-9]{49}")
# The only kind of emission in the offline scheme.
NORMAL = "1"
# From the right, again and again.
WEIGHTS = (2, 3, 4, 5, 6, 7)


class Parts(NamedTuple):
    """What a key says of its document."""

    issue_date: str
    document_code: str
    ruc: str
    environment: str
    establishment: str
    emission_point: str
    sequential: str
    code: str
    emission: str


WIDTHS = Parts(8, 2, 13, 1, 3, 3, 9, 8, 1)


def check_digit(digits):
    """Modulo 11 of the 48 digits before it; of 11 it is 0, of 10 it is 1."""
    weighted = (int(digit) * WEIGHTS[place % len(WEIGHTS)] for place, digit in enumerate(reversed(digits)))
    rest = 11 - sum(weighted) % 11
    return {11: 0, 10: 1}.get(rest, rest)


def new_code():
    """The eight digits that the issuer chooses: from the system's secure source, so that nobody foresees a key."""
    return f"{secrets.randbelow(10**8):08}"


def build(issue_date, document_code, ruc, environment, establishment, emission_point, sequential, code):
    """The key of a document; `issue_date` is the date that the document itself bears, in Ecuador's own day."""
    parts = Parts(
        f"{issue_date:%d%m%Y}", document_code, ruc, environment, establishment, emission_point,
        f"{sequential:09}", code, NORMAL,
    )  # fmt: skip
    for name, part, width in zip(Parts._fields, parts, WIDTHS, strict=True):
        if not re.fullmatch(f"[0-9]{{{width}}}", part):
            raise ValueError(f"{name} of an access key has {width} digits: {part!r}")
    digits = "".join(parts)
    return f"{digits}{check_digit(digits)}"


def parts_of(key):
    """What a key says. Raises ValueError for one that is no key."""
    if not KEY.fullmatch(key):
        raise ValueError("La clave de acceso debe tener 49 dígitos.")
    if check_digit(key[:48]) != int(key[48]):
        raise ValueError("El dígito verificador de la clave de acceso no es correcto.")
    at, parts = 0, []
    for width in WIDTHS:
        parts.append(key[at : at + width])
        at += width
    try:
        datetime.strptime(parts[0], "%d%m%Y")
    except ValueError:
        raise ValueError("La fecha de la clave de acceso no existe.") from None
    return Parts(*parts)
