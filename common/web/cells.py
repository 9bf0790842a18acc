"""What a cell of a spreadsheet holds, as people write it: each reader makes a value of it, or raises ValueError with a sentence."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

CURRENCY = re.compile(r"(?i)^(us\$|usd|\$)|(us\$|usd|\$)$")
NOT_A_NUMBER = "Debe ser un número, por ejemplo 1234,50."
PLAIN_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?")
GROUPED = {
    mark: re.compile(rf"-?\d{{1,3}}({re.escape(mark)}\d{{3}})+({re.escape(point)}\d{{1,9}})?")
    for mark, point in ((".", ","), (",", "."))
}
MONTHS = "ene feb mar abr may jun jul ago sep oct nov dic".split()
DAY_FIRST = re.compile(
    r"(\d{1,2})[/.\- ]+(?:de )?(\d{1,2}|[a-z]{3,10})\.?[/.\- ]+(?:de(?:l)? )?(\d{4}|\d{2})"
)
YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[t ]00:00.*)?")


def text(cell):
    """Text; of a number, its digits: a spreadsheet makes a number of every RUC."""
    if isinstance(cell, bool):
        return "Sí" if cell else "No"
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    return str(cell).strip()


def amount(cell):
    """A decimal: 1.234,56 · 1,234.56 · 12,5 · $ 25 · US$ 10. What could be two numbers, as 1.234, is refused."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # A spreadsheet works in binary floating point: 0.1 + 0.2 is 0.30000000000000004 there.
        return Decimal(f"{cell:.9f}".rstrip("0").rstrip("."))
    if not isinstance(cell, str):
        raise ValueError(NOT_A_NUMBER)
    written = re.sub(r"\s", "", cell).replace("−", "-")
    sign = "-" if written.startswith("-") else ""
    number = CURRENCY.sub("", written.removeprefix("-"))
    for mark, point in ((".", ","), (",", ".")):
        # 0.500 is no thousands.
        if GROUPED[mark].fullmatch(number) and not number.lstrip("-").startswith("0"):
            whole = number.replace(mark, "")
            if number.count(mark) == 1 and point not in number:
                other = number.replace(mark, ",")
                raise ValueError(
                    f"«{cell.strip()}» puede ser {whole} o {other}: escríbalo {whole},00 si es lo primero."
                )
            number = whole
            break
    number = sign + number.replace(",", ".")
    if not PLAIN_NUMBER.fullmatch(number):
        raise ValueError(NOT_A_NUMBER)
    return Decimal(number)


def day(cell):
    """A day: 24/11/2026 · 24-11-26 · 24 nov 2026 · 24 de noviembre de 2026 · 2026-11-24. The day comes before the month."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        written = plain(cell)
        if found := YEAR_FIRST.fullmatch(written):
            return _day(*found.groups())
        if found := DAY_FIRST.fullmatch(written):
            number, month, year = found.groups()
            return _day(year if len(year) == 4 else f"20{year}", month, number)
    raise ValueError("Debe ser una fecha, por ejemplo 24/11/2026.")


def one_of(words):
    """The reader of a column whose cells hold one of some words: `words` maps each, however it is written, to its value."""
    known = {plain(word): value for word, value in words.items()}

    def choice(cell):
        value = known.get(plain(text(cell)))
        if value is None:
            raise ValueError(f"Debe ser {', '.join(dict.fromkeys(words))}.")
        return value

    return choice


def plain(words):
    """`words` in lower case, without accents and double spaces: «  Descripción » and «descripcion» are one title."""
    bare = "".join(s for s in unicodedata.normalize("NFD", words) if unicodedata.category(s) != "Mn")
    return " ".join(bare.lower().split())


def _day(year, month, number):
    if not month.isdigit():
        if month[:3] not in MONTHS:
            raise ValueError(f"No se conoce el mes «{month}».")
        month = MONTHS.index(month[:3]) + 1
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise ValueError("Esa fecha no existe. Escriba el día antes que el mes: 24/11/2026.") from None
