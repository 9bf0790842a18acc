"""Workbooks that a spreadsheet opens: numbers to add up, days to sort by, and text that is never a formula."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from common.web.sheets import MONEY, MOST_ROWS, Column, Sheet, workbook

COLUMNS = [Column("Concepto", "name", 40), Column("Total", "total", kind=MONEY)]


def opened(*sheets):
    return load_workbook(io.BytesIO(workbook(*sheets)))


def written(value):
    """The kind of cell (`n` number, `s` text, `d` day, `f` formula) and what it holds."""
    cell = opened(Sheet("Hoja", [Column("X", "x")], [{"x": value}])).active["A2"]
    return cell.data_type, cell.value


def test_money_is_a_number_under_its_heading():
    page = opened(Sheet("Ventas", COLUMNS, [{"name": "Limpieza", "total": Decimal("1234.50")}]))["Ventas"]
    assert list(page.values) == [("Concepto", "Total"), ("Limpieza", 1234.5)]
    assert page["B2"].number_format == MONEY
    assert page["A1"].font.bold
    assert page.column_dimensions["A"].width == 40
    assert page.freeze_panes == "A2"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ("n", None)),
        (7, ("n", 7)),
        (Decimal("1E+3"), ("n", 1000)),
        (Decimal("-0.01"), ("n", -0.01)),
        (date(2026, 11, 29), ("d", datetime(2026, 11, 29))),
        (date(1900, 1, 1), ("s", "1900-01-01")),
        (datetime(2026, 11, 29, 8, 5, tzinfo=UTC), ("s", "29/11/2026 08:05")),
        (True, ("s", "Sí")),
        ("=HYPERLINK(1)", ("s", "=HYPERLINK(1)")),
        ("a < b & c", ("s", "a < b & c")),
        ("un\x0btabulador", ("s", "untabulador")),
        ("001-001-000000009", ("s", "001-001-000000009")),
        ("0987", ("s", "0987")),
    ],
)
def test_what_each_kind_of_value_becomes(value, cell):
    assert written(value) == cell


def test_sheets_are_named_as_a_spreadsheet_allows():
    book = opened(Sheet("IVA: ventas [nov/2026] de todo el mes", COLUMNS, []), Sheet("Compras", COLUMNS, []))
    assert book.sheetnames == ["IVA ventas nov2026 de todo el m", "Compras"]


def test_a_file_carries_no_more_than_a_person_reads():
    rows = [{"name": "x", "total": Decimal(1)}] * (MOST_ROWS + 5)
    assert opened(Sheet("Hoja", COLUMNS, rows)).active.max_row == MOST_ROWS + 1
