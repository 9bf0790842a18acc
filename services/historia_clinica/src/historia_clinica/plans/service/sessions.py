"""What is done of a plan: session by session, by its appointments or by hand, undone, and seen on the chart.

The caller owns the transaction; the plan's row is locked first, as in every write of a plan.
"""

from datetime import UTC, datetime

from common.clock import clinic_today, clinic_zone
from common.web.http import found
from historia_clinica.dental.service import odontograms
from historia_clinica.notes import queries as notes
from historia_clinica.patients import queries as patients
from historia_clinica.plans import queries, rules
from historia_clinica.plans.service import plans
from historia_clinica.rules import must_not_be_ahead, must_not_precede_birth

NO_SUCH_SESSION = "Ese ítem no tiene sesiones hechas."


def do(tx, id, version, given, author):
    """One session of an item is done, said by hand: what no appointment tells."""
    plan, item = plans.lock_item(tx, id, version)
    rules.must_be_left_to_do(item)
    # Whoever signs it at this moment waits, or is waited for.
    note = notes.lock(tx, given.note_id) if given.note_id is not None else None
    if note:
        rules.must_be_of_patient(patients.name(tx, note["patient_id"]), plan["patient_id"])
    now = datetime.now(UTC)
    done_at = given.done_at or now
    must_not_be_ahead("done_at", done_at, now)
    patient = patients.name(tx, plan["patient_id"])
    must_not_precede_birth("done_at", done_at.astimezone(clinic_zone()).date(), patient)
    by = {"id": author.id, "name": author.name}
    queries.insert_session(tx, id, None, given.note_id, done_at, by)
    # A signed note has its charts already: what is done after it is seen in a draft of its own.
    show_done(tx, plan, id, note["id"] if note and note["status"] == "DRAFT" else None, by)
    return plans.told(tx, plan, "session_done", "Anotó como hecha una sesión del plan de tratamiento")


def undo(tx, id, version, reason, author):
    """Undo the last session of an item."""
    plan, item = plans.lock_item(tx, id, version)
    last = found(item["done"][-1] if item["done"] else None, NO_SUCH_SESSION)
    by = {"id": author.id, "name": author.name}
    queries.undo_session(tx, last["id"], reason, by)
    show_undone(tx, plan, item, by)
    said = "Deshizo una sesión del plan de tratamiento"
    return plans.told(tx, plan, "session_undone", said, level="WARNING")


def complete_visit(tx, appointment_id, item_ids, done_at, author):
    """An appointment ended: each item that it was booked for has one session more, where one was left.

    What is no longer accepted, or done already, is passed over: the visit is not held up by a plan. The author's own draft is
    found where it is restricted, too.
    """
    tx.act_as(f"{author['id']}/")
    for item_id in sorted(set(item_ids)):
        plan_id = queries.plan_of(tx, item_id)
        plan = plan_id and queries.lock(tx, plan_id)
        if not plan:
            continue
        item = plans.item_of(tx, plan_id, item_id)
        known = any(session["appointment_id"] == appointment_id for session in item["done"])
        if item["status"] != "ACCEPTED" or known:
            continue
        queries.insert_session(tx, item_id, appointment_id, None, done_at, author)
        show_done(tx, plan, item_id, queries.draft_note_of(tx, appointment_id, plan["patient_id"]), author)
        plans.told_of(tx, plan, "session_done", "Quedó hecha con la cita una sesión del plan de tratamiento")


def reopen_visit(tx, appointment_id, reason, author):
    """An appointment was reopened: its sessions do not count."""
    for plan_id in sorted({session["plan_id"] for session in queries.standing_sessions(tx, appointment_id)}):
        plan = queries.lock(tx, plan_id)
        items = {item["id"]: item for item in queries.items(tx, plan_id)}
        for session in queries.standing_sessions(tx, appointment_id):
            if session["plan_id"] == plan_id:
                queries.undo_session(tx, session["id"], reason, author)
                show_undone(tx, plan, items[session["item_id"]], author)
        plans.told_of(tx, plan, "session_undone", "Deshizo con la cita una sesión del plan de tratamiento")


def show_done(tx, plan, item_id, note_id, author):
    """The odontogram shows an item whose last session was done, in the transaction that did it."""
    item = plans.item_of(tx, plan["id"], item_id)
    if item["status"] == "DONE" and item["finding"]:
        odontograms.treat(
            tx,
            plan["patient_id"],
            item,
            note_id,
            author,
            datetime.now(UTC).replace(microsecond=0),
            clinic_today(),
        )


def show_undone(tx, plan, item, author):
    """`item` as it was before its session was undone."""
    if item["status"] == "DONE" and item["finding"]:
        odontograms.untreat(
            tx, plan["patient_id"], item, author, datetime.now(UTC).replace(microsecond=0), clinic_today()
        )
