"""When a document may leave, and what an answer of the SRI makes of it. Pure."""

from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

from common.config import LOOPBACK
from common.problems import Conflict, Invalid
from facturacion.einvoice.ecuador.catalogues import PAYMENT_CODES

# Codes of the reception. A key that is there already, or in process: its answer is asked for, it is never sent anew.
KNOWN, PASSING, NUMBER_TAKEN = frozenset(("43", "70")), frozenset(("50",)), "45"
WORRYING = timedelta(hours=24)
# Who must act on a document of each state: a person, or nobody, because it goes on by itself.
WAITS = {"PERSON": ["RETURNED", "NOT_AUTHORISED"], "ITSELF": ["PREPARED", "SIGNED", "RECEIVED"]}
URLS = {"1": "sri_test_url", "2": "sri_production_url"}
# Days of notice before a certificate expires.
NOTICE = timedelta(days=30)
# What the files of each kind of document are called.
FILES = {"01": "factura", "04": "nota-credito"}
# The act of a link by which whoever bought downloads a document, and for how long it serves.
READ, LINK_SECONDS = "einvoice:read", 90 * 24 * 3600
ZONE = "America/Guayaquil"
# Hours of the night in which the SRI is asked whether it has what is here.
NIGHT = range(2, 6)
# Day of the next month until which an invoice is annulled in the portal: after it, nothing changes there any more.
LAST_DAY = 7
# Month and day from which the next year's rate of IVA should be known.
NEXT_YEAR_KNOWN = (12, 15)
# Seconds by which this clock may be ahead of the SRI's when it signs. How many the SRI suffers is not known.
MOST_AHEAD = 30


def missing_of(issuer, establishments, series, certificate, url, zone, now):
    """What keeps the clinic from issuing electronic documents, by field; empty when it may."""
    errors = []

    def lacks(field, message):
        errors.append({"field": field, "message": message})

    if not issuer["ruc"]:
        lacks("ruc", "Falta el RUC.")
    if not issuer["legal_name"]:
        lacks("legal_name", "Falta la razón social.")
    if not issuer["head_office"]:
        lacks("head_office", "Falta la dirección de la matriz.")
    if not issuer["supplier_ruc"] and not issuer["supplier_reason"]:
        lacks("supplier_ruc", "Falta el RUC de quien provee el sistema, o por qué no lo lleva.")
    addressed = {row["code"] for row in establishments}
    for code in sorted({row["establishment"] for row in series if row["active"]} - addressed):
        lacks("establishments", f"Falta la dirección del establecimiento {code}.")
    if certificate is None:
        lacks("certificate", "Falta el certificado de firma.")
    elif not certificate["valid_from"] <= now <= certificate["valid_to"]:
        lacks("certificate", "El certificado de firma no está vigente.")
    elif certificate["ruc"] != issuer["ruc"]:
        lacks("certificate", "El certificado de firma es de otro RUC.")
    if not url:
        lacks("environment", "El sistema no tiene la dirección del SRI para este ambiente.")
    if zone != ZONE:
        lacks("environment", f"El reloj de la clínica no es el de {ZONE}.")
    return errors


def ahead_of(drift):
    """Why nothing is signed while this clock is ahead of the SRI's, which refuses what was signed in its future."""
    if drift is None or drift <= MOST_AHEAD:
        return None
    return f"El reloj del servidor va {drift:.0f} segundos adelante del SRI: sincronícelo, y se firma solo."


def url_of(settings, environment):
    return getattr(settings, URLS[environment])


def is_emulated(settings, environment):
    """Whether what answers for the SRI is on this machine: the SRI never is."""
    url = url_of(settings, environment)
    return bool(url) and urlsplit(url).hostname in LOOPBACK


def note_on(status, error):
    """Why a document that goes on by itself is not authorised yet, in a sentence; None where it has only just begun.

    `error` is why the last step was put off, None where there was none.
    """
    if error and not error.endswith("."):
        return "Una falla del sistema lo detiene: avise al administrador."
    if status == "RECEIVED":
        return (
            "El SRI lo está procesando. Solo se consulta: no hace falta volver a enviar." if error else None
        )
    return error


def is_night(now):
    return now.hour in NIGHT


