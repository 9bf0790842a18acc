"""`python -m historia_clinica.cie10.load FILE`: load the CIE-10 from a CSV or XLSX file; prints its counts as a line of JSON.

Run on the server, in the environment of the service. `-` reads a CSV from standard input.
"""

import csv
import io
import json
import sys
from pathlib import Path

from openpyxl import load_workbook

from common.config import read
from common.problems import Problem
from common.store.db import Database
from historia_clinica.cie10 import service

# The Ministry's table has some 14,000 rows in less than 2 MB.
MOST_BYTES = 20 * 1024 * 1024
XLSX = b"PK\x03\x04"


def main(arguments):
    if len(arguments) != 1:
        sys.exit("Uso: python -m historia_clinica.cie10.load ARCHIVO")
    (path,) = arguments
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        rows = rows_of(content)
        with Database(read("DATABASE_URL"), "historia_clinica", 1, 1).transaction() as tx:
            counts = service.load(tx, rows)
    except OSError as error:
        sys.exit(f"No se pudo leer {path}: {error.strerror}.")
    except Problem as problem:
        sys.exit(str(problem))
    print(json.dumps(counts))


def rows_of(content):
    """The rows of a table, each cell as text; of a workbook its first sheet. Raises Problem where it is neither."""
    if len(content) > MOST_BYTES:
        raise Problem("El archivo pesa más de 20 MB: no es una tabla de la CIE-10.")
    if content.startswith(XLSX):
        try:
            sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
            return [
                ["" if cell is None else str(cell) for cell in row]
                for row in sheet.iter_rows(values_only=True)
            ]
        except Exception:  # whatever a broken workbook makes the library raise
            raise Problem("El archivo parece un libro de Excel, pero no se puede abrir.") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text[:20_000]
    delimiter = max(";\t,|", key=first.count)
    return list(csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter))


if __name__ == "__main__":
    main(sys.argv[1:])
