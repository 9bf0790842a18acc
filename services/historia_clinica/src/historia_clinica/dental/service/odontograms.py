"""Opening, filling, signing and discarding odontograms; the caller owns the transaction."""

from common.clock import clinic_zone
from common.messages import events
from common.web.http import found, must_be_current
from historia_clinica.dental.queries import odontograms as queries
from historia_clinica.dental.rules import findings as rules
from historia_clinica.dental.rules import indices, teeth
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import about_record

NO_SUCH_CHART = "Ese odontograma no existe."
NO_SUCH_KIND = "Ese hallazgo de la clínica no existe."


def start(tx, patient_id, new, author, today):
    """A draft with the findings of the last signed version. Raises Conflict where the patient has a draft."""
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    draft = queries.draft_of(tx, patient["id"])
    if draft is not None:
        raise rules.there_is_a_draft(draft, f"{draft['created_at'].astimezone(clinic_zone()):%d/%m/%Y %H:%M}")
    dentition = new.dentition or teeth.dentition_at(queries.birth_date(tx, patient["id"]), today)
    id = queries.insert(
        tx,
        patient_id=patient["id"],
        note_id=new.note_id,
        dentition=dentition,
        author_id=author.id,
        author_name=author.name,
    )
    before = queries.latest_signed(tx, patient["id"])
    if before is not None:
        queries.copy_findings(tx, id, before["id"])
    about_record(tx, "odontogram.started", f"odontogram:{id}", patient, "Abrió un odontograma")
    return indices.described(queries.get(tx, id))


def change(tx, id, version, changes):
    chart = _draft(tx, id, version)
    wanted = chart | changes.model_dump(exclude_unset=True)
    if wanted == chart:
        return indices.described(chart)
    queries.update(tx, id, wanted["note_id"], wanted["dentition"])
    _tell(tx, "odontogram.updated", chart, "Cambió un odontograma")
    return indices.described(queries.get(tx, id))


def chart_findings(tx, id, version, given, author, now):
    """Replace the findings of a draft; those that were there before keep who noted them and when."""
    chart = _draft(tx, id, version)
    last = queries.latest_signed(tx, chart["patient_id"])
    before = chart["findings"] + (last["findings"] if last else [])
    custom = queries.kinds_by_id(tx, {one["custom_finding_id"] for one in given} - {None})
    findings = rules.whole(given, custom, before)
    if not rules.differ(findings, chart["findings"]):
        return indices.described(chart)
    noted_by = {"id": author.id, "name": author.name}
    queries.replace_findings(tx, id, rules.noted(findings, before, now, noted_by))
    queries.update(tx, id, chart["note_id"], chart["dentition"])
    _tell(tx, "odontogram.updated", chart, "Cambió un odontograma")
    return indices.described(queries.get(tx, id))


def sign(tx, id, version, author):
    chart = _draft(tx, id, version)
    _sign(tx, chart, author)
    return indices.described(queries.get(tx, id))


def sign_with_note(tx, note_id, author):
    """Sign what hangs from a note that is being signed, in the note's transaction; the database refuses a note without."""
    for id in queries.drafts_of_note(tx, note_id):
        _sign(tx, queries.get(tx, id), author)


def discard(tx, id, version, author):
    chart = _draft(tx, id, version)
    queries.discard(tx, id, author.id, author.name)
    _tell(tx, "odontogram.discarded", chart, "Descartó el borrador de un odontograma")


def _draft(tx, id, version):
    chart = found(queries.lock(tx, id), NO_SUCH_CHART)
    rules.must_be_draft(chart)
    must_be_current(chart, version)
    return chart


def _sign(tx, chart, author):
    queries.sign(tx, chart["id"], author.id, author.name)
    _tell(tx, "odontogram.signed", chart, "Firmó un odontograma")


def _tell(tx, type, chart, summary):
    about_record(tx, type, f"odontogram:{chart['id']}", patients.name(tx, chart["patient_id"]), summary)


def add_kind(tx, new):
    states = [state for state in ("TODO", "DONE", "FACT") if state in new.states]
    kind = queries.insert_kind(tx, new.name, new.sign, states)
    _about_kind(tx, "added", kind, "Agregó a los hallazgos de la clínica")
    return kind


def change_kind(tx, id, version, active):
    kind = found(queries.lock_kind(tx, id), NO_SUCH_KIND)
    must_be_current(kind, version)
    if kind["active"] == active:
        return kind
    kind = queries.set_kind_active(tx, id, active)
    _about_kind(tx, "updated", kind, "Volvió a usar el hallazgo" if active else "Retiró el hallazgo")
    return kind


def _about_kind(tx, what, kind, summary):
    events.publish(
        tx, f"tooth_finding_kind.{what}", f"tooth_finding_kind:{kind['id']}", f"{summary} {kind['name']}"
    )
