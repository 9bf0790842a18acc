"""The letter that takes an authorised document to whoever bought: the XML in its envelope, and the RIDE."""

from common.messages.links import Links
from common.messages.mail import Attachment, Letter
from common.messages.relay import Later
from common.problems import Unavailable
from facturacion.einvoice import reads, ride
from facturacion.einvoice.events import called
from facturacion.einvoice.queries import einvoices
from facturacion.einvoice.rules import LINK_SECONDS, READ

XML, PDF = "application/xml", "application/pdf"
# What a document of each kind is to its reader.
OWN = {"01": "Su factura", "04": "Su nota de crédito"}


def document(settings, database, about):
    """The letter of an electronic document; None where there is nothing to send, or nobody to send it to."""
    with database.session() as db:
        einvoice = reads.printed(db, about["einvoice_id"])
        key, xml = reads.xml(db, einvoice["id"])
    to = about["to"] or einvoice["snapshot"]["buyer"]["email"]
    if einvoice["status"] != "AUTHORISED" or einvoice["annulment"] == "CONFIRMED" or not to:
        return None
    issuer = einvoice["snapshot"]["issuer"]
    clinic = issuer["trade_name"] or issuer["legal_name"]
    name = ride.name_of(einvoice)
    link = (
        f"También se descarga aquí, hasta dentro de 90 días:\n{link_to(settings, einvoice['id'])}\n\n"
        if settings.public_url
        else ""
    )
    pdf = ride.render(einvoice, "a4", settings.clinic_timezone)
    warning = (
        "NO ES EL SRI: documento de prueba, sin validez tributaria.\n\n" if is_emulated(einvoice) else ""
    )
    text = (
        f"{warning}{einvoice['buyer_name']}:\n\n"
        f"Adjuntamos {called(einvoice)} de {clinic}, por ${einvoice['total']}, autorizada por el SRI: el comprobante (XML), que "
        "es el que tiene validez tributaria, y su representación impresa (PDF).\n\n"
        f"{link}Clave de acceso: {key}\n\n{issuer['legal_name']}\nRUC {issuer['ruc']}\n"
    )
    return Letter(
        to,
        f"{OWN[einvoice['document_code']]} {einvoice['number']} de {clinic}",
        text,
        (Attachment(f"{key}.xml", XML, xml), Attachment(f"{name}.pdf", PDF, bytes(pdf))),
        sender=clinic,
        settled=lambda tx, reason: note(tx, einvoice["id"], to, reason),
    )


def note(tx, id, to, reason):
    """When it left, or why it never will: the page of the document says it."""
    if reason is None:
        einvoices.mailed(tx, id, to)
    else:
        einvoices.mail_refused(tx, id, reason)


def link_to(settings, id):
    """The address at which whoever bought downloads it. Raises Later where auth does not answer."""
    try:
        return Links(settings, "facturacion").make(READ, id, LINK_SECONDS).url
    except Unavailable as away:
        raise Later(str(away)) from None


def is_emulated(einvoice):
    return einvoice["snapshot"].get("emulated", False)
