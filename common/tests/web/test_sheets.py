"""Workbooks that a spreadsheet opens: numbers to add up, days to sort by, and text that is never a formula."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from common.web.sheets import MONEY, MOST_ROWS, Column, Sheet, workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COLUMNS = [Column("Concepto", "name", 40), Column("Total", "total", kind=MONEY)]


def rows_of(file, place=1):
    """Each row as its cells: what it is (text `inlineStr`, else number), and what it holds."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.testzip() is None
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{place}.xml"))
    return [
        [(cell.get("t"), "".join(cell.itertext())) for cell in row.findall(f"{MAIN}c")]
        for row in root.iter(f"{MAIN}row")
    ]


def written(value):
    return rows_of(workbook(Sheet("Hoja", [Column("X", "x")], [{"x": value}])))[1][0]


def test_money_is_a_number_under_its_heading():
    file = workbook(Sheet("Ventas", COLUMNS, [{"name": "Limpieza", "total": Decimal("1234.50")}]))
    assert rows_of(file) == [
        [("inlineStr", "Concepto"), ("inlineStr", "Total")],
        [("inlineStr", "Limpieza"), (None, "1234.50")],
    ]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, (None, "")),
        (7, (None, "7")),
        (Decimal("1E+3"), (None, "1000")),
        (Decimal("-0.01"), (None, "-0.01")),
        (date(2026, 11, 29), (None, "46355")),
        (date(1900, 1, 1), ("inlineStr", "1900-01-01")),
        (datetime(2026, 11, 29, 8, 5, tzinfo=UTC), ("inlineStr", "29/11/2026 08:05")),
        (True, ("inlineStr", "Sí")),
        ("=HYPERLINK(1)", ("inlineStr", "=HYPERLINK(1)")),
        ("a < b & c", ("inlineStr", "a < b & c")),
        ("un\x0btabulador", ("inlineStr", "untabulador")),
        ("001-001-000000009", ("inlineStr", "001-001-000000009")),
    ],
)
def test_what_each_kind_of_value_becomes(value, cell):
    assert written(value) == cell


def test_sheets_are_named_as_a_spreadsheet_allows():
    file = workbook(
        Sheet("IVA: ventas [nov/2026] de todo el mes", COLUMNS, []), Sheet("Compras", COLUMNS, [])
    )
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        root = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
    assert [sheet.get("name") for sheet in root.iter(f"{MAIN}sheet")] == [
        "IVA ventas nov2026 de todo el m",
        "Compras",
    ]


def test_the_same_rows_make_the_same_bytes_and_no_more_than_a_file_carries():
    rows = [{"name": "x", "total": Decimal(1)}] * (MOST_ROWS + 5)
    first = workbook(Sheet("Hoja", COLUMNS, rows))
    assert first == workbook(Sheet("Hoja", COLUMNS, rows))
    assert len(rows_of(first)) == MOST_ROWS + 1
