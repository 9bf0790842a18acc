"""What /metrics tells of the records, asked at each scrape: how many, never whose."""

from common.clock import clinic_today, clinic_zone
from historia_clinica.queries import gauges

GAUGES = {
    "clinic_patients_registered_today": (
        "Patients registered today",
        lambda db: gauges.patients_registered(db, clinic_today(), clinic_zone()),
    ),
}
