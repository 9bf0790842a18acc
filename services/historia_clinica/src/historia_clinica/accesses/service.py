"""Printing the report; it is itself an access, and stands in the next one."""

from datetime import UTC, datetime
from pathlib import Path

from common.clock import clinic_today, clinic_zone
from common.pdf import letterhead, render
from common.store.db import get_db
from common.web.http import found
from historia_clinica import trace
from historia_clinica.accesses import neighbours, rules
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT

TEMPLATE = Path(__file__).with_name("report.typ")


def printed(id, wanted):
    """The bytes of the report about a patient. Raises NotFound, Invalid, Unavailable."""
    first, last = rules.period(wanted.since, wanted.until, clinic_today())
    told, clinic = neighbours.accesses(id, first, last), letterhead()
    with get_db().session() as db:
        patient = found(patients.summary(db, id), NO_SUCH_PATIENT)
        trace.viewed(db, patient, "el informe de accesos")
    zone = clinic_zone()
    report = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "complete": told["complete"],
        "lines": [rules.line(access, zone) for access in told["data"]],
    }
    whose = {"name": patient["full_name"], "document": patient["document_number"]}
    return render(TEMPLATE, clinic, datetime.now(UTC), {"report": report, "patient": whose})
