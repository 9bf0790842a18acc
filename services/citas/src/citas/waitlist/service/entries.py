"""Who waits: entered, changed, withdrawn."""

from citas.appointments import neighbours
from citas.appointments.queries import appointments
from citas.appointments.service import booking
from citas.schedules import reads as schedule
from citas.waitlist import events, rules
from citas.waitlist.queries import entries as queries
from citas.waitlist.queries import offers
from common.clock import clinic_today
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current

NOT_FOUND = "No existe esa espera."
MOVABLE = ("PENDING", "CONFIRMED", "ARRIVED")


def prepare(new):
    """What entering needs to know of others, asked before the transaction: patient, treatments and the members they give."""
    patient = neighbours.patient_of_field(new.patient_id)
    return patient, asked(new.model_dump(exclude_unset=True), new)


def asked(given, wish):
    """The columns that follow from the treatments and the doctor of `wish`, of those that were `given`."""
    row = {}
    if "treatments" in given:
        lines = neighbours.treatments(wish.treatments, "treatments")
        row |= {"treatments": lines, "treatment_ids": [line["treatment_id"] for line in lines]}
    if given.get("doctor_id"):
        row["doctor_name"] = neighbours.doctor_of_field(wish.doctor_id)["name"]
    return row


def add(tx, new, patient, known):
    row = new.model_dump() | {"doctor_name": None} | known
    row["first_day"] = row["first_day"] or clinic_today()
    row["minutes"] = rules.minutes_of(row["minutes"], row["treatments"])
    row |= booking.snapshot(patient) | {"entered_by_id": me().id, "entered_by_name": me().name}
    id = queries.insert(tx, **only(checked(tx, row), *queries.ENTERED))
    return published(tx, id, "added")


def change(tx, id, version, changes, known):
    before = lock(tx, id, version)
    rules.must_be_open(before)
    after = (
        before | {"doctor_name": None if "doctor_id" in changes else before["doctor_name"]} | changes | known
    )
    if "treatments" in known and "minutes" not in changes:
        after["minutes"] = rules.minutes_of(None, known["treatments"])
    queries.update(tx, id, **only(checked(tx, after), *queries.EDITED))
    return published(tx, id, "updated")


def checked(tx, row):
    """The row as it is stored, once its rules hold."""
    rules.must_be_ordered(row["windows"])
    rules.must_be_days(row["first_day"], row["last_day"], clinic_today())
    rules.must_explain_priority(row["priority"], row["priority_reason"])
    if row["doctor_id"]:
        needs = schedule.needs(tx, booking.ids_of(row["treatments"]))[1]
        rules.must_do_it(needs, row["doctor_id"])
    if row["gives_up_id"]:
        given_up = appointments.get(tx, row["gives_up_id"])
        own = given_up and queries.same_person(tx, given_up["patient"]["id"], row["patient_id"])
        rules.must_give_up_own(given_up, own, given_up and given_up["status"] in MOVABLE)
    return row | {
        "note": row["note"] or None,
        "priority_reason": row["priority_reason"] if row["priority"] else None,
    }


def withdraw(tx, id, version, reason):
    """Whoever no longer waits is offered nothing; their links say so."""
    open_offers = offers.lock_open_of(tx, id)
    entry = lock(tx, id, version)
    rules.must_be_open(entry)
    offers.end(tx, open_offers, "WITHDRAWN")
    queries.withdraw(tx, id, reason)
    return published(tx, id, "withdrawn")


def follow_patient(tx, patient):
    """Who still waits is shown as their file says now."""
    queries.follow_patient(tx, patient["id"], **booking.snapshot(patient))


def lock(tx, id, version=None):
    row = found(queries.lock(tx, id, clinic_today()), NOT_FOUND)
    must_be_current(row, version)
    return row


def published(tx, id, what):
    """The entry as it is now, published as `what`."""
    entry = queries.get(tx, id, clinic_today())
    events.publish_entry(tx, entry, what)
    return entry
