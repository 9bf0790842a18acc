"""Writing and accepting treatment plans; the caller owns the transaction.

Every write locks the plan's row first: what two people do to one plan comes one after the other.
"""

from datetime import UTC, datetime

from common.clock import clinic_today
from common.store import withdrawals
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current
from historia_clinica.patients import queries as patients
from historia_clinica.plans import events, queries, rules
from historia_clinica.rules import NO_SUCH_PATIENT, changed

NO_SUCH_PLAN = "Ese plan no existe."
NO_SUCH_ITEM = "Ese ítem no existe."
NO_SUCH_ACCEPTANCE = "Esa aceptación no existe."


def detail(db, id):
    """A plan put together with its items and what was accepted, as the caller may read it."""
    return readable(whole(db, found(queries.get(db, id), NO_SUCH_PLAN)))


def whole(db, plan):
    items = queries.items(db, plan["id"])
    items = [item | {"excluded": rules.excluded(item, items)} for item in items]
    accepted = [item for item in items if item["acceptance_id"] is not None]
    return plan | {
        "items": items,
        "acceptances": queries.acceptances(db, plan["id"]),
        "totals": rules.totals(items),
        "accepted_total": rules.sum_of(item["price"] for item in accepted),
        "done_total": rules.sum_of(rules.done_part(item) for item in accepted),
    }


def readable(plan):
    """Without what is clinical, for who may not read records."""
    if me().may("records:read"):
        return plan
    hidden = dict.fromkeys(rules.CLINICAL)
    items = [
        item | hidden | {"done": [session | {"note_id": None} for session in item["done"]]}
        for item in plan["items"]
    ]
    return plan | {"remarks": None, "items": items}


def of_patient(db, id):
    plans = queries.of_patient(db, id)
    return {
        "data": [only(plan, "id", "name", "closed_at", "created_by", "created_at") for plan in plans],
        "current": readable(whole(db, plans[0])) if plans else None,
    }


def start(tx, patient_id, new, author):
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    id = queries.insert(tx, patient["id"], new.name, new.phases, new.remarks, author)
    plan = queries.get(tx, id)
    events.about_plan(tx, "started", plan, patient, "Empezó un plan de tratamiento")
    return detail(tx, id)


def change(tx, id, version, changes):
    plan = lock(tx, id, version)
    sent = changes.model_dump(exclude_unset=True)
    closed = sent.pop("closed", plan["closed_at"] is not None)
    differs = changed(plan, sent)
    if "phases" in differs:
        rules.must_keep_phases(queries.items(tx, id), differs["phases"])
    if differs or closed != (plan["closed_at"] is not None):
        queries.update(tx, id, **only(plan | differs, "name", "phases", "remarks"), closed=closed)
        what, said = "updated", "Cambió el plan de tratamiento"
        if closed != (plan["closed_at"] is not None):
            what = "closed" if closed else "opened"
            said = "Cerró el plan de tratamiento" if closed else "Volvió a abrir el plan de tratamiento"
        events.about_plan(tx, what, plan, queries.patient(tx, plan["patient_id"]), said)
    return detail(tx, id)


def add(tx, plan_id, version, new, treatment, author):
    plan = lock(tx, plan_id, version)
    rules.must_be_open(plan)
    rules.must_have_room(queries.items(tx, plan_id))
    item = new.model_dump() | treatment
    finding = item.pop("finding") or {"tooth": None, "kind": None}
    rules.must_make_sense(item, plan["phases"])
    item |= {"finding_tooth": finding["tooth"], "finding_kind": finding["kind"] and str(finding["kind"])}
    queries.insert_item(tx, plan_id=plan_id, created_by_id=author.id, created_by_name=author.name, **item)
    return told(tx, plan, "updated", "Agregó un ítem al plan de tratamiento")


def correct(tx, id, version, changes, treatment):
    plan, item = lock_item(tx, id, version)
    differs = changed(item, changes.model_dump(exclude_unset=True, exclude={"treatment_id"}))
    if treatment and treatment["treatment_id"] != item["treatment_id"]:
        differs |= treatment
    if not differs:
        return detail(tx, plan["id"])
    rules.must_be_open(plan)
    row = item | differs
    rules.must_make_sense(row, plan["phases"])
    queries.update_item(tx, id, **only(row, *queries.EDITED))
    return told(tx, plan, "updated", "Corrigió un ítem del plan de tratamiento")


