"""Rules of what is sent when: written, and what follows for the visits to come."""

from citas.reminders import events, neighbours, rules
from citas.reminders.queries import rules as queries
from common.clock import clinic_zone
from common.problems import Conflict
from common.store.sql import only
from common.web.http import found, must_be_current

NOT_FOUND = "No existe esa regla."


def asked(given):
    """The columns that follow from the treatments that were given, asked before the transaction."""
    if "treatment_ids" not in given:
        return {}
    return {"treatments": neighbours.treatments(given["treatment_ids"])}


def create(tx, new, known, base):
    queries.lock_all(tx)
    if queries.count(tx) >= queries.MOST:
        raise Conflict(f"Hay {queries.MOST} reglas: cambie una de ellas.")
    row = new.model_dump() | {"treatments": []} | known
    id = queries.insert(tx, **checked(row))
    return planned(tx, id, "created", base)


def change(tx, id, version, changes, known, base):
    queries.lock_all(tx)
    before = found(queries.lock(tx, id), NOT_FOUND)
    must_be_current(before, version)
    after = before | changes | known
    if after["moment"] != "BEFORE":
        after |= {"minutes_before": None, "treatments": [], "treatment_ids": []}
    queries.update(tx, id, **checked(only(after, *queries.FIELDS)))
    return planned(tx, id, "updated", base)


def checked(row):
    for field in ("subject", "body"):
        rules.must_be_known(field, row[field])
        rules.must_not_be_for_cancelled(row["moment"], row[field])
    return row


def planned(tx, id, what, base):
    queries.keep_place(tx, clinic_zone().key, base)
    queries.plan(tx)
    row = queries.get(tx, id)
    events.rule(tx, row, what)
    return row


def replace_settings(tx, version, new, base):
    queries.lock_all(tx)
    must_be_current(queries.lock_settings(tx), version)
    queries.keep_place(tx, clinic_zone().key, base)
    row = queries.update_settings(tx, **new.model_dump())
    queries.move_out_of_quiet_hours(tx)
    events.settings_updated(tx, row)
    return row


def preview(wish, clinic, now):
    """The words as a patient would read them, and what is missing for them to go out."""
    visit = {
        "visit_at": now,
        "patient": {"name": "Ana Pérez Andrade"},
        "doctor": {"name": "Dra. Verónica Salazar"},
        "room": "Consultorio 1",
    }
    for field in ("subject", "body"):
        rules.must_be_known(field, getattr(wish, field))
    values = rules.values_of(visit, clinic, clinic_zone(), "https://…/cita/#…")
    return {
        "subject": rules.filled(wish.subject, values),
        "text": rules.filled(wish.body, values),
        "missing": rules.missing((wish.subject, wish.body), values),
        "variables": [{"name": name, "meaning": meaning} for name, meaning in rules.VARIABLES.items()],
    }
