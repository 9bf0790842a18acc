"""What a certificate may say. Pure: values in, values or a Problem out."""

from datetime import datetime

from common.problems import Invalid
from historia_clinica.rules import AHEAD, must_not_be_future

FROZEN = "Un certificado no se cambia ni se borra: anúlelo y haga otro."
MOST_DAYS = 365
# What each kind of rest says, and nothing else.
SAID = {
    "NONE": (),
    "HOURS": ("rest_hours", "rest_from", "rest_kind", "contingency"),
    "DAYS": ("rest_from", "rest_until", "rest_kind", "contingency"),
}


def must_be_told(certificate, now):
    """Raise Invalid with the first field that says what cannot be, at this moment of the clinic's clock."""
    must_not_be_future("attended_on", certificate["attended_on"], now.date())
    must_have_been(certificate, now)
    if certificate["attended_until"] and certificate["attended_until"] <= certificate["attended_from"]:
        raise Invalid.field("attended_until", "La atención termina después de empezar.")
    for name in ("rest_hours", *SAID["DAYS"]):
        if (certificate[name] is not None) != (name in SAID[certificate["rest"]]):
            raise Invalid.field(name, "Falta." if certificate[name] is None else "En este reposo no va.")
    if certificate["rest"] == "NONE":
        return
    if certificate["rest_from"] < certificate["attended_on"]:
        raise Invalid.field("rest_from", "El reposo no empieza antes de la atención.")
    days = days_of(certificate)
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise Invalid.field(
            "rest_until", f"El reposo termina desde que empieza y dura hasta {MOST_DAYS} días."
        )


def must_have_been(certificate, now):
    """A certificate vouches for what was: only the rest may be of hours that have not come."""
    for field in ("attended_from", "attended_until"):
        if certificate[field] is None:
            continue
        moment = datetime.combine(certificate["attended_on"], certificate[field], now.tzinfo)
        if moment > now + AHEAD:
            left = ", o déjela en blanco" if field == "attended_until" else ""
            raise Invalid.field(
                field, f"Esa hora todavía no llega: se certifica lo que ya fue. Corríjala{left}."
            )


def days_of(certificate):
    """How many days the rest lasts, both ends counted; None where it is none or of hours."""
    if certificate["rest"] != "DAYS":
        return None
    return (certificate["rest_until"] - certificate["rest_from"]).days + 1
