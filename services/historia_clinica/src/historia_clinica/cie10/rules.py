"""How a code of the CIE-10 is written, and which rows of a table are codes. Pure: values in, values or a Problem out."""

import re

from common.problems import Invalid
from historia_clinica.rules import with_dot

CODE = re.compile(r"[A-Z][0-9]{2}([0-9A-Z]{1,2})?")
LONGEST = 300
# How the columns are called in the tables that circulate; without accents, signs or case.
CODES = {"codigo", "cod", "code", "clave", "cie10", "codigocie10", "codcie10", "cie"}
DESCRIPTIONS = {"descripcion", "description", "nombre", "diagnostico", "enfermedad", "descripcioncie10"}
# A heading stands among the first rows, under a title or two.
HEAD_ROWS = 20


def entries(rows):
    """{code: description} of a table whose cells are text, and how many of its rows are no code (chapters, ranges, blanks).

    The columns are found by their heading; without one, the first column holds the code and the second its words. A code
    that comes twice keeps its last words. Raises Invalid where no row has a code.
    """
    rows = list(rows)
    code_at, words_at, begins = _columns(rows)
    found, others = {}, 0
    for row in rows[begins:]:
        if len(row) <= max(code_at, words_at):
            others += 1
            continue
        letters = re.sub(r"[\s.*+†]", "", row[code_at]).upper()
        words = " ".join(row[words_at].split())[:LONGEST]
        if CODE.fullmatch(letters) and words:
            found[with_dot(letters)] = words
        else:
            others += 1
    if not found:
        raise Invalid(
            "El archivo no tiene códigos de la CIE-10: se esperan una columna con el código y otra con la descripción."
        )
    return found, others


def _columns(rows):
    """Where the code and its words stand, and the first row after the heading."""
    for at, row in enumerate(rows[:HEAD_ROWS]):
        names = [_plain(cell) for cell in row]
        code = next((n for n, name in enumerate(names) if name in CODES), None)
        words = next((n for n, name in enumerate(names) if name in DESCRIPTIONS), None)
        if code is not None and words is not None:
            return code, words, at + 1
    return 0, 1, 0


def _plain(cell):
    return re.sub("[^a-z0-9]", "", cell.lower().translate(str.maketrans("áéíóúü", "aeiouu")))
