"""What the clinic decided about its messages. Neither HTTP nor SQL: values in, a value or a Problem out."""

import re
from urllib.parse import quote

from common.problems import Conflict, Gone, Invalid
from common.suite import LINKS

ANSWER = "appointment:answer"
LONGEST_LINK = LINKS[ANSWER].days * 24 * 3600
# What a template may name, and what each is.
VARIABLES = {
    "nombre": "el primer nombre del paciente",
    "paciente": "el nombre completo del paciente",
    "dia": "el día de la cita: lunes 5 de enero",
    "hora": "la hora de la cita: 10:00",
    "profesional": "con quién es la cita",
    "consultorio": "en qué consultorio",
    "clinica": "el nombre de la clínica",
    "direccion": "la dirección de la clínica",
    "telefono": "el teléfono de la clínica",
    "enlace": "el enlace para confirmar, cancelar o pedir otra hora",
}
# Of the clinic's own data: where one is not filled in, no message that names it can go out.
OF_CLINIC = {"clinica": "name", "direccion": "address", "telefono": "phone"}
VARIABLE = re.compile(r"\{(\w+)\}")
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip


def must_be_known(field, template):
    """Raise Invalid for a variable that there is not, with those that there are."""
    unknown = [name for name in VARIABLE.findall(template) if name not in VARIABLES]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in VARIABLES)
        raise Invalid.field(field, f"No existe {{{unknown[0]}}}. Las variables son {known}.")


def must_not_be_for_cancelled(moment, template):
    """A visit that is no more has nothing to confirm."""
    if moment == "CANCELLED" and "enlace" in VARIABLE.findall(template):
        raise Invalid.field(
            "body", "El aviso de una cita cancelada no lleva {enlace}: ya no hay qué responder."
        )


def filled(template, values):
    """The template with its values. What has none is left as it stands: see `missing`."""
    return VARIABLE.sub(lambda match: values.get(match[1]) or match[0], template)


def missing(templates, values):
    """Which variables of these templates have no value, in words."""
    named = dict.fromkeys(name for template in templates for name in VARIABLE.findall(template))
    return [VARIABLES[name] for name in named if not values.get(name)]


def said(moment, zone):
    """(«lunes 5 de enero», «10:00») on the clinic's clock."""
    local = moment.astimezone(zone)
    return f"{WEEKDAYS[local.weekday()]} {local.day} de {MONTHS[local.month - 1]}", f"{local:%H:%M}"


def values_of(visit, clinic, zone, link):
    """What the variables stand for in a message about this visit. No treatment: messages are read on many screens."""
    day, hour = said(visit["visit_at"], zone)
    return {
        "nombre": visit["patient"]["name"].split()[0],
        "paciente": visit["patient"]["name"],
        "dia": day,
        "hora": hour,
        "profesional": visit["doctor"]["name"],
        "consultorio": visit["room"],
        "enlace": link,
        **{name: clinic.get(field) for name, field in OF_CLINIC.items()},
    }


def channel_of(row, mails):
    """By which channel a message goes: the one that the patient prefers, where they can be reached by it; else its rule's."""
    reached = {"MAIL": row["email"] and mails, "WHATSAPP": row["phone"]}
    return row["prefers"] if row["prefers"] and reached[row["prefers"]] else row["channel"]


UNWANTED = "El paciente no quiere mensajes."


def fate(row, now, mails, provider):
    """(what becomes of a message that is due, why or until when).

    MAIL and TEXT go to their carriers, BY_HAND to a person, LATER waits for a time, SKIP is said no more; WAIT is for a
    person already. `mails` and `provider` say whether there is a mail server, and who carries messages by phone.
    """
    before = row["moment"] == "BEFORE"
    if row["moment"] != "CANCELLED" and row["visit_at"] <= now:
        return "SKIP", "Pasó la hora de la cita sin enviarse."
    if not row["wanted"]:
        return "SKIP", UNWANTED
    if row["followed"]:
        return "SKIP", "Ya era hora del siguiente aviso."
    if row["moment"] == "MOVED" and row["told"]:
        return "SKIP", "La cita volvió a la hora que el paciente conocía."
    channel = channel_of(row, mails)
    by_itself = channel == "MAIL" or provider and row["phone"] and not row["by_person"]
    if by_itself and before and row["quiet_until"] > now:
        return "LATER", row["quiet_until"]
    if by_itself and before and row["quiet_until"] < now:
        return "SKIP", "Solo quedaban horas de silencio antes de la cita."
    if channel == "MAIL" and row["email"] and mails:
        return "MAIL", None
    if not row["phone"]:
        return "SKIP", "El paciente no tiene por dónde recibirlo."
    if provider and not row["by_person"]:
        return "TEXT", None
    if channel == "MAIL":
        return "BY_HAND", (
            "El paciente no tiene correo." if mails else "El sistema no tiene servidor de correo."
        )
    return ("BY_HAND", "El paciente prefiere WhatsApp.") if row["channel"] == "MAIL" else ("WAIT", None)


def link_seconds(visit_at, now):
    """For how long the link of a message serves: until the visit begins, as far as such links go."""
    return min(max(int((visit_at - now).total_seconds()), 60), LONGEST_LINK)


def must_be_to_send(one):
    if one["state"] == "SENT":
        who = f" {one['sent_by']} lo anotó." if one["sent_by"] else ""
        raise Conflict(f"Ese aviso ya se envió.{who}")
    if one["state"] != "PENDING" or one["channel"] != "WHATSAPP":
        raise Conflict("Ese aviso no espera a que alguien lo envíe.")


def must_be_by_hand(one):
    if one["state"] != "SENT" or not one["sent_by"]:
        raise Conflict("Solo se deshace lo que alguien anotó como enviado.")


# What whoever has the link of a visit reads when it can no longer be answered.
OVER = {
    "CANCELLED": "Esta cita se canceló. Para pedir otra, llame a la clínica.",
    "MOVED": "Esta cita cambió de hora: le llegará otro aviso. Si no lo recibe, llame a la clínica.",
    "OVER": "La hora de esta cita ya pasó.",
    "HERE": "Usted ya está en la clínica.",
}


def standing(one, now):
    """What became of the visit that a link is about: OPEN, CONFIRMED, or why it can no longer be answered."""
    if one["status"] == "CANCELLED":
        return "CANCELLED"
    if one["sequence"] != one["visit_sequence"]:
        return "MOVED"
    if one["visit_at"] <= now or one["status"] in ("COMPLETED", "NO_SHOW"):
        return "OVER"
    if one["status"] in ("ARRIVED", "IN_PROGRESS"):
        return "HERE"
    return "CONFIRMED" if one["status"] == "CONFIRMED" else "OPEN"


def in_calendar(one):
    """The visit of a message as the patient's calendar shows it."""
    return {
        "event": one["event"],
        "sequence": one["event_sequence"],
        "start": one["visit_at"],
        "end": one["visit_at"] + one["lasts"],
        "doctor_name": one["doctor"]["name"],
        "created_at": one["created_at"],
    }


def must_be_answerable(one, now):
    state = standing(one, now)
    if state in OVER:
        raise Gone(OVER[state])


def talk(phone, text):
    """wa.me with the text written, or None where the number is none of WhatsApp's (https://faq.whatsapp.com/5913398998672934)."""
    digits = re.sub(r"\D", "", (phone or "").split(";ext=")[0])
    if not re.fullmatch(r"[1-9]\d{7,14}", digits) or re.match(r"593[2-7]", digits):
        return None
    return f"https://wa.me/{digits}?text={quote(text)}"
