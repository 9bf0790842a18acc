"""What a reminder of a debt says, to whom it goes, and when it may not. Pure."""

import re
from urllib.parse import quote

from common.money import money
from common.phone_numbers import check_phone
from common.problems import Conflict, Invalid

# What a template may name.
WORDS = ("paciente", "saldo", "factura", "fecha", "clinica")
NAMED = re.compile(r"\{([^{}]*)\}")
# A landline of Ecuador (+593 and one digit of the province) has no WhatsApp.
LANDLINE = re.compile(r"\+593[2-7]\d{7}")
MOBILE = re.compile(r"\+[1-9]\d{7,14}")


def must_be_known(text):
    """Raise Invalid for a word in braces that nothing fills in, or a brace left alone."""
    for word in NAMED.findall(text):
        if word not in WORDS:
            known = ", ".join(f"{{{name}}}" for name in WORDS)
            raise Invalid.field("text", f"No se reconoce {{{word}}}. Use {known}.")
    if set("{}") & set(NAMED.sub("", text)):
        raise Invalid.field("text", "Falta cerrar o abrir una llave.")


def must_want_messages(patient):
    """Raise Conflict where the patient withdrew the consent to messages; None is somebody of whom no file is kept."""
    if patient and patient["messages_withdrawn"]:
        raise Conflict(
            "El paciente retiró su consentimiento a recibir mensajes: llámelo, o registre que lo da de nuevo."
        )


def filled(template, debtor, clinic_name):
    """The text of a reminder to `debtor`."""
    words = {
        "paciente": debtor["buyer_name"],
        "saldo": money(debtor["balance"]),
        "factura": debtor["number"],
        "fecha": f"{debtor['issue_date']:%d/%m/%Y}",
        "clinica": clinic_name,
    }
    return NAMED.sub(lambda found: words[found[1]], template)


def must_owe(debtor):
    if debtor["status"] != "ISSUED" or not debtor["balance"]:
        raise Conflict("Esa factura ya no tiene nada por cobrar.")
    if debtor["annulling"]:
        raise Conflict("Esa factura espera que el SRI confirme su anulación: no se recuerda.")


def whatsapp_number(phone):
    """The mobile number of E.164 that WhatsApp knows. Raises Invalid where there is none."""
    try:
        number = check_phone(phone or "").split(";")[0]
    except ValueError:
        number = ""
    if not MOBILE.fullmatch(number) or LANDLINE.fullmatch(number):
        raise Invalid.field(
            "channel", "No hay un celular para escribirle por WhatsApp. Corrija el teléfono en su ficha."
        )
    return number


def mail_address(email):
    """Raises Invalid where there is none."""
    if not email:
        raise Invalid.field("channel", "No hay un correo para escribirle. Anótelo en su ficha.")
    return email


def whatsapp_link(number, text):
    """Where WhatsApp opens the conversation with the text written (https://faq.whatsapp.com/5913398998672934)."""
    return f"https://wa.me/{number.removeprefix('+')}?text={quote(text)}"


def person_of(debtor):
    """One person of several invoices: the patient or, without one, whoever has that document."""
    if debtor["patient_id"] is not None:
        return f"patient:{debtor['patient_id']}"
    return f"document:{debtor['buyer_document']}"


def must_not_repeat(last):
    """Raise Conflict where they were reminded today, for the person to confirm or leave it."""
    if last:
        raise Conflict(
            f"{last['sent_by']} ya se lo recordó hoy. Confirme si de verdad quiere escribirle otra vez.",
            warning="reminded_today",
            confirm="confirm_repeated",
        )
