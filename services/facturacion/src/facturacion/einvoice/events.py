"""Events of electronic documents, and of who issues them. `einvoice.prepared` and `einvoice.received` are carried to the SRI."""

from common.messages.events import publish
from common.messages.mail import post

NAMES = {"01": "la factura", "04": "la nota de crédito"}


def called(einvoice):
    return f"{NAMES[einvoice['document_code']]} {einvoice['number']}"


def about(tx, what, einvoice, sentence, aggregate=None, **how):
    """`sentence` names the document as {document}."""
    publish(
        tx,
        f"einvoice.{what}",
        aggregate or f"einvoice:{einvoice['id']}",
        sentence.format(document=called(einvoice)),
        einvoice_id=einvoice["id"],
        invoice_id=einvoice["invoice_id"],
        number=einvoice["number"],
        access_key=einvoice["access_key"],
        **how,
    )


def prepared(tx, einvoice):
    """Its aggregate is the series: what goes out first was issued first."""
    series = einvoice["number"][:7]
    aggregate = f"einvoice_series:{einvoice['environment']}-{einvoice['document_code']}-{series}"
    about(tx, "prepared", einvoice, "Preparó {document} para el SRI", aggregate)


FIELDS = {"name": "el nombre", "address": "la dirección", "email": "el correo"}


def corrected(tx, einvoice, fields):
    """The log names what was corrected; what it said is in the document that was sent before."""
    told = " y ".join(FIELDS[field] for field in fields)
    about(tx, "corrected", einvoice, f"Corrigió {told} del comprador de {{document}}", fields=fields)


def asked(tx, einvoice):
    aggregate = f"einvoice_question:{einvoice['id']}"
    about(tx, "asked", einvoice, "Preguntó al SRI por {document}", aggregate)


def received(tx, einvoice):
    about(tx, "received", einvoice, "El SRI recibió {document}")


def authorised(tx, einvoice):
    about(tx, "authorised", einvoice, "El SRI autorizó {document}")


def mailed(tx, einvoice, to=None):
    """Asks for the letter; `to` where it is not the buyer's own address, as it is when it is sent."""
    post(
        tx,
        "einvoice",
        f"einvoice:{einvoice['id']}",
        f"Pidió enviar por correo {called(einvoice)}",
        einvoice_id=einvoice["id"],
        invoice_id=einvoice["invoice_id"],
        to=to,
    )


def shared(tx, einvoice):
    about(tx, "shared", einvoice, "Hizo un enlace para descargar {document}")


def unshared(tx, einvoice):
    about(tx, "unshared", einvoice, "Retiró los enlaces para descargar {document}")


def downloaded(tx, einvoice, what):
    """Whoever had the link; `what` they took."""
    about(tx, "downloaded", einvoice, f"Descargó {what} de {{document}} con su enlace")


def refused(tx, einvoice, what, meaning):
    said = {"RETURNED": "devolvió", "NOT_AUTHORISED": "no autorizó"}[what]
    about(tx, what.lower(), einvoice, f"El SRI {said} {{document}}: {meaning}", level="ERROR")


def overdue(tx, einvoice):
    about(tx, "overdue", einvoice, "El SRI no responde desde hace un día sobre {document}", level="ERROR")


def night_fell(tx, night):
    publish(
        tx, "einvoice.night_fell", f"einvoice_night:{night}", "Comparó los comprobantes con lo que tiene el SRI",
        night=night.isoformat(),
    )  # fmt: skip


def differs(tx, einvoice, state):
    """The SRI has another state than what is here; a person finds out why."""
    about(tx, "differs", einvoice, f"El SRI tiene {{document}} en otro estado: {state}", level="ERROR")


def annulment_confirmed(tx, einvoice):
    about(tx, "annulment_confirmed", einvoice, "El SRI confirmó que {document} está anulada")


def annulment_needless(tx, einvoice):
    """What the SRI refused it does not have: nothing is to be confirmed there."""
    about(tx, "annulment_confirmed", einvoice, "El SRI no tiene {document}: se anula sin su portal")


def issuer_updated(tx, issuer):
    state = "emite electrónicamente" if issuer["active"] else "no emite electrónicamente"
    publish(
        tx, "issuer.updated", "issuer:1", f"Cambió los datos del emisor, que {state}", active=issuer["active"]
    )


def iva_confirmed(tx, year):
    publish(tx, "iva.confirmed", f"iva:{year}", f"Confirmó la tarifa general de IVA de {year}", year=year)


def certificate_uploaded(tx, certificate):
    publish(
        tx,
        "certificate.uploaded",
        f"certificate:{certificate['id']}",
        f"Subió un certificado de firma que vale hasta el {certificate['valid_to']:%d/%m/%Y}",
        serial=certificate["serial"],
    )
