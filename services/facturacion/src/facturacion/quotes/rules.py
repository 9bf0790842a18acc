"""What the clinic decided about quotes. Pure."""

from common.problems import Conflict, Invalid

# As much of what it is for as a list shows.
SUMMARY = 300
WORDS = {
    "DRAFT": "está en borrador",
    "SENT": "está enviado y espera respuesta",
    "ACCEPTED": "está aceptado",
    "REJECTED": "está rechazado",
    "EXPIRED": "venció",
    "SUPERSEDED": "fue reemplazado por otra versión",
    "DISCARDED": "fue descartado",
}


def summary_of(lines):
    return ", ".join(dict.fromkeys(line["description"] for line in lines))[:SUMMARY]


def must_be(quote, *states):
    """Raise Conflict where the quote is in none of these states."""
    if quote["state"] not in states:
        raise Conflict(f"El presupuesto {quote['number']} {WORDS[quote['state']]}: eso ya no se puede.")


def must_want_messages(patient):
    """Raise Conflict where the patient withdrew the consent to messages."""
    if patient["messages_withdrawn"]:
        raise Conflict(
            "El paciente retiró su consentimiento a recibir mensajes: entregue el presupuesto impreso o registre que lo da "
            "de nuevo."
        )


def must_be_mailable(quote, to, settings):
    """Whether its letter may be asked for; `to` is the address that it would go to."""
    must_be(quote, "SENT", "ACCEPTED")
    if not settings.mails:
        raise Conflict("El sistema no tiene servidor de correo.")
    if not to:
        raise Invalid.field("to", "El paciente no tiene correo: escriba a cuál se envía.")


def must_be_answerable(quote, day, today, field):
    """Whether an answer given on `day` counts: from when it was sent until its last day, and not tomorrow."""
    if day > today:
        raise Invalid.field(field, "Esa fecha todavía no llega.")
    if day < quote["sent_on"]:
        raise Invalid.field(field, f"El presupuesto se envió el {quote['sent_on']:%d/%m/%Y}.")
    if day > quote["valid_until"]:
        raise Invalid.field(
            field, f"El presupuesto venció el {quote['valid_until']:%d/%m/%Y}: haga una versión nueva."
        )


def chosen(lines, wanted):
    """The ids of the lines that are accepted now: those `wanted`, or all that were not yet."""
    free = [line["id"] for line in lines if not line["accepted"]]
    if wanted is None:
        ids = free
    else:
        known = {line["id"] for line in lines}
        for place, id in enumerate(wanted):
            if id not in known:
                raise Invalid.field(f"lines.{place}", "Esa línea no es de este presupuesto.")
        ids = [id for id in free if id in wanted]
    if not ids:
        raise Conflict("Eso ya está aceptado.")
    return ids


def must_be_approved(over, percent, limit):
    """Raise Conflict for a rebate above the sender's limit, both in words: who may approve it sends the quote."""
    if over:
        raise Conflict(
            f"La rebaja de {percent} supera el {limit} de su rol. "
            "Pida que envíe el presupuesto quien puede aprobarla."
        )
