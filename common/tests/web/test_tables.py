"""Files that people make, read as they meant them; and what is no file of theirs, refused in words."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook

from common.fields import Day, line
from common.problems import Invalid
from common.web import tables
from common.web.cells import amount, day, one_of, text
from common.web.schema import Input
from common.web.tables import Heading, read

HEADINGS = (
    Heading("Fecha", "date", day, needed=True, example="24/11/2026"),
    Heading("Descripción", "what", text, ("Detalle",)),
    Heading("Valor", "amount", amount, needed=True),
)


class Entry(Input):
    date: Day
    what: line(20) = "—"
    amount: Decimal


def xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12,5", "12.5"),
        ("12.50", "12.50"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("$ 25", "25"),
        ("US$ 10", "10"),
        ("10 USD", "10"),
        ("−3,20", "-3.20"),
        ("-$3", "-3"),
        ("0,005", "0.005"),
        ("1\u00a0234,50", "1234.50"),
        (0.1 + 0.2, "0.3"),
        (600, "600"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written, meant):
    assert amount(written) == Decimal(meant)


@pytest.mark.parametrize(
    "written", ["1e30", "€ 10", "diez", "1.23.4", "1,2,3", "5 %", "", "0.500,2", True, date(2026, 1, 1)]
)
def test_what_is_no_amount_is_refused(written):
    with pytest.raises(ValueError, match="Debe ser un número"):
        amount(written)


@pytest.mark.parametrize("written", ["1.234", "1,234", "-1.234"])
def test_what_may_be_two_amounts_is_refused_with_both(written):
    with pytest.raises(ValueError, match="puede ser 1234 o 1,234"):
        amount(written)


@pytest.mark.parametrize(
    "written",
    [
        "24/11/2026", "24-11-26", "24.11.2026", "2026-11-24", "2026/11/24", "24 nov 2026", "24 de noviembre de 2026",
        "24-Nov-26", "2026-11-24 00:00:00", date(2026, 11, 24), datetime(2026, 11, 24, 9, 30),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(written):
    assert day(written) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "written", ["ayer", "11/24/2026", "31/02/2026", "24/xyz/2026", 46350, "20261124", True]
)
def test_what_is_no_day_is_refused(written):
    with pytest.raises(ValueError, match=r"fecha|mes"):
        day(written)


def test_a_word_is_known_however_it_is_written():
    method = one_of({"Efectivo": "CASH", "Tarjeta de crédito": "CARD_CREDIT"})
    assert method(" TARJETA  de credito ") == "CARD_CREDIT"
    with pytest.raises(ValueError, match="Debe ser Efectivo, Tarjeta de crédito"):
        method("Trueque")


def test_a_number_in_a_column_of_text_is_its_digits():
    assert text(1790011674001) == "1790011674001" and text(4512.0) == "4512"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("between", [";", ",", "\t"])
def test_a_csv_is_read_whoever_wrote_it(encoding, between):
    lines = [
        "",
        between.join(["FECHA", "descripcion", "Valor", "Nota"]),
        between.join(["24/11/2026", "Caña", '"12,50"', ""]),
    ]
    table = read("\r\n".join(lines).encode(encoding), HEADINGS)
    assert table.rows == [(3, {"date": date(2026, 11, 24), "what": "Caña", "amount": Decimal("12.50")})]
    assert table.errors == [] and table.ignored == ["Nota"]


def test_a_workbook_is_read_with_its_days_and_numbers():
    table = read(
        xlsx(["Fecha", "Detalle", "Valor"], [datetime(2026, 11, 24), 7, 0.1 + 0.2], [], [None, None, "x"]),
        HEADINGS,
    )
    assert table.rows == [(2, {"date": date(2026, 11, 24), "what": "7", "amount": Decimal("0.3")})]
    assert [(error["row"], error["column"]) for error in table.errors] == [(4, "Valor")]


def test_what_our_own_export_writes_comes_back():
    # The apostrophe of the export keeps a spreadsheet from running it.
    table = read("Fecha;Detalle;Valor\r\n2026-11-24;'=SUMA(A1);12,00\r\n".encode("utf-8-sig"), HEADINGS)
    assert table.rows[0].values["what"] == "=SUMA(A1)"


def test_a_formula_is_never_taken_for_a_value():
    table = read(xlsx(["Fecha", "Valor"], ["24/11/2026", "=1+1"]), HEADINGS)
    assert not table.rows and "fórmula" in table.errors[0]["message"] and table.errors[0]["column"] == "Valor"


def test_the_rows_are_held_against_the_model_and_told_by_column():
    table = read("Fecha;Detalle;Valor\n24/11/2026;bien;1\n;mal;2\nx;y;3".encode(), HEADINGS)
    entries, errors = tables.held_against(table, Entry)
    assert [number for number, _ in entries] == [2]
    told = tables.told(errors, HEADINGS)
    assert [(e["row"], e["column"]) for e in told] == [(3, "Fecha"), (4, "Fecha")]
    assert told[0]["message"] == "Este campo es obligatorio."


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * (tables.MOST_UNZIPPED + 1))
    return file.getvalue()


def unfolding():
    """A workbook of which one part claims to be made of entities that multiply."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<!DOCTYPE x [<!ENTITY a0 "ja">{laughs}]><styleSheet>&a11;</styleSheet>'
    file = io.BytesIO(xlsx(["Fecha", "Valor"], ["24/11/2026", "x"]))
    out = io.BytesIO()
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in whole.namelist():
            parts.writestr(name, xml if name == "xl/styles.xml" else whole.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no tiene filas"),
        (b"Fecha;Valor\n", "no tiene filas"),
        (b"Fecha;Detalle\n1;2", "Falta la columna «Valor»"),
        (b"Fecha;Valor;valor\n1;2;3", "está dos veces"),
        (b"Fecha;Detalle;Descripcion;Valor\n1;2;3;4", "está dos veces"),
        (b"Fecha;Valor\n" + b"24/11/2026;1\n" * 11, "más de 10 filas"),
        (b"x" * (tables.MOST_BYTES + 1), "hasta 1 MB"),
        (b"\xd0\xcf\x11\xe0viejo", "antiguo"),
        (b"PK\x03\x04nada", "No se puede leer como hoja"),
        (b"\x89PNG\x00\x00\n", "No es un archivo CSV"),
        (b'Fecha;Valor\n"' + b"x" * 200_000, "comillas"),
        (bomb(), "demasiado grande al abrirlo"),
        (unfolding(), "No se puede leer como hoja"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content, said):
    with pytest.raises(Invalid, match=said) as refused:
        read(content, HEADINGS, most_rows=10)
    assert refused.value.errors[0]["field"] == "content"


def test_a_row_that_claims_to_stand_very_far_down_holds_nobody_up():
    file, out = io.BytesIO(xlsx(["Fecha", "Valor"], ["24/11/2026", "1"])), io.BytesIO()
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(out, "w") as parts:
        for name in whole.namelist():
            parts.writestr(name, whole.read(name).replace(b'<row r="2"', b'<row r="2000000000"'))
    with pytest.raises(Invalid, match="sigue más abajo"):
        read(out.getvalue(), HEADINGS)
