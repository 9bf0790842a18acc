"""What /metrics tells of the agenda, asked at each scrape."""

from citas.queries import gauges
from common.clock import clinic_today, clinic_zone

GAUGES = {
    "clinic_appointments_today": (
        "Appointments of today, by status",
        lambda db: gauges.appointments_by_status(db, clinic_today(), clinic_zone()),
    ),
}
