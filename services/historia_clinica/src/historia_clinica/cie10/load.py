"""`python -m historia_clinica.cie10.load FILE`: load the CIE-10 from a CSV or XLSX file; prints its counts as a line of JSON.

Run on the server, in the environment of the service. `-` reads a CSV from standard input.
"""

import json
import sys
from pathlib import Path

from common.config import read
from common.problems import Problem
from common.store.db import Database
from common.web import cells, tables
from historia_clinica.cie10 import service

# The Ministry's table has some 14,000 rows in less than 2 MB.
MOST_BYTES = 20 * 1024 * 1024


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
    """The rows of a table, each cell as text; of a workbook its first sheet. Raises Invalid where it is neither."""
    return [
        ["" if cell is None or isinstance(cell, tables.Broken) else cells.text(cell) for cell in row]
        for row in tables.lines(content, MOST_BYTES)
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
