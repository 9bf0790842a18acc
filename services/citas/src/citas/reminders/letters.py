"""The letter of a message about a visit, with its hour for the patient's calendar."""

from datetime import UTC, datetime, timedelta

from citas import calendars
from citas.reminders import rules
from citas.reminders.queries import reminders
from citas.reminders.queries import rules as rules_queries
from citas.schedules import neighbours
from common.messages import choices
from common.messages.client import new_session
from common.messages.links import Links
from common.messages.mail import Attachment, Letter
from common.messages.relay import Later, Refused
from common.messages.webhook import Text
from common.problems import Unavailable


def visit(settings, database, about):
    """The letter of a message, or None."""
    said = told(settings, database, about, ("subject", "body"))
    if said is None:
        return None
    one, clinic, values, now = said
    return Letter(
        one["sent_to"],
        rules.filled(one["subject"], values),
        rules.filled(one["body"], values) + "\n",
        (calendar(one, clinic, settings),),
        sender=clinic["name"],
        reply_to=clinic["email"] or "",
        settled=lambda tx, reason: reminders.mailed(tx, one["id"], reason, now),
    )


def text(settings, database, about):
    """The same for the clinic's provider of messages, or None."""
    said = told(settings, database, about, ("body",))
    if said is None:
        return None
    one, _, values, now = said
    return Text(
        one["sent_to"],
        rules.filled(one["body"], values),
        settled=lambda tx, reason: reminders.texted(tx, one["id"], reason, now),
    )


def told(settings, database, about, templates):
    """(the message, the clinic, the values of its words, now); None where it is no longer to be said: the visit is over, moved,
    cancelled, said already, or the patient wants no messages any more. Raises Later where it cannot be written now, Refused where it names what there is not.
    """
    now = datetime.now(UTC)
    with database.session() as db:
        one = reminders.to_tell(db, about["reminder_id"])
        base = rules_queries.base(db)
        unwanted = one is not None and not choices.wants(db, one["patient"]["id"])
    if one is None or one["state"] != "QUEUED":
        return None
    if unwanted:
        with database.transaction() as tx:
            reminders.skip(tx, one["id"], rules.UNWANTED)
        return None
    if one["moment"] != "CANCELLED" and (
        rules.standing(one, now) in rules.OVER or one["visit_at"] - now < timedelta(minutes=1)
    ):
        return None
    try:
        clinic = neighbours.clinic(settings, new_session())
        link = link_to(settings, one, now, base)
    except Unavailable as away:
        raise Later(str(away)) from None
    values = rules.values_of(one, clinic, settings.clinic_timezone, link)
    absent = rules.missing([one[name] for name in templates], values)
    if absent:
        reason = f"Falta {', '.join(absent)}."
        with database.transaction() as tx:
            reminders.mailed(tx, one["id"], reason, now)
        raise Refused(reason)
    return one, clinic, values, now


def link_to(settings, one, now, base):
    """The address at which the patient answers; nothing of a visit that is no more."""
    if one["moment"] == "CANCELLED":
        return ""
    seconds = rules.link_seconds(one["visit_at"], now)
    return Links(settings, "citas").make(rules.ANSWER, one["id"], seconds, base=base).url


def calendar(one, clinic, settings):
    visit = rules.in_calendar(one) | {"email": one["sent_to"]}
    return Attachment(*calendars.invitation(visit, clinic, settings, cancelled=one["moment"] == "CANCELLED"))