def since_when(now):
    """What the nightly comparison asks for: documents of this month and the last that were not asked for since they were
    authorised, and, once the time to annul is over, each of the last month once more."""
    month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return {
        "first": (month.date() - timedelta(days=1)).replace(day=1),
        "month": month.date(),
        "closed": month.replace(day=LAST_DAY + 1) if now.day > LAST_DAY else None,
        "night": now.replace(hour=0, minute=0, second=0, microsecond=0),
    }


def iva_to_confirm(today, confirmed):
    """The year whose general rate of IVA nobody has confirmed though it is time to: from 15 December, the next one's."""
    year = today.year + (today >= date(today.year, *NEXT_YEAR_KNOWN))
    return None if year in confirmed else year


def month_of(month, today):
    """The first and last day of "2026-11"; by default the current month."""
    first = date.fromisoformat(f"{month}-01") if month else today.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def must_be_complete(missing):
    if missing:
        raise Invalid(f"Todavía no se puede emitir electrónicamente. {missing[0]['message']}", errors=missing)


def must_have_logo(image):
    if image is None:
        raise Conflict("La clínica no tiene logotipo: súbalo primero en La clínica.")
    return image


def expires_soon(certificate, now):
    return certificate is not None and certificate["valid_to"] - now < NOTICE


def told_payments(payments, total, rest):
    """How an invoice is paid, by the SRI's codes: what was received with it and, of what is owed still, the code `rest`."""
    by_code = {}
    for payment in payments:
        code = PAYMENT_CODES[payment.method]
        by_code[code] = by_code.get(code, Decimal(0)) + payment.amount
    owed = total - sum(by_code.values())
    if owed < 0:  # too much was given: whoever receives it says so
        return [{"code": rest, "total": total}]
    if owed:
        by_code[rest] = by_code.get(rest, Decimal(0)) + owed
    return [{"code": code, "total": amount} for code, amount in by_code.items()]


def after_reception(receipt):
    """RECEIVED, RETURNED, or None for what passes: the reception is tried again with the same bytes."""
    codes = {message.code for message in receipt.messages}
    if receipt.state == "RECIBIDA" or codes & KNOWN:
        return "RECEIVED"
    return None if codes & PASSING else "RETURNED"


def after_authorisation(answer):
    """AUTHORISED, NOT_AUTHORISED, or None while it is in process."""
    if answer is None:
        return None
    return {"AUTORIZADO": "AUTHORISED", "NO AUTORIZADO": "NOT_AUTHORISED", "RECHAZADO": "NOT_AUTHORISED"}.get(
        answer.state
    )


def mails_itself(environment, email, settings):
    """Whether a document goes to its buyer as soon as it is authorised. What is only a trial reaches no real mailbox."""
    return bool(email) and settings.mails and (environment == "2" or not settings.smtp_host)


def must_be_mailable(einvoice, to, settings):
    if einvoice["status"] != "AUTHORISED":
        raise Conflict("Se envía por correo cuando el SRI lo autorice.")
    if einvoice["annulment"] == "CONFIRMED":
        raise Conflict("Está anulado: ya no se envía.")
    if not settings.mails:
        raise Conflict("El sistema no tiene servidor de correo.")
    if not to:
        raise Invalid.field("to", "El comprador no tiene correo: escriba a cuál se envía.")


def must_be_shareable(einvoice):
    if einvoice["signed_at"] is None:
        raise Conflict("Todavía no está firmado: no hay nada que descargar.")


def must_be_sent(einvoice):
    if einvoice["status"] in ("PREPARED", "SIGNED"):
        raise Conflict("Todavía no se ha entregado al SRI: no hay nada que consultar.")


def must_be_unknown_to_portal(annulment):
    if annulment == "PENDING":
        raise Conflict("El portal del SRI ya tiene el pedido: recházelo allá primero, y aquí se sabrá solo.")
    if annulment == "CONFIRMED":
        raise Conflict("El SRI ya confirmó que está anulada.")


def must_not_be_annulled(status):
    if status == "ANNULLED":
        raise Conflict("La factura está anulada: su comprobante ya no se envía.")


def must_be_refused(einvoice):
    if einvoice["status"] not in ("RETURNED", "NOT_AUTHORISED"):
        raise Conflict("Solo se vuelve a enviar lo que el SRI devolvió o no autorizó.")
