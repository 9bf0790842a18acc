"""`python -m historia_clinica.medicines.load FILE`: add medicines from a CSV or XLSX file; prints its counts as JSON.

Run on the server, in the environment of the service. Its columns are dci, concentration, form and, if there is one, controlled.
"""

import json
import sys
from pathlib import Path

from common.config import read
from common.problems import Problem
from common.store.db import Database
from historia_clinica.cie10.load import rows_of
from historia_clinica.medicines import service


def main(arguments):
    if len(arguments) != 1:
        sys.exit("Uso: python -m historia_clinica.medicines.load ARCHIVO")
    try:
        rows = rows_of(Path(arguments[0]).read_bytes())
        with Database(read("DATABASE_URL"), "historia_clinica", 1, 1).transaction() as tx:
            counts = service.load(tx, rows)
    except OSError as error:
        sys.exit(f"No se pudo leer {arguments[0]}: {error.strerror}.")
    except Problem as problem:
        sys.exit(str(problem))
    print(json.dumps(counts))


if __name__ == "__main__":
    main(sys.argv[1:])
