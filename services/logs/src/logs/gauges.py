"""What /metrics tells of the trace, asked at each scrape."""

from common.clock import clinic_today, clinic_zone
from logs import queries

GAUGES = {
    "clinic_log_warnings_today": (
        "Entries of today that are no mere information, by level",
        lambda db: queries.count_warnings(db, clinic_today(), clinic_zone()),
    ),
}
