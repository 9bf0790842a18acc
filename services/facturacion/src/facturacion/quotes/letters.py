"""The letter that takes a quote to its patient: the PDF as it was sent."""

from common.messages import choices
from common.messages.mail import Attachment, Letter
from common.money import money
from facturacion.quotes.queries import quotes

STANDING = ("SENT", "ACCEPTED")


def document(settings, database, about):
    """The letter of a quote; None where it no longer stands, there is nobody to send it to, or the patient wants no
    messages any more."""
    with database.session() as db:
        quote = quotes.to_mail(db, about["quote_id"])
        wanted = choices.wants(db, quote["patient_id"])
    to = about["to"] or quote["patient_email"]
    if quote["status"] not in STANDING or not to or not wanted:
        return None
    clinic = about["clinic"]
    text = (
        f"{quote['patient_name']}:\n\n"
        f"Adjuntamos el presupuesto {quote['number']}, por {money(quote['total'])}. Vale hasta el "
        f"{quote['valid_until']:%d/%m/%Y}: puede aceptarlo todo o solo una parte.\n\n{clinic}\n"
    )
    return Letter(
        to,
        f"Su presupuesto {quote['number']} de {clinic}",
        text,
        (Attachment(f"{quote['number']}-v{quote['edition']}.pdf", "application/pdf", bytes(quote["pdf"])),),
        sender=clinic,
    )
