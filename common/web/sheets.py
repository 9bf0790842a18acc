"""Workbooks of spreadsheets (XLSX, ECMA-376): numbers as numbers, days as days, text as text.

A cell of text is never a formula, whatever it begins with. The same rows make the same bytes.
"""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from flask import make_response

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a file carries at most: more is no list for a person, and keeps the others of the clinic waiting.
MOST_ROWS = 20_000
# Day 0 of the calendar that spreadsheets count by. It holds a 29 February 1900 that never was: earlier days are text.
EPOCH, FIRST = date(1899, 12, 30), date(1900, 3, 1)
# What no XML document may hold.
UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])
LONGEST_TEXT = 32_767
# What the name of a sheet may not hold.
UNNAMED = dict.fromkeys(map(ord, "[]:*?/\\"))

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# The styles of cells, by their place in STYLES.
PLAIN, HEADING, MONEY, DAY = range(4)
STYLES = f"""{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.00"/><numFmt \
numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/>\
<sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>\
<patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>\
</cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" \
applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>"""


class Column(NamedTuple):
    """`key` of each row, under `title`; `width` in characters. `kind` MONEY shows two decimals."""

    title: str
    key: str
    width: int = 14
    kind: int = PLAIN


class Sheet(NamedTuple):
    """One sheet: `rows` are dicts, or anything with items, that hold the keys of `columns`."""

    title: str
    columns: list
    rows: list


def workbook(*sheets):
    """The bytes of an XLSX file with these sheets."""
    parts = {
        "[Content_Types].xml": content_types(len(sheets)),
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": names_of(sheets),
        "xl/_rels/workbook.xml.rels": relations(
            [("worksheet", f"worksheets/sheet{place}.xml") for place in range(1, len(sheets) + 1)]
            + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{place}.xml": cells_of(sheet) for place, sheet in enumerate(sheets, 1)},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            # Without the hour of its making: a file is what it holds.
            archive.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def sheets_reply(name, *sheets):
    """The workbook as a file to keep, called `name`.xlsx."""
    response = make_response(workbook(*sheets))
    response.content_type = MEDIA_TYPE
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def cells_of(sheet):
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{column.width}" customWidth="1"/>'
        for place, column in enumerate(sheet.columns, 1)
    )
    heading = "".join(cell(column.title, HEADING) for column in sheet.columns)
    lines = "".join(
        f"<row>{''.join(cell(row[column.key], column.kind) for column in sheet.columns)}</row>"
        for row in sheet.rows[:MOST_ROWS]
    )
    # The first row stays in sight.
    view = '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews>{view}</sheetViews><cols>{widths}</cols>'
        f"<sheetData><row>{heading}</row>{lines}</sheetData></worksheet>"
    )


def cell(value, kind=PLAIN):
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, bool):
        value = "Sí" if value else "No"
    if isinstance(value, (int, Decimal)):
        figure = f"{value:f}" if isinstance(value, Decimal) else value
        return f'<c s="{kind}"><v>{figure}</v></c>'
    if isinstance(value, datetime):
        value = value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        if value >= FIRST:
            return f'<c s="{DAY}"><v>{(value - EPOCH).days}</v></c>'
        value = value.isoformat()
    text = escape(str(value)[:LONGEST_TEXT].translate(UNWRITABLE))
    style = f' s="{kind}"' if kind == HEADING else ""
    return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>'


def names_of(sheets):
    """The workbook's list of sheets. A name is at most 31 characters, and some of them a spreadsheet refuses."""
    titles = [quoteattr(sheet.title.translate(UNNAMED)[:31]) for sheet in sheets]
    listed = "".join(
        f'<sheet name={title} sheetId="{place}" r:id="rId{place}"/>' for place, title in enumerate(titles, 1)
    )
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'


def relations(targets):
    listed = "".join(
        f'<Relationship Id="rId{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def content_types(count):
    overrides = {
        "/xl/workbook.xml": f"{PARTS}.sheet.main+xml",
        "/xl/styles.xml": f"{PARTS}.styles+xml",
        **{f"/xl/worksheets/sheet{place}.xml": f"{PARTS}.worksheet+xml" for place in range(1, count + 1)},
    }
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )
