"""Tables read from files that people make: CSV as Excel and others write it, and XLSX. The other half of `common.web.sheets`.

A file is data of a stranger: it may be a bomb, hold formulas, dates and amounts in every spelling. What cannot be read is
said by row and column, and every row is then held against the same model as a form.
"""

import csv
import io
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from pydantic import Base64Bytes, BaseModel, Field, ValidationError

from common.problems import Invalid
from common.web import sheets
from common.web.cells import plain, text
from common.web.errors import message_of
from common.web.schema import Input

MOST_BYTES = 1024 * 1024
# What a workbook may unfold to: a hundred times less than what a bomb of a megabyte does, and more than MOST_ROWS need.
MOST_UNZIPPED, MOST_PARTS = 12 * 1024 * 1024, 500
MOST_COLUMNS = 100
# How far down rows are looked for: a file may claim that one stands millions further.
MOST_LINES = 50_000
# Errors of one file that are told: whoever has that many mends the column, not the cell.
MOST_ERRORS = 200
UNREADABLE = "No se puede leer como hoja de cálculo. Ábrala y guárdela otra vez como .xlsx o CSV."
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# CSV: Excel writes UTF-16 or the code page of Windows, everybody else UTF-8.
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = ";,\t|"


class Heading(NamedTuple):
    """The column of a file under `title`, or a title of `also`: `read` makes of a cell the value of the model's `key`.

    A `needed` column must be there; its cells are the model's affair. `example` is what the template shows.
    """

    title: str
    key: str
    read: Callable
    also: tuple = ()
    needed: bool = False
    example: object = None
    width: int = 16


class Row(NamedTuple):
    """A row that holds anything: its number as the spreadsheet shows it, and the values that were there."""

    number: int
    values: dict


class Table(NamedTuple):
    """What was read: the rows without an error, the errors of the others, and the titles that nobody asked for."""

    rows: list
    errors: list
    ignored: list


class RowError(BaseModel):
    row: int = Field(description="La fila, como la numera la hoja", examples=[7])
    column: str | None = Field(description="El título de la columna", examples=["Valor"])
    message: str = Field(examples=["Debe ser mayor que 0."])


class NewTable(Input):
    """A file that is read and, unless it is a `dry_run`, kept."""

    content: Base64Bytes = Field(
        description="Archivo CSV o XLSX de hasta 1 MB, en base64", examples=["RmVjaGE="]
    )
    dry_run: bool = Field(True, description="Solo se revisa: no se guarda nada")


def read(content, headings, most_rows=sheets.MOST_ROWS):
    """The table in the first sheet of a file, its titles in the first row that holds anything.

    Raises Invalid (`content`) where the file as a whole is none of that kind, too large, or lacks a needed column.
    """
    titles, rows, errors = None, [], []
    for number, cells in enumerate(lines(content), 1):
        if not any(cell is not None and str(cell).strip() for cell in cells):
            continue
        if titles is None:
            titles = _places(cells, headings)
            continue
        if len(rows) + len({error["row"] for error in errors}) == most_rows:
            raise refused(f"El archivo tiene más de {most_rows} filas. Divídalo.")
        row, wrong = _row(number, cells, titles)
        errors += wrong
        if not wrong:
            rows.append(row)
    if titles is None or not (rows or errors):
        raise refused("El archivo no tiene filas.")
    known = {heading for heading in titles.values() if isinstance(heading, Heading)}
    return Table(rows, errors, [title for title in titles.values() if title not in known])


def lines(content, most_bytes=MOST_BYTES):
    """The rows of the first sheet as they stand, each a list of cells; what is no value is `Broken`.

    Raises Invalid (`content`) where the file is none of that kind or too large.
    """
    if len(content) > most_bytes:
        raise refused(
            f"El archivo pesa {len(content) // 1024} kB; use uno de hasta {most_bytes // 1024 // 1024} MB."
        )
    if content.startswith(OLD_EXCEL):
        raise refused("Es un archivo de Excel antiguo o con contraseña. Guárdelo como .xlsx sin contraseña.")
    return _of_workbook(content) if content.startswith(ZIP) else _of_text(content)


def held_against(table, model):
    """The rows as (number, entry of `model`), and the errors of the table with those that the model finds."""
    entries, errors = [], list(table.errors)
    for row in table.rows:
        try:
            entries.append((row.number, model.model_validate(row.values)))
        except ValidationError as error:
            errors += [
                {
                    "row": row.number,
                    "field": str(item["loc"][0]) if item["loc"] else None,
                    "message": message_of(item),
                }
                for item in error.errors(include_url=False)
            ]
    return entries, errors


