"""Opening and filling odontograms, and the clinic's own kinds of finding; the caller owns the transaction."""

from common.messages import events
from common.problems import Invalid
from common.web.http import found, must_be_current
from historia_clinica.dental.queries import odontograms as queries
from historia_clinica.dental.rules import findings as rules
from historia_clinica.dental.rules import teeth, treated
from historia_clinica.dental.service.versions import Charts

NO_SUCH_KIND = "Ese hallazgo de la clínica no existe."
CHARTS = Charts(queries.CHARTS, "odontogram", "odontograma")


def start(tx, patient_id, new, author, today):
    """A draft with the findings of the last signed version."""
    patient = CHARTS.patient_without_draft(tx, patient_id)
    return _open(tx, patient["id"], new.note_id, new.dentition, {"id": author.id, "name": author.name}, today)


def _open(tx, patient_id, note_id, dentition, author, today):
    id = queries.CHARTS.insert(
        tx,
        patient_id=patient_id,
        note_id=note_id,
        dentition=dentition or teeth.dentition_at(queries.birth_date(tx, patient_id), today),
        author_id=author["id"],
        author_name=author["name"],
    )
    before = queries.CHARTS.latest_signed(tx, patient_id)
    if before is not None:
        queries.copy_findings(tx, id, before["id"])
    chart = queries.CHARTS.get(tx, id)
    CHARTS.tell(tx, "started", chart, "Abrió un")
    return chart


def treat(tx, patient_id, item, note_id, author, now, today):
    """Show as done what the item of a plan was there for, in the draft of the patient, which is opened where there is none.

    The draft hangs from the note where it hangs from none, and is signed with it. A mouth that says otherwise by now is left as
    it is: what was done is not held up by a chart.
    """
    finding, faces = item["finding"], item["faces"]
    _redraw(
        tx,
        patient_id,
        lambda chart, signed: treated.done(chart, finding["tooth"], finding["kind"], faces),
        note_id,
        author,
        now,
        today,
    )


def untreat(tx, patient_id, item, author, now, today):
    """Take back what `treat` showed."""
    finding, faces = item["finding"], item["faces"]
    _redraw(
        tx,
        patient_id,
        lambda chart, signed: treated.undone(chart, finding["tooth"], finding["kind"], faces, signed),
        None,
        author,
        now,
        today,
    )


def _redraw(tx, patient_id, change, note_id, author, now, today):
    draft = queries.CHARTS.draft_of(tx, patient_id)
    if draft is not None:
        draft = queries.CHARTS.lock(tx, draft["id"])
    last = queries.CHARTS.latest_signed(tx, patient_id)
    signed = last["findings"] if last else []
    there = draft["findings"] if draft else signed
    custom = queries.kinds_by_id(tx, {one["custom_finding_id"] for one in there} - {None})
    wanted = change(there, signed)
    try:
        findings = wanted and rules.whole(wanted, custom, there)
    except Invalid:
        return
    if not findings:
        return
    chart = draft or _open(tx, patient_id, note_id, None, author, today)
    queries.replace_findings(tx, chart["id"], rules.noted(findings, there + signed, now, author))
    note = chart["note_id"] if chart["note_id"] is not None else note_id
    queries.CHARTS.update(tx, chart["id"], note_id=note, dentition=chart["dentition"])
    CHARTS.tell(tx, "updated", chart, "Cambió un")


def set_findings(tx, id, version, given, author, now):
    """Replace the findings of a draft; those that were there before keep who noted them and when."""
    chart = CHARTS.draft(tx, id, version)
    last = queries.CHARTS.latest_signed(tx, chart["patient_id"])
    before = chart["findings"] + (last["findings"] if last else [])
    custom = queries.kinds_by_id(tx, {one["custom_finding_id"] for one in given} - {None})
    findings = rules.whole(given, custom, before)
    if not rules.differ(findings, chart["findings"]):
        return chart
    noted_by = {"id": author.id, "name": author.name}
    queries.replace_findings(tx, id, rules.noted(findings, before, now, noted_by))
    queries.CHARTS.update(tx, id, note_id=chart["note_id"], dentition=chart["dentition"])
    CHARTS.tell(tx, "updated", chart, "Cambió un")
    return queries.CHARTS.get(tx, id)


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
