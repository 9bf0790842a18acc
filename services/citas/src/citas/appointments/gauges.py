"""Gauges of the agenda on /metrics, asked at each scrape."""

from citas.appointments.queries import gauges
from common.clock import clinic_today, clinic_zone

GAUGES = {
    "clinic_appointments_today": (
        "Appointments of today, by status",
        lambda db: gauges.appointments_by_status(db, clinic_today(), clinic_zone()),
    ),
}
