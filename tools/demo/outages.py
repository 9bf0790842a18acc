"""An hour and a half without power some days ago: the busiest of the week, so that its page has visits."""

from datetime import timedelta

BUSIEST = """
SELECT date_trunc('hour', lower(during)) AS hour
  FROM citas.appointments
 WHERE status = 'COMPLETED' AND lower(during) BETWEEN now() - interval '9 days' AND now() - interval '2 days'
 GROUP BY hour
 ORDER BY count(*) DESC, hour DESC
 LIMIT 1
"""


def load(suite):
    if suite.rows("SELECT FROM citas.outages LIMIT 1"):
        return
    for (hour,) in suite.rows(BUSIEST):
        outage = {
            "started_at": hour.isoformat(),
            "ended_at": (hour + timedelta(hours=1, minutes=25)).isoformat(),
            "reason": "Corte de luz en el sector",
        }
        suite.post("citas/outages", outage)
