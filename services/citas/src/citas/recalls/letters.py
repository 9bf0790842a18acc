"""The letter to whoever is due again."""

from citas.recalls import queries, rules
from citas.reminders.rules import filled
from citas.schedules import neighbours
from common.messages import choices
from common.messages.client import new_session
from common.messages.mail import Letter
from common.messages.relay import Later, Refused
from common.problems import Unavailable


def recall(settings, database, about):
    """None where it is no longer to be said: dismissed meanwhile, the visit that it counted from was undone, or the patient
    wants no messages any more."""
    with database.session() as db:
        one = queries.get(db, about["recall_id"])
        if one is None or one["state"] != "OPEN" or not choices.wants(db, one["patient"]["id"]):
            return None
    try:
        clinic = neighbours.clinic(settings, new_session())
    except Unavailable as away:
        raise Later(str(away)) from None
    values = rules.values_of(one, clinic, settings.clinic_timezone)
    absent = rules.missing((one["subject"], one["body"]), values)
    if absent:
        raise Refused(f"Falta {', '.join(absent)}.")
    return Letter(
        about["to"],
        filled(one["subject"], values),
        filled(one["body"], values) + "\n",
        sender=clinic["name"],
        reply_to=clinic["email"] or "",
    )
