"""Validation of Ecuadorian identity documents. Pure: each check returns the clean text or raises ValueError with the reason."""

import re

from stdnum.ec import ci
from stdnum.exceptions import ValidationError

CEDULA = re.compile(r"[0-9]{10}")
RUC = re.compile(r"[0-9]{13}")
PASSPORT = re.compile(r"[A-Z0-9]{5,20}")
FOREIGN_CARD = re.compile(r"[A-Z0-9]{4,20}")
# Between the digits of a document as it is printed: `171430710-3`, `12.345.678-K`; and the marks that come with a copy.
SEPARATORS = re.compile(r"[\s.\-‐-―\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
PROVINCES = frozenset((*(f"{number:02}" for number in range(1, 25)), "30"))

# ISO 3166-1, alpha-2.
COUNTRIES = frozenset("""
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split())


def check_cedula(text):
    """Ten digits, a province and a check digit."""
    text = SEPARATORS.sub("", text)
    if not CEDULA.fullmatch(text):
        raise ValueError("La cédula debe tener 10 dígitos.")
    if not _good_cedula(text):
        raise ValueError("La cédula no es válida: revise los dígitos.")
    return text


def check_ruc(text):
    """A person's RUC is their cédula and an establishment; a company's or an institution's has a structure only.

    The SRI gives companies numbers that fail the published check digit, so it proves nothing there.
    """
    text = SEPARATORS.sub("", text)
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
    text = text.strip()
    # Capitals of other alphabets fall together with ours (ı and I, ß and SS): the number would be another.
    if not text.isascii() or not PASSPORT.fullmatch(text := text.upper()):
        raise ValueError("El pasaporte debe tener entre 5 y 20 letras o números, sin espacios.")
    return text


def check_foreign_card(text):
    """The identity card of another country: letters and digits, in capitals, without the signs printed between them."""
    text = SEPARATORS.sub("", text)
    if not text.isascii() or not FOREIGN_CARD.fullmatch(text := text.upper()):
        raise ValueError("La identificación debe tener entre 4 y 20 letras o números.")
    return text


def check_country(code):
    """A country's two letters of ISO 3166, in capitals."""
    if not code.isascii() or code.upper() not in COUNTRIES:
        raise ValueError("Elija el país por su código de dos letras (ISO 3166), por ejemplo CO.")
    return code.upper()


def _good_cedula(text):
    """Whether province and check digit are right. python-stdnum takes any third digit up to 6, as the registry does."""
    try:
        ci.validate(text)
    except ValidationError:
        return False
    return text[:2] in PROVINCES
