"""Who owes, as one list."""

from common.store.search import words
from common.web.sheets import MOST_ROWS
from facturacion.reports.queries import receivables as queries


def matching(wanted, today):
    """The parameters of the list and of its workbook, from what was asked."""
    return {
        "today": today,
        "overdue": wanted.overdue,
        "first": wanted.first,
        "last": wanted.last,
        **words(wanted.search),
    }


def debts(db, wanted, today):
    return queries.debts(db, MOST_ROWS, **matching(wanted, today))
