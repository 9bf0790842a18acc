"""Validation of Ecuadorian identity documents. Pure: each check returns the clean text or raises ValueError with the reason."""

import re

from stdnum.ec import ci
from stdnum.exceptions import ValidationError

CEDULA = re.compile(r"[0-9]{10}")
RUC = re.compile(r"[0-9]{13}")
PASSPORT = re.compile(r"[A-Z0-9]{5,20}")
PROVINCES = frozenset((*(f"{number:02}" for number in range(1, 25)), "30"))


def check_cedula(text):
    """Ten digits, a province and a check digit."""
    text = text.strip()
    if not CEDULA.fullmatch(text):
        raise ValueError("La cédula debe tener 10 dígitos.")
    if not _good_cedula(text):
        raise ValueError("La cédula no es válida: revise los dígitos.")
    return text


def check_ruc(text):
    """A person's RUC is their cédula and an establishment; a company's or an institution's has a structure only.

    The SRI gives companies numbers that fail the published check digit, so it proves nothing there.
    """
    text = text.strip()
    if not RUC.fullmatch(text):
        raise ValueError("El RUC debe tener 13 dígitos.")
    if not text.endswith("001"):
        raise ValueError("El RUC debe terminar en 001.")
    company = text[2] in "69" and text[:2] in PROVINCES
    if not company and not _good_cedula(text[:10]):
        raise ValueError("El RUC no es válido: revise los dígitos.")
    return text


def check_passport(text):
    """Letters and digits, in capitals; every country numbers its own way."""
    text = text.strip().upper()
    if not PASSPORT.fullmatch(text):
        raise ValueError("El pasaporte debe tener entre 5 y 20 letras o números, sin espacios.")
    return text


def _good_cedula(text):
    """Whether province and check digit are right. python-stdnum takes any third digit up to 6, as the registry does."""
    try:
        ci.validate(text)
    except ValidationError:
        return False
    return text[:2] in PROVINCES
