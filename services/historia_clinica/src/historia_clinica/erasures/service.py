"""Asking for an erasure, withdrawing and carrying it out; the caller owns the transaction."""

from datetime import date

from common.clock import clinic_today, clinic_zone
from common.files import examine, get_store
from common.pdf import removed
from common.store.sql import only
from common.web.http import found, must_be_current
from historia_clinica.erasures import events, queries, rules
from historia_clinica.rules import NO_SUCH_PATIENT

NO_SUCH_ERASURE = "Ese pedido no existe."


def preview(db, patient_id, holdings, today, zone):
    """What an erasure would do today."""
    counts = queries.counts(db, patient_id, zone)
    return rules.preview(counts, *holdings, queries.retention(db), today)


def ask(tx, patient_id, new, holdings, user):
    files = found(queries.files(tx, patient_id, lock=True) or None, NO_SUCH_PATIENT)
    today = clinic_today()
    told = preview(tx, patient_id, holdings, today, clinic_zone())
    rules.must_leave_something(files[0], queries.last_done(tx, patient_id), told, today)
    rules.must_name_nobody(new.reason, files)
    id = queries.insert(tx, files[0]["id"], new.requested_by, new.reason, user.id, user.name)
    events.decided(tx, "erasure.asked", id, files[0], "Anotó el pedido de suprimir los datos de")
    return queries.get(tx, id, today)


def withdraw(tx, id, reason, user):
    today = clinic_today()
    erasure = found(queries.lock(tx, id, today), NO_SUCH_ERASURE)
    rules.must_be_open(erasure)
    files = queries.files(tx, erasure["patient"]["id"])
    rules.must_name_nobody(reason, files)
    queries.withdraw(tx, id, reason, user.name)
    events.decided(tx, "erasure.withdrawn", id, files[0], "Retiró el pedido de suprimir los datos de")
    return queries.get(tx, id, today)


def confirm(tx, id, holdings, user):
    """A second person decides: what may go goes, here at once and in every service that is told."""
    today = clinic_today()
    erasure = found(queries.lock(tx, id, today), NO_SUCH_ERASURE)
    rules.must_be_open(erasure)
    rules.must_be_decided_by_another(erasure, user)
    told = preview(tx, erasure["patient"]["id"], holdings, today, clinic_zone())
    rules.must_be_settled(told["obstacles"])
    carry_out(tx, id, erasure["patient"]["id"], told, today, user, get_store())
    tx.changed("patients")
    return queries.get(tx, id, today)


def carry_out(tx, id, patient_id, told, today, by, store):
    """Replace the person here, and tell everybody who holds something of theirs. Never undone."""
    files = queries.files(tx, patient_id, lock=True)
    ids, person = [file["id"] for file in files], files[0]["id"]
    years = queries.retention(tx)["invoice_years"]
    queries.confirm(tx, id, told["whole"], told["record_until"], told["invoices_until"], by.id, by.name)
    gone = queries.hashes(tx, ids) if told["whole"] else []
    blank = removed()
    queries.erase(tx, id, rules.label(person), blank, store.put(blank, examine(blank).thumbnail))
    events.erased(
        tx,
        id,
        person,
        rules.label(person),
        told["whole"],
        patient_ids=ids,
        known=rules.known(files),
        documents=sorted({file["document_number"] for file in files if file["document_number"]}),
        invoices_before=_years_before(today, years).isoformat(),
        files=gone,
        copies=queries.copies(tx, ids),
        suppressed=[{"patient_id": file["id"], "fingerprint": rules.fingerprint(file)} for file in files],
    )


def _years_before(day, years):
    return date(day.year - years, day.month, min(day.day, 28))


def replace_retention(tx, version, new):
    row = queries.lock_retention(tx)
    must_be_current(row, version)
    if only(row, "record_years", "invoice_years") == new.model_dump():
        return row
    row = queries.update_retention(tx, **new.model_dump())
    events.retention_changed(tx, row)
    return row