def told(errors, headings):
    """The errors by row, a field called by its column, at most MOST_ERRORS of them."""
    titles = {heading.key: heading.title for heading in headings}
    rows = [
        {"row": e["row"], "column": e.get("column") or titles.get(e.get("field")), "message": e["message"]}
        for e in errors
    ]
    return sorted(rows, key=lambda error: error["row"])[:MOST_ERRORS]


def template_reply(name, title, headings):
    """A workbook with these titles and a row of examples, to be filled in."""
    columns = [sheets.Column(heading.title, heading.key, heading.width) for heading in headings]
    return sheets.sheets_reply(
        name, sheets.Sheet(title, columns, [{heading.key: heading.example for heading in headings}])
    )


def refused(sentence):
    return Invalid.field("content", sentence)


def _places(cells, headings):
    """Which heading, or else which unknown title, stands at each place of the first row."""
    named = {plain(title): heading for heading in headings for title in (heading.title, *heading.also)}
    places = {}
    for place, cell in enumerate(cells):
        title = text(cell) if cell is not None else ""
        heading = named.get(plain(title), title[:80])
        if heading and heading in places.values():
            raise refused(f"La columna «{title[:80]}» está dos veces.")
        if heading:
            places[place] = heading
    lacking = [h.title for h in headings if h.needed and h not in places.values()]
    if lacking:
        raise refused(f"Falta la columna {' y la columna '.join(f'«{title}»' for title in lacking)}.")
    return places


def _row(number, cells, titles):
    """The row at these titles, and its errors."""
    values, wrong = {}, []
    for place, heading in titles.items():
        cell = cells[place] if place < len(cells) else None
        if not isinstance(heading, Heading) or cell is None or isinstance(cell, str) and not cell.strip():
            continue
        try:
            if isinstance(cell, Broken):
                raise ValueError(cell.sentence)
            values[heading.key] = heading.read(cell)
        except ValueError as error:
            wrong.append({"row": number, "column": heading.title, "message": str(error)})
    return Row(number, values), wrong


class Broken(NamedTuple):
    """A cell that holds no value: why not."""

    sentence: str


def _of_workbook(content):
    """The rows of the first sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            unfolded = parts.infolist()
            # What a part claims is also the most that is ever unpacked of it.
            if len(unfolded) > MOST_PARTS or sum(part.file_size for part in unfolded) > MOST_UNZIPPED:
                raise refused(
                    "El archivo se hace demasiado grande al abrirlo. Divídalo, o guárdelo como CSV."
                )
            # No spreadsheet declares entities, which unfold once more (in UTF-16 too).
            if any(b"<!DOCTYPE" in parts.read(part).replace(b"\0", b"") for part in unfolded):
                raise refused(UNREADABLE)
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # What a sheet says of its own size may be wrong, and rows beyond it would be left out.
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS)):
            if number == MOST_LINES:
                raise refused(f"La hoja sigue más abajo de la fila {MOST_LINES}. Borre las filas vacías.")
            values = [None if cell is EMPTY_CELL else _value(cell) for cell in cells]
            # A row comes as wide as it may be.
            while values and values[-1] is None:
                values.pop()
            yield values
    except (Invalid, GeneratorExit):
        raise
    # A file that somebody else's program wrote fails in as many ways as openpyxl has lines.
    except Exception:
        raise refused(UNREADABLE) from None


def _value(cell):
    if cell.data_type == "f":
        return Broken("Es una fórmula: copie la columna y péguela como valores.")
    if cell.data_type == "e":
        return Broken(f"La hoja muestra aquí un error ({cell.value}).")
    return cell.value


def _of_text(content):
    """The rows of a CSV file, whatever it is separated by."""
    written = _decoded(content)
    if "\x00" in written:
        raise refused("No es un archivo CSV ni XLSX.")
    first = next((line for line in written.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        for cells in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter):
            # The apostrophe keeps a spreadsheet from taking text for a formula.
            yield [
                cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell for cell in cells[:MOST_COLUMNS]
            ]
    except csv.Error:
        raise refused("No se puede leer como CSV: revise las comillas.") from None


def _decoded(content):
    encoding = MARKS.get(content[:2], "utf-8-sig")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
