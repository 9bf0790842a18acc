"""Numbers, days and ages in Spanish words, as legal documents ask for them. Pure."""

UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
).split()
TENS = "x x x treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
HUNDREDS = (
    "x ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
).split()
MONTHS = ("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre").split()
# A physician of a child counts months as well, below this age.
WITH_MONTHS_BELOW = 5


def number(value):
    """`121` → `ciento veintiuno`; from 0 to 9999."""
    if value >= 1000:
        thousands = "mil" if value < 2000 else f"{number(value // 1000)} mil"
        return thousands + (f" {number(value % 1000)}" if value % 1000 else "")
    if value == 100:
        return "cien"
    if value > 100:
        return HUNDREDS[value // 100] + (f" {number(value % 100)}" if value % 100 else "")
    if value < 30:
        return UNITS[value]
    return TENS[value // 10] + (f" y {UNITS[value % 10]}" if value % 10 else "")


def counted(value, feminine=False):
    """The number before what it counts: `veintiún` días, `veintiuna` horas."""
    words = number(value)
    if not words.endswith("uno"):
        return words
    if feminine:
        return f"{words[:-3]}una"
    return f"{words[:-9]}veintiún" if words.endswith("veintiuno") else words[:-1]


def day(date):
    """`veinticuatro de noviembre de dos mil veintiséis`."""
    return f"{number(date.day)} de {MONTHS[date.month - 1]} de {number(date.year)}"


def age(birth, today):
    """Whole years; below five years, years and months; `edad no registrada` where the birth is unknown."""
    if birth is None:
        return "edad no registrada"
    months = (today.year - birth.year) * 12 + today.month - birth.month - (today.day < birth.day)
    years, months = divmod(max(months, 0), 12)
    said = f"{years} {'año' if years == 1 else 'años'}"
    if years >= WITH_MONTHS_BELOW:
        return said
    return f"{said} y {months} {'mes' if months == 1 else 'meses'}"
