"""Carrier of what the SRI's portal confirmed to the invoices themselves, inside the relay."""

from datetime import datetime

from facturacion.billing.service import annulments


class Carrier:
    """`carry` annuls the invoice whose document the portal says is annulled; again it is a no-op."""

    def __init__(self, settings, database):
        self.settings, self.database = settings, database

    def carry(self, event):
        today = datetime.now(self.settings.clinic_timezone).date()
        with self.database.transaction() as tx:
            annulments.confirmed(tx, event["data"]["invoice_id"], today)
