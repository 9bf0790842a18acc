"""What may be said to whom is due again. Values in, a value or a Problem out."""

from datetime import timedelta

from citas.reminders.rules import OF_CLINIC, VARIABLE
from citas.reminders.rules import VARIABLES as OF_REMINDERS
from common.problems import Conflict, Invalid

VARIABLES = {
    "nombre": OF_REMINDERS["nombre"],
    "paciente": OF_REMINDERS["paciente"],
    "ultima": "el mes de su última visita: marzo de 2026",
    **{name: OF_REMINDERS[name] for name in OF_CLINIC},
}
MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
LONGEST_SNOOZE = timedelta(days=730)
MAILED_AGAIN = timedelta(days=1)


def must_be_known(field, template):
    unknown = [name for name in VARIABLE.findall(template) if name not in VARIABLES]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in VARIABLES)
        raise Invalid.field(field, f"No existe {{{unknown[0]}}}. Las variables son {known}.")


def values_of(recall, clinic, zone):
    last = recall["last_visit_at"].astimezone(zone)
    return {
        "nombre": recall["patient"]["name"].split()[0],
        "paciente": recall["patient"]["name"],
        "ultima": f"{MONTHS[last.month - 1]} de {last.year}",
        **{name: clinic.get(field) for name, field in OF_CLINIC.items()},
    }


def missing(templates, values):
    """Which variables of these templates have no value, in words."""
    named = dict.fromkeys(name for template in templates for name in VARIABLE.findall(template))
    return [VARIABLES[name] for name in named if not values.get(name)]


def must_be_open(recall):
    if recall["state"] != "OPEN":
        raise Conflict("Esa rellamada está descartada: devuélvala a la lista primero.")


def must_be_ahead(until, today):
    if not timedelta() < until - today <= LONGEST_SNOOZE:
        raise Invalid.field("until", "Elija un día desde mañana y hasta dentro de dos años.")


def must_want_messages(contact):
    if not contact["active"]:
        raise Conflict("Ese paciente no está activo.")
    if not contact["messages"]:
        raise Conflict("El paciente no quiere mensajes: solo se le puede llamar.")


def must_be_mailable(recall, contact, mails, now):
    if not mails:
        raise Conflict("El sistema no tiene servidor de correo.")
    if not contact["email"]:
        raise Conflict("El paciente no tiene correo.")
    if recall["contacted_how"] == "MAIL" and now - recall["contacted_at"] < MAILED_AGAIN:
        raise Conflict("Ya se le escribió hoy.")


def must_be_whole(absent):
    if absent:
        raise Conflict(f"El texto no puede salir: falta {', '.join(absent)}.")
