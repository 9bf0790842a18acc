"""An afternoon without power two days ago, all of whose visits were entered."""

from datetime import timedelta


def load(suite):
    if suite.rows("SELECT FROM citas.outages LIMIT 1"):
        return
    day = (suite.now() - timedelta(days=2)).replace(hour=15, minute=20, second=0, microsecond=0)
    outage = {
        "started_at": day.isoformat(),
        "ended_at": (day + timedelta(hours=1, minutes=25)).isoformat(),
        "reason": "Corte de luz en el sector",
    }
    suite.post("citas/outages", outage)
