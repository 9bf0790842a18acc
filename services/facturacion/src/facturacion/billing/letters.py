"""The letter that takes the receipt of what was paid to whoever the invoice is made out to."""

from common.messages.mail import Attachment, Letter
from common.money import money
from facturacion.billing.queries import receipts


def receipt(settings, database, about):
    """The receipt as it was when the letter was asked for; None where the invoice was annulled since."""
    with database.session() as db:
        row = receipts.to_mail(db, about["invoice_id"], about["version"])
    if row["status"] != "ISSUED":
        return None
    clinic = about["clinic"]
    text = (
        f"{row['buyer_name']}:\n\n"
        f"Recibimos su pago. Adjuntamos el recibo de la factura {row['number']}, por {money(row['total'])}.\n\n"
        f"{clinic}\n"
    )
    pdf = Attachment(f"recibo-{row['number']}.pdf", "application/pdf", bytes(row["pdf"]))
    return Letter(about["to"], f"Recibo de {clinic}: factura {row['number']}", text, (pdf,), sender=clinic)
