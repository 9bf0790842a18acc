"""Opening and filling odontograms, and the clinic's own kinds of finding; the caller owns the transaction."""

from common.messages import events
from common.web.http import found, must_be_current
from historia_clinica.dental.queries import odontograms as queries
from historia_clinica.dental.rules import findings as rules
from historia_clinica.dental.rules import teeth
from historia_clinica.dental.service.versions import Charts

NO_SUCH_KIND = "Ese hallazgo de la clínica no existe."
CHARTS = Charts(queries.CHARTS, "odontogram", "odontograma")


def start(tx, patient_id, new, author, today):
    """A draft with the findings of the last signed version."""
    patient = CHARTS.patient_without_draft(tx, patient_id)
    id = queries.CHARTS.insert(
        tx,
        patient_id=patient["id"],
        note_id=new.note_id,
        dentition=new.dentition or teeth.dentition_at(queries.birth_date(tx, patient["id"]), today),
        author_id=author.id,
        author_name=author.name,
    )
    before = queries.CHARTS.latest_signed(tx, patient["id"])
    if before is not None:
        queries.copy_findings(tx, id, before["id"])
    chart = queries.CHARTS.get(tx, id)
    CHARTS.tell(tx, "started", chart, "Abrió un")
    return chart


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
