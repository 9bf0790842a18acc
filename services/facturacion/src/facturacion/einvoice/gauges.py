"""Gauges of the electronic documents that wait for their authorisation."""

from datetime import UTC, datetime

from facturacion.einvoice import rules
from facturacion.einvoice.queries import attempts, einvoices, issuers


def waiting(db, figure):
    """A state in which none waits is 0, so that a query finds it."""
    found = {row["status"]: row[figure] for row in einvoices.by_state(db)}
    states = [state for group in rules.WAITS.values() for state in group]
    return [{"state": state, "value": found.get(state, 0)} for state in states]


def days_left(db):
    """Nothing where there is no certificate: an absent one cannot expire."""
    own = issuers.certificate(db)
    return [{"value": (own["valid_to"] - datetime.now(UTC)).total_seconds() / 86400}] if own else []


def drift(db):
    """Nothing where the SRI has not answered within the hour."""
    seconds = attempts.drift(db)
    return [] if seconds is None else [{"value": seconds}]


GAUGES = {
    "clinic_einvoices_waiting": (
        "Electronic documents that are not authorised, by state",
        lambda db: waiting(db, "count"),
    ),
    "clinic_einvoices_oldest_seconds": (
        "How long the oldest electronic document of each state has been waiting",
        lambda db: waiting(db, "oldest"),
    ),
    "clinic_einvoice_clock_drift_seconds": ("How far this clock was ahead of the SRI's last answer", drift),
    "clinic_einvoice_certificate_days": ("Days until the certificate that signs expires", days_left),
}
