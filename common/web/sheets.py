"""Workbooks of spreadsheets (XLSX, ECMA-376): numbers as numbers, days as days, text as text.

A cell of text is never a formula, whatever it begins with.
"""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from flask import make_response
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.child import INVALID_TITLE_REGEX

ZIP = "application/zip"
# With these a cell of a spreadsheet begins to reckon (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a file carries at most: more is no list for a person, and keeps the others of the clinic waiting.
MOST_ROWS = 20_000
# A spreadsheet counts days from here: its calendar holds a 29 February 1900 that never was, so earlier days are text.
FIRST_DAY = date(1900, 3, 1)
LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
# How a spreadsheet shows figures and days.
PLAIN, MONEY, DAY = "General", "#,##0.00", "dd/mm/yyyy"
BOLD = Font(bold=True)


class Column(NamedTuple):
    """`key` of each row, under `title`; `width` in characters. `kind` MONEY shows two decimals."""

    title: str
    key: str
    width: int = 14
    kind: str = PLAIN


class Sheet(NamedTuple):
    """One sheet: `rows` are dicts, or anything with items, that hold the keys of `columns`."""

    title: str
    columns: list
    rows: list


def workbook(*sheets):
    """The bytes of an XLSX file with these sheets, of each at most MOST_ROWS rows."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(INVALID_TITLE_REGEX.sub("", sheet.title)[:LONGEST_TITLE])
        # The first row stays in sight.
        page.freeze_panes = "A2"
        for place, column in enumerate(sheet.columns, 1):
            page.column_dimensions[get_column_letter(place)].width = column.width
        page.append([heading(page, column.title) for column in sheet.columns])
        for row in sheet.rows[:MOST_ROWS]:
            page.append([cell(page, row[column.key], column.kind) for column in sheet.columns])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheets_reply(name, *sheets):
    """The workbook as a file to keep, called `name`.xlsx."""
    response = make_response(workbook(*sheets))
    response.content_type = MEDIA_TYPE
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def csv_reply(name, *sheets):
    """The same rows as text, a CSV for each sheet in `name`.zip. Whatever begins as a formula does is marked as text."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for sheet in sheets:
            text = io.StringIO()
            table = csv.writer(text)
            table.writerow([column.title for column in sheet.columns])
            for row in sheet.rows[:MOST_ROWS]:
                table.writerow([plain(row[column.key]) for column in sheet.columns])
            # A spreadsheet takes UTF-8 for what it is by this mark.
            pack.writestr(f"{sheet.title.lower().replace(' ', '-')}.csv", text.getvalue().encode("utf-8-sig"))
    response = make_response(file.getvalue())
    response.content_type = ZIP
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


def plain(value):
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA else value


def heading(page, title):
    made = WriteOnlyCell(page, title)
    made.font = BOLD
    return made


def cell(page, value, kind=PLAIN):
    """What openpyxl writes for this value: a cell of its own where it would otherwise show or guess something else."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, (int, Decimal)):
        return value if kind == PLAIN else shown(page, value, kind)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return shown(page, value, DAY) if value >= FIRST_DAY else value.isoformat()
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value)[:LONGEST_TEXT])
    if not text.startswith("="):
        return text
    made = WriteOnlyCell(page, text)
    made.data_type = "s"
    return made


def shown(page, value, number_format):
    made = WriteOnlyCell(page, value)
    made.number_format = number_format
    return made
