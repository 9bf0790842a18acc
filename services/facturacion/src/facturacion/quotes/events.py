"""Events published about a quote: `quote.drafted`, `.updated`, `.sent`, `.accepted`, `.rejected`, `.reverted`, `.discarded`."""

from common.messages.events import publish
from common.messages.mail import post
from common.money import money


def drafted(tx, quote):
    about(tx, "drafted", quote, "Preparó el presupuesto {number}, versión {edition}, de {name} por {total}")


def updated(tx, quote):
    about(tx, "updated", quote, "Corrigió el presupuesto {number} de {name}, por {total}")


def sent(tx, quote):
    about(
        tx,
        "sent",
        quote,
        "Cerró para enviar el presupuesto {number}, versión {edition}, de {name} por {total}",
    )


def accepted(tx, quote, by):
    about(
        tx,
        "accepted",
        quote,
        f"Anotó que {by} aceptó {{accepted}} de {{total}} del presupuesto {{number}} de {{name}}",
    )


def rejected(tx, quote):
    about(
        tx, "rejected", quote, "Anotó el rechazo del presupuesto {number} de {name}", quote["reject_reason"]
    )


def reverted(tx, quote, what):
    about(tx, "reverted", quote, f"Deshizo {what} del presupuesto {{number}} de {{name}}", level="WARNING")


def discarded(tx, quote):
    about(tx, "discarded", quote, "Descartó el borrador del presupuesto {number} de {name}, por {total}")


def mailed(tx, quote, to, clinic):
    """Asks for the letter, in the name of the clinic; `to` where it is not the patient's own address."""
    said = f"Pidió enviar por correo el presupuesto {quote['number']} de {quote['patient']['name']}"
    post(
        tx,
        "quote",
        f"quote:{quote['id']}",
        said,
        quote["patient"]["id"],
        quote_id=quote["id"],
        to=to,
        clinic=clinic,
    )


def rules_updated(tx, rules):
    days = rules["valid_days"]
    publish(
        tx, "quote_rules.updated", "quote_rules:1", f"Los presupuestos valen {days} días", valid_days=days
    )


def about(tx, what, quote, sentence, reason=None, **how):
    said = sentence.format(
        number=quote["number"],
        edition=quote["edition"],
        name=quote["patient"]["name"],
        total=money(quote["total"]),
        accepted=money(quote["accepted_total"]),
    )
    publish(
        tx,
        f"quote.{what}",
        f"quote:{quote['id']}",
        f"{said}: {reason}" if reason else said,
        patient_id=quote["patient"]["id"],
        quote_id=quote["id"],
        number=quote["number"],
        total=quote["total"],
        **how,
    )
