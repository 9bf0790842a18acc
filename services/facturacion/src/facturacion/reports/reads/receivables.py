"""Who owes, as one list."""

from common.web.sheets import MOST_ROWS
from facturacion.reports.queries import receivables as queries


def debts(db, today):
    return queries.debts(db, today, MOST_ROWS)
