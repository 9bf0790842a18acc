"""Who would come earlier, and three hours that were given back: one is offered, one was given, for the other people could come."""

from tools.demo import people

# Nobody's hour of today is taken for it.
FREED = """
    SELECT a.id, a.patient_id, t.treatment_id
      FROM citas.appointments a JOIN citas.appointment_treatments t ON (t.appointment_id, t.position) = (a.id, 0)
     WHERE a.status = 'PENDING' AND NOT a.overbooked AND lower(a.during) > now() + interval '30 hours'
       AND upper(a.during) - lower(a.during) >= interval '30 minutes' AND a.doctor_id = %(doctor)s
     ORDER BY lower(a.during), a.id LIMIT 3
"""
# Who has a file, a phone and nothing booked.
IDLE = """
    SELECT p.id
      FROM historia_clinica.patients p
     WHERE p.active AND p.phone IS NOT NULL
       AND NOT EXISTS (SELECT FROM citas.appointments a WHERE a.patient_id = p.id AND upper(a.during) > now())
     ORDER BY p.id LIMIT %(many)s
"""
# Somebody who has an hour later on and would give it up.
LATER = """
    SELECT a.id, a.patient_id, t.treatment_id
      FROM citas.appointments a JOIN citas.appointment_treatments t ON (t.appointment_id, t.position) = (a.id, 0)
     WHERE a.status IN ('PENDING', 'CONFIRMED') AND NOT a.overbooked AND a.doctor_id = %(doctor)s
     ORDER BY lower(a.during) DESC, a.id LIMIT 1
"""
SHORT = """
    SELECT id FROM inventario.treatments WHERE active AND duration_minutes <= 30 ORDER BY id LIMIT 4
"""
MORNINGS = [{"weekday": day, "start_time": "00:00", "end_time": "12:00"} for day in range(5)]
AFTERNOONS = [{"weekday": day, "start_time": "12:00", "end_time": "24:00"} for day in range(5)]
WISHES = (
    {},
    {"windows": AFTERNOONS},
    {"priority": True, "priority_reason": "Dolor"},
    {"windows": MORNINGS, "notice_minutes": 1440},
    {"windows": [*MORNINGS, *AFTERNOONS]},
    {"note": "Trabaja cerca: puede llegar en 20 minutos", "notice_minutes": 30},
    {"windows": MORNINGS[:3]},
)


def load(suite, known):
    """What is there already is not entered twice."""
    if suite.rows("SELECT FROM citas.waitlist_entries LIMIT 1"):
        return
    desk, doctor = known.users["reception"], known.users[people.DOCTORS[0].key]
    treatments = [id for (id,) in suite.rows(SHORT)]
    idle = suite.rows(IDLE, many=len(WISHES))
    for number, ((patient,), wish) in enumerate(zip(idle, WISHES, strict=False)):
        body = {
            "patient_id": patient,
            "treatments": [{"treatment_id": treatments[number % len(treatments)]}],
            "minutes": 30,
            "doctor_id": doctor[0] if number % 2 else None,
        }
        suite.post("citas/waitlist", body | wish, desk)
    for visit, patient, treatment in suite.rows(LATER, doctor=doctor[0]):
        body = {"patient_id": patient, "treatments": [{"treatment_id": treatment}], "minutes": 30}
        suite.post("citas/waitlist", body | {"doctor_id": doctor[0], "gives_up_id": visit}, desk)
    for number, (visit, _, _) in enumerate(suite.rows(FREED, doctor=doctor[0])):
        change = {"status": "CANCELLED", "reason": "Avisó que viaja"}
        suite.patch(f"citas/appointments/{visit}/status", change, desk)
        gaps = suite.get("citas/waitlist/gaps", appointment_id=visit)["data"]
        if number == 0 and gaps and gaps[0]["fits"]:
            suite.post(f"citas/waitlist/gaps/{gaps[0]['id']}/offers", {}, desk)
        if number == 2 and gaps and gaps[0]["fits"]:
            # The first whom it suits said yes on the phone.
            fit = suite.get(f"citas/waitlist/gaps/{gaps[0]['id']}/candidates")["fit"]
            suite.post(
                f"citas/waitlist/gaps/{gaps[0]['id']}/bookings", {"entry_id": fit[0]["entry_id"]}, desk
            )
