"""What /metrics counts of the patients, asked at each scrape: how many, never whose."""

from common.clock import clinic_today, clinic_zone
from historia_clinica.patients import queries

GAUGES = {
    "clinic_patients_registered_today": (
        "Patients registered today",
        lambda db: queries.registered(db, clinic_today(), clinic_zone()),
    ),
}
