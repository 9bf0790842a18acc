"""Rules of who is due again are written; whoever is due is contacted, left for later, dismissed, and brought back."""

from datetime import UTC, datetime

from citas.recalls import events, queries, rules
from citas.reminders import neighbours
from citas.reminders import rules as words
from citas.reminders.queries import rules as settings
from common.clock import clinic_today, clinic_zone
from common.messages import mail
from common.problems import Conflict
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current

NO_RULE, NOT_FOUND = "No existe esa regla.", "No existe esa rellamada."


def asked(given):
    """The columns that follow from the treatments that were given, asked before the transaction."""
    if "treatment_ids" not in given:
        return {}
    return {"treatments": neighbours.treatments(given["treatment_ids"])}


def create_rule(tx, new, known):
    queries.lock_rules(tx)
    if queries.count_rules(tx) >= queries.MOST:
        raise Conflict(f"Hay {queries.MOST} reglas: cambie una de ellas.")
    id = queries.insert_rule(tx, **checked(new.model_dump() | known))
    return planned(tx, id, "created")


def change_rule(tx, id, version, changes, known):
    before = found(queries.lock_rule(tx, id), NO_RULE)
    must_be_current(before, version)
    queries.update_rule(tx, id, **checked(only(before | changes | known, *queries.FIELDS)))
    return planned(tx, id, "updated")


def checked(row):
    for field in ("subject", "body"):
        rules.must_be_known(field, row[field])
    return row


def planned(tx, id, what):
    settings.keep_place(tx, clinic_zone().key, None)
    queries.plan(tx, id)
    row = queries.rule(tx, id)
    events.rule(tx, row, what)
    return row


def message(one, clinic):
    """The words for one patient, and what they lack to be sent."""
    values = rules.values_of(one, clinic, clinic_zone())
    text = words.filled(one["body"], values)
    return {
        "text": text,
        "talk": words.talk(one["patient"]["phone"], text),
        "missing": rules.missing((one["body"],), values),
    }


def send(tx, id, version, contact, clinic, mails):
    """By mail, in the words of its rule."""
    one = open_recall(tx, id, version)
    rules.must_be_mailable(one, contact, mails, datetime.now(UTC))
    rules.must_be_whole(
        rules.missing((one["subject"], one["body"]), rules.values_of(one, clinic, clinic_zone()))
    )
    mail.post(
        tx,
        "recall",
        f"recall:{id}",
        f"Envía por correo la rellamada a {one['patient']['name']}",
        one["patient"]["id"],
        recall_id=id,
        to=contact["email"],
    )
    return contacted(tx, id, version, "MAIL")


def contacted(tx, id, version, how):
    open_recall(tx, id, version)
    queries.contacted(tx, id, how, me().name)
    return published(tx, id, "contacted")


def snooze(tx, id, version, until, reason):
    open_recall(tx, id, version)
    rules.must_be_ahead(until, clinic_today())
    queries.snooze(tx, id, until, reason)
    return published(tx, id, "snoozed")


def dismiss(tx, id, version, reason):
    open_recall(tx, id, version)
    queries.dismiss(tx, id, reason)
    return published(tx, id, "dismissed")


def restore(tx, id, version):
    """The way back from both."""
    lock(tx, id, version)
    queries.restore(tx, id)
    return published(tx, id, "restored")


def lock(tx, id, version):
    must_be_current(found(queries.lock(tx, id), NOT_FOUND), version)
    return queries.get(tx, id)


def open_recall(tx, id, version):
    one = lock(tx, id, version)
    rules.must_be_open(one)
    return one


def published(tx, id, what):
    row = shown(queries.get(tx, id))
    events.recall(tx, row, what)
    return row


def shown(row):
    return {name: value for name, value in row.items() if name not in ("subject", "body")}
