"""The letter that reminds somebody of what they owe."""

from common.messages import choices
from common.messages.mail import Letter
from facturacion.reports.queries import receivables


def reminder(settings, database, about):
    """The text as it was recorded; None where the invoice was paid or annulled since, or the patient wants no messages any more."""
    with database.session() as db:
        row = receivables.to_mail(db, about["reminder_id"])
        wanted = row["patient_id"] is None or choices.wants(db, row["patient_id"])
    if row["status"] != "ISSUED" or not row["balance"] or not wanted:
        return None
    clinic = about["clinic"]
    return Letter(
        row["recipient"], f"{clinic}: saldo de la factura {row['number']}", f"{row['text']}\n", sender=clinic
    )
