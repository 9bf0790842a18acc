"""Opening and filling periodontograms; the caller owns the transaction."""

from historia_clinica.dental.queries import odontograms
from historia_clinica.dental.queries import periodontograms as queries
from historia_clinica.dental.rules import periodontium as rules
from historia_clinica.dental.service.versions import Charts

CHARTS = Charts(queries.CHARTS, "periodontogram", "periodontograma")


def start(tx, patient_id, new, author):
    """A draft where nothing is measured yet; what the odontogram says is not there is absent."""
    patient = CHARTS.patient_without_draft(tx, patient_id)
    id = queries.CHARTS.insert(
        tx, patient_id=patient["id"], note_id=new.note_id, author_id=author.id, author_name=author.name
    )
    mouth = odontograms.CHARTS.draft_of(tx, patient["id"]) or odontograms.CHARTS.latest_signed(
        tx, patient["id"]
    )
    queries.replace_teeth(tx, id, rules.unmeasured(mouth["findings"] if mouth else []))
    chart = queries.CHARTS.get(tx, id)
    CHARTS.tell(tx, "started", chart, "Abrió un")
    return chart


def set_teeth(tx, id, version, given):
    chart = CHARTS.draft(tx, id, version)
    rows = rules.rows(given)
    if rows == chart["teeth"]:
        return chart
    queries.replace_teeth(tx, id, rows)
    queries.CHARTS.update(tx, id, note_id=chart["note_id"])
    CHARTS.tell(tx, "updated", chart, "Cambió un")
    return queries.CHARTS.get(tx, id)