def remove(tx, id, version):
    plan, item = lock_item(tx, id, version)
    rules.must_be(item, "PROPOSED")
    queries.move(tx, [id], "REMOVED")
    return told(tx, plan, "updated", "Quitó un ítem del plan de tratamiento")


def order(tx, id, version, wish):
    plan = lock(tx, id, version)
    rules.must_be_open(plan)
    placed = [one.model_dump() for one in wish.items]
    rules.must_be_all(queries.items(tx, id), placed)
    queries.place(tx, id, placed)
    return told(tx, plan, "updated", "Ordenó el plan de tratamiento")


def accept(tx, id, version, given, author):
    """Keep what was signed, with its prices; billing makes the quote of it."""
    plan = lock(tx, id, version)
    rules.must_be_open(plan)
    items = whole(tx, plan)["items"]
    chosen = rules.picked(items, given.items, "PROPOSED")
    rules.must_be_one_way(chosen, items)
    now = datetime.now(UTC).replace(microsecond=0)
    row = given.model_dump(exclude={"items"}) | {"content": rules.signed(chosen)}
    row |= {"total": sum(item["price"] for item in chosen)}
    row |= {"content_sha256": rules.content_sha256(row, id, now), "accepted_at": now, "plan_id": id}
    row |= {"recorded_by_id": author.id, "recorded_by_name": author.name}
    acceptance_id = queries.accept(tx, [item["id"] for item in chosen], **row)
    patient = queries.patient(tx, plan["patient_id"])
    events.accepted(tx, plan, patient, acceptance_id, row, chosen, clinic_today())
    queries.touch(tx, id)
    return detail(tx, id)


def withdraw(tx, id, reason, author):
    """Undo an acceptance of which nothing was done: its items are proposed again, billing takes its quote back."""
    acceptance = found(queries.acceptance(tx, id), NO_SUCH_ACCEPTANCE)
    plan = lock(tx, acceptance["plan_id"], None)
    acceptance = queries.acceptance(tx, id)
    items = [item for item in queries.items(tx, plan["id"]) if item["acceptance_id"] == id]
    rules.must_be_withdrawable(acceptance, items)
    queries.move(tx, [item["id"] for item in items], "PROPOSED")
    withdrawals.withdraw(tx, queries.ACCEPTANCES, id, reason, author)
    said = "Deshizo lo que se aceptó del plan de tratamiento"
    return told(tx, plan, "acceptance_withdrawn", said, level="WARNING", acceptance_id=id)


def decline(tx, id, version, given):
    plan = lock(tx, id, version)
    rules.must_be_open(plan)
    chosen = rules.picked(queries.items(tx, id), given.items, "PROPOSED")
    queries.move(tx, [item["id"] for item in chosen], "DECLINED", given.reason)
    return told(tx, plan, "declined", "Anotó lo que se rechazó del plan de tratamiento")


def propose_again(tx, id, version):
    plan, item = lock_item(tx, id, version)
    rules.must_be(item, "DECLINED")
    queries.move(tx, [id], "PROPOSED")
    return told(tx, plan, "proposed", "Volvió a proponer un ítem del plan de tratamiento")


def suggest(tx, rows):
    queries.suggest(tx, rows)
    said = "Cambió qué tratamientos se proponen para cada hallazgo"
    events.events.publish(tx, "plan_suggestions.updated", "plan_suggestions:1", said)
    return {"data": queries.suggestions(tx)}


def lock(tx, id, version):
    plan = found(queries.lock(tx, id), NO_SUCH_PLAN)
    must_be_current(plan, version)
    return plan


def lock_item(tx, id, version):
    """The plan that the item is of, locked, and the item as it stands."""
    plan = lock(tx, found(queries.plan_of(tx, id), NO_SUCH_ITEM), version)
    return plan, found(item_of(tx, plan["id"], id), NO_SUCH_ITEM)


def item_of(tx, plan_id, id):
    return next((item for item in queries.items(tx, plan_id) if item["id"] == id), None)


def told(tx, plan, what, said, **data):
    told_of(tx, plan, what, said, **data)
    return detail(tx, plan["id"])


def told_of(tx, plan, what, said, **data):
    queries.touch(tx, plan["id"])
    events.about_plan(tx, what, plan, queries.patient(tx, plan["patient_id"]), said, **data)
