"""What /metrics tells of who may enter, asked at each scrape."""

from auth.queries import gauges

GAUGES = {
    "clinic_users_active": ("People who may enter", gauges.active_users),
    "clinic_users_locked": ("People locked out for a while after wrong passwords", gauges.locked_users),
}
