"""Phone numbers: read as people write and paste them, stored as E.164, shown as they are dialled here.

E.164 (ITU-T) is `+593991234567`; an extension follows it in the words of RFC 3966: `+59322345678;ext=12`.
"""

import re
import unicodedata

import phonenumbers

# ISO 3166: where a number without a country code is dialled.
COUNTRY = "EC"
# Its national numbers: provinces 2 to 7 and seven digits, mobiles, 1800 and 1700.
NATIONAL = re.compile(r"[2-7][0-9]{7}|9[0-9]{8}|1[78]00[0-9]{6}")
# What may stand beside digits: the library would also take `0999 PIZZA` for a number.
WRITTEN = re.compile(r"[0-9+().,;:=/#\s‐-―-]+")
EXTENSION_WORD = re.compile(r"(?i)(?<![a-z])(e?xt(ensi[oó]n)?|anexo|int(erno)?|x)(?![a-z])")


def check_phone(text):
    """The number as it is stored. Raises ValueError with the reason why it is none."""
    # What is copied from a contact or a chat comes wrapped in invisible marks of direction.
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf").strip()
    if not WRITTEN.fullmatch(EXTENSION_WORD.sub("", text)):
        raise ValueError("Escriba el teléfono con cifras, por ejemplo 099 123 4567 o +593 99 123 4567.")
    try:
        number = phonenumbers.parse(EXTENSION_WORD.sub("ext", text), COUNTRY)
    except phonenumbers.NumberParseException as error:
        if error.error_type == error.INVALID_COUNTRY_CODE:
            raise ValueError("El código de país del teléfono no existe: revise lo que sigue al +.") from None
        raise ValueError("El teléfono no tiene cifras suficientes.") from None
    if _is_from_here(number):
        if not NATIONAL.fullmatch(phonenumbers.national_significant_number(number)):
            raise ValueError(
                "Al teléfono le falta o le sobra una cifra: 099 123 4567 o, con provincia, 02 234 5678."
            )
    elif phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise ValueError("Al teléfono le faltan o le sobran cifras para ese país.")
    stored = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{stored};ext={number.extension}" if number.extension else stored


def remembered_phone(text):
    """A number as it is stored; what is none stays as it came, for its owner to correct where it is kept."""
    try:
        return text and check_phone(text)
    except ValueError:
        return text


def printed_phone(stored):
    """`099 123 4567` of a number of this country, `+57 601 2345678` of another's; what is no number stays as it is."""
    if not stored or not stored.startswith("+"):
        return stored
    number = phonenumbers.parse(stored)
    styles = phonenumbers.PhoneNumberFormat
    text = phonenumbers.format_number(
        number, styles.NATIONAL if _is_from_here(number) else styles.INTERNATIONAL
    )
    return re.sub(r"[()]", "", text).replace("-", " ")


def _is_from_here(number):
    return number.country_code == phonenumbers.country_code_for_region(COUNTRY)
