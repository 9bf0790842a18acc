"""Files that the CIE-10 is loaded from."""

import io
import json

import pytest
from openpyxl import Workbook

from common.problems import Problem
from historia_clinica.cie10 import load


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "codigo;descripcion\nK02.1;Caries, de la dentina\nK00;Ñandú".encode(),
        b"codigo;descripcion\r\nK02.1;Caries, de la dentina\r\nK00;\xd1and\xfa",
        'codigo,descripcion\nK02.1,"Caries, de la dentina"\nK00,Ñandú'.encode("utf-8-sig"),
        "codigo\tdescripcion\nK02.1\tCaries, de la dentina\nK00\tÑandú".encode(),
        workbook(["codigo", "descripcion"], ["K02.1", "Caries, de la dentina"], ["K00", "Ñandú"]),
    ],
)
def test_tables_are_read_however_a_spreadsheet_saves_them(content):
    assert load.rows_of(content)[1:] == [["K02.1", "Caries, de la dentina"], ["K00", "Ñandú"]]


@pytest.mark.parametrize("content", [b"PK\x03\x04 nothing", b"x" * (20 * 1024 * 1024 + 1)])
def test_what_is_no_table_is_refused_in_words(content):
    with pytest.raises(Problem):
        load.rows_of(content)


def test_the_command_loads_the_file_or_says_why_not(database_of, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(load, "Database", lambda *args: database_of("historia_clinica"))
    monkeypatch.setattr(load, "read", lambda name: None)
    file = tmp_path / "cie10.csv"
    file.write_text("codigo,descripcion\nK02.1,Caries\n")
    load.main([str(file)])
    assert json.loads(capsys.readouterr().out)["new"] == 1
    file.write_text("nombre,precio\n")
    for arguments in ([str(file)], [str(tmp_path / "none.csv")], []):
        with pytest.raises(SystemExit) as ended:
            load.main(arguments)
        assert isinstance(ended.value.code, str)
