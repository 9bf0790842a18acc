"""A control that repeats every week, and a visit of two parts: what does not fit of them is left out, as a person would."""

from datetime import datetime, timedelta

from tools.demo import people

# Who has a file and nothing booked.
IDLE = """
    SELECT p.id
      FROM historia_clinica.patients p
     WHERE p.active AND NOT EXISTS (SELECT FROM citas.appointments a WHERE a.patient_id = p.id AND upper(a.during) > now())
     ORDER BY p.id DESC LIMIT 2
"""
SHORT = "SELECT id FROM inventario.treatments WHERE active AND duration_minutes <= 30 ORDER BY id LIMIT 2"
HOURS, TRIED_DAYS = (16, 17, 11, 9), 14


def load(suite, known):
    """What is there already is not booked twice."""
    if suite.rows("SELECT FROM citas.series LIMIT 1"):
        return
    desk = known.users["reception"]
    first, second = (known.users[doctor.key][0] for doctor in people.DOCTORS[:2])
    treatments = [[{"treatment_id": id}] for (id,) in suite.rows(SHORT)]
    patients = [id for (id,) in suite.rows(IDLE)]
    control = {"doctor_id": second, "minutes": 30, "treatments": treatments[0]}
    wishes = (
        {"parts": [control], "repeat": {"frequency": "WEEKLY", "count": 6}, "reason": "Control"},
        {"parts": [{**control, "doctor_id": first, "treatments": treatments[1]}, control]},
    )
    for patient, wish in zip(patients, wishes, strict=False):
        book(suite, desk, {"patient_id": patient, **wish})


def book(suite, desk, wish):
    """From the first day and hour on which most of it fits."""
    tomorrow = suite.now().astimezone(suite.zone).date() + timedelta(days=1)
    for days in range(TRIED_DAYS):
        for hour in HOURS:
            start = datetime.combine(
                tomorrow + timedelta(days=days), datetime.min.time(), suite.zone
            ).replace(hour=hour)
            body = {**wish, "start_time": start.isoformat()}
            visits = suite.post("citas/series/preview", body, desk)["visits"]
            unfit = [visit["day"] for visit in visits if any(part["problem"] for part in visit["parts"])]
            if visits[0]["day"] not in unfit and len(unfit) * 2 <= len(visits):
                exceptions = [{"day": day, "start_time": None} for day in unfit]
                suite.post("citas/series", {**body, "exceptions": exceptions}, desk)
                return
