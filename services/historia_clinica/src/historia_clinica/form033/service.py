"""Gathering what the form says; it reads and writes nothing but that it was seen."""

from historia_clinica.dental.queries import odontograms, oral_health
from historia_clinica.form033 import queries, sheet
from historia_clinica.history import queries as history
from historia_clinica.papers import queries as papers


def gathered(db, chart, now):
    """The record of the chart's patient as the form takes it: of an older version, what was known by then."""
    patient = papers.patient(db, chart["patient_id"])
    id, until = patient["id"], chart["signed_at"] or now
    return {
        "chart": chart,
        "patient": patient,
        "note": queries.note(db, id, chart["note_id"], until),
        "background": queries.background(db, id),
        "denies": history.denies(db, id),
        "signs": queries.vital_signs(db, id, until),
        "oral_health": oral_health.latest(db, id, until),
        "examinations": queries.examinations(db, id, until),
        "sessions": queries.sessions(db, id, until, sheet.MOST_SESSIONS),
        "kinds": odontograms.kinds(db),
    }
