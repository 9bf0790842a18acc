"""What the database itself holds of electronic documents: their keys, numbers and moves, and the rates of IVA."""

from datetime import UTC, datetime

import psycopg2
import pytest

from facturacion.einvoice.ecuador import catalogues


def test_the_database_holds_key_number_and_moves(electronic, issued, transmit, board, database_of):
    issued(), issued()

    def refused(sql):
        with pytest.raises(psycopg2.Error) as caught:
            with database_of("facturacion").transaction() as tx:
                tx.run(sql)
        return caught.value.diag.constraint_name or type(caught.value).__name__

    table = "facturacion.electronic_invoices"
    one, two = [row["id"] for row in board()]
    assert (
        refused(f"UPDATE {table} SET status = 'AUTHORISED', authorised_at = now()")
        == "electronic_invoices_moves"
    )
    assert refused(f"UPDATE {table} SET xml = 'x'") == "electronic_invoices_frozen"
    assert refused(f"UPDATE {table} SET access_key = access_key") == "InsufficientPrivilege"
    assert refused(f"UPDATE {table} SET annulment = 'CONFIRMED'") == "electronic_invoices_annulment"
    columns = "invoice_id, ruc, environment, document_code, establishment, emission_point, sequential, issue_date, snapshot"
    copied = f"INSERT INTO {table} ({columns}, access_key) SELECT {columns}, %s FROM {table} WHERE id = {one}"
    assert refused(copied.replace("%s", "access_key")) == "electronic_invoices_one_per_invoice"
    assert refused(copied.replace("%s", "'1'")) == "electronic_invoices_digits"
    transmit()
    assert (
        refused(f"UPDATE {table} SET status = 'SIGNED', authorised_at = NULL") == "electronic_invoices_moves"
    )
    attempts = "facturacion.electronic_invoice_attempts"
    assert refused(f"UPDATE {attempts} SET state = ''") == "InsufficientPrivilege"


def test_the_rates_of_the_database_are_those_of_the_catalogue(database_of):
    with database_of("facturacion").session() as db:
        for row in db.all("SELECT code, rate, valid_from, valid_to FROM facturacion.iva_rates"):
            for day in (row["valid_from"], row["valid_to"] or datetime.now(UTC).date()):
                assert catalogues.iva_rate(row["code"], day) == row["rate"], row
