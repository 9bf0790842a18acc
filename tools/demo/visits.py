"""The agenda: three months behind, today, and two weeks ahead."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal

from tools.demo.catalogue import NEEDS, TREATMENTS, Needs
from tools.demo.people import DOCTORS

HISTORY_DAYS, FUTURE_DAYS = 91, 14
ROOMS = ("Sillón 1 · Rehabilitación", "Sillón 2 · Ortodoncia", "Sillón 3 · Cirugía")
# How early people come.
WAITING_ROOM = timedelta(minutes=20)
# What a doctor's field is paired with: days of the week (0 is Monday), opening and closing.
HOURS = {
    "general": [(day, *span) for day in range(5) for span in (("08:00", "13:00"), ("14:00", "18:00"))],
    "orthodontics": [(day, *span) for day in range(5) for span in (("09:00", "13:00"), ("14:00", "18:00"))]
    + [(5, "08:30", "13:00")],
    # Somebody is there for emergencies on Saturdays and Sundays too.
    "surgery": [(day, "09:00", "15:00") for day in range(1, 7)],
}
REASONS = {
    "Diagnóstico": ("Control", "Dolor al masticar", "Primera consulta", "Sensibilidad al frío"),
    "Prevención": ("Limpieza semestral", "Sangrado de encías", "Control preventivo"),
    "Operatoria": ("Caries en molar", "Se cayó una calza", "Diente fracturado"),
    "Estética": ("Mejorar la sonrisa", "Manchas en los dientes"),
    "Endodoncia": ("Dolor intenso al dormir", "Tratamiento de conducto"),
    "Cirugía": ("Muela del juicio", "Diente que no se puede salvar"),
    "Periodoncia": ("Encías inflamadas", "Movilidad dental"),
    "Ortodoncia": ("Control mensual", "Se soltó un bracket", "Instalación de aparatos"),
}
CANCELLED_BECAUSE = (
    "El paciente tuvo que viajar",
    "Motivos de trabajo; pedirá otra fecha",
    "Está con gripe",
    "El paciente llamó para cancelar",
)


@dataclass(frozen=True)
class Visit:
    """An appointment as it should come to be."""

    key: int
    doctor: str
    patient: int
    start: datetime
    end: datetime
    status: str
    treatments: tuple[tuple[str, Decimal], ...]
    extras: tuple[tuple[str, Decimal], ...]
    reason: str
    cancel_reason: str | None = None
    overbook_reason: str | None = None


class Agenda:
    """Fills days with visits: one doctor, one chair and one patient at a time."""

    def __init__(self, random, patients, zone):
        self.random, self.zone, self.next_key = random, zone, 1
        self.everybody = [patient.key for patient in patients]
        # Whoever wears brackets comes every month.
        self.in_orthodontics = self.everybody[:: max(1, len(self.everybody) // 60)]
        self.seen = set()

    def day(self, day, fill, statuses, shortest=False):
        """The visits of a day; `fill` of the free time is taken, `statuses` weighs how they ended."""
        names, weights = list(statuses), list(statuses.values())
        found = []
        for doctor in DOCTORS:
            for weekday, opens, closes in HOURS[doctor.field]:
                if weekday != day.weekday():
                    continue
                at, closing = self._moment(day, opens), self._moment(day, closes)
                while at < closing:
                    visit = self._visit(doctor, at, self.random.choices(names, weights)[0], shortest)
                    preparation, cleaning = turnover(visit)
                    visit = replace(visit, start=visit.start + preparation, end=visit.end + preparation)
                    if self.random.random() < fill and visit.end <= closing:
                        found.append(self._kept(visit))
                        at = visit.end + cleaning
                    else:
                        at += timedelta(minutes=30)
        return sorted(found, key=lambda visit: (visit.start, visit.doctor))

    def today(self, now):
        """Busy, each visit as it stands at `now`, and one more came with pain."""
        alone = sum(any(row[0] == now.weekday() for row in HOURS[doctor.field]) for doctor in DOCTORS) == 1
        visits = self.day(now.date(), 1.0 if alone else 0.8, {"PENDING": 1}, shortest=alone)
        beside = next((visit for visit in visits if visit.start > now), visits[-1])
        return [*(_as_of(now, *placed) for placed in enumerate(visits)), _as_of(now, 0, self._urgent(beside))]

    def _urgent(self, beside):
        emergency = next(treatment for treatment in TREATMENTS if treatment.code == "URG-01")
        visit = self._visit(_doctor(beside.doctor), beside.start, "PENDING", False, [emergency])
        return self._kept(
            replace(visit, reason="Dolor agudo", overbook_reason="Dolor agudo, no podía esperar")
        )

    def _visit(self, doctor, start, status, shortest, treatments=None):
        treatments = treatments or self._treatments(doctor, shortest)
        minutes = sum(treatment.minutes for treatment in treatments)
        return Visit(
            key=self.next_key,
            doctor=doctor.key,
            patient=self._patient(doctor, start.date()),
            start=start,
            end=start + timedelta(minutes=-(-minutes // 10) * 10),
            status=status,
            treatments=tuple((treatment.code, Decimal(1)) for treatment in treatments),
            extras=self._extras(),
            reason=self.random.choice(REASONS[treatments[0].category]),
            cancel_reason=self.random.choice(CANCELLED_BECAUSE) if status == "CANCELLED" else None,
        )

    def _kept(self, visit):
        self.next_key += 1
        self.seen.add((visit.patient, visit.start.date()))
        return visit

    def _patient(self, doctor, day):
        crowd = self.everybody
        if doctor.field == "orthodontics" and self.random.random() < 0.8:
            crowd = self.in_orthodontics
        while True:
            patient = self.random.choice(crowd)
            if (patient, day) not in self.seen:
                return patient
            crowd = self.everybody

    def _treatments(self, doctor, shortest):
        possible = [
            treatment
            for treatment in TREATMENTS
            if treatment.field in (doctor.field, "any") and not (shortest and treatment.minutes > 40)
        ]
        main = self.random.choices(possible, [treatment.weight for treatment in possible])[0]
        x_ray = next(treatment for treatment in TREATMENTS if treatment.code == "RAD-01")
        return [main, x_ray] if main is not x_ray and self.random.random() < 0.12 else [main]

    def _extras(self):
        chance = self.random.random()
        if chance < 0.08:
            return (("VEN-CEP", Decimal(self.random.choice((1, 1, 2)))),)
        return (("VEN-ENJ", Decimal(1)),) if chance < 0.12 else ()

    def _moment(self, day, clock):
        return datetime.combine(day, time.fromisoformat(clock), self.zone)


def turnover(visit):
    """For how long its chair is made ready before it and cleaned after it."""
    needs = [NEEDS.get(code, Needs()) for code, _ in visit.treatments]
    longest = max(one.preparation for one in needs), max(one.cleaning for one in needs)
    return tuple(timedelta(minutes=minutes) for minutes in longest)


def _as_of(now, place, visit):
    """What is over was attended, but for one who did not come and one who cancelled; what is to come is only booked."""
    if visit.end <= now:
        status = {1: "NO_SHOW", 2: "CANCELLED"}.get(place, "COMPLETED")
    elif visit.start <= now:
        status = "IN_PROGRESS"
    elif visit.start <= now + WAITING_ROOM:
        status = "ARRIVED"
    else:
        status = "PENDING" if place % 4 == 1 else "CONFIRMED"
    return replace(
        visit, status=status, cancel_reason=CANCELLED_BECAUSE[2] if status == "CANCELLED" else None
    )


def _doctor(key):
    return next(doctor for doctor in DOCTORS if doctor.key == key)


def history(agenda, today):
    """The days before today, from the oldest."""
    usual = {"COMPLETED": 86, "CANCELLED": 7, "NO_SHOW": 7}
    days = [today - timedelta(days=ago) for ago in range(HISTORY_DAYS, 0, -1)]
    return [visit for day in days for visit in agenda.day(day, 0.5, usual)]


def future(agenda, today):
    """The days after today; the further away, the emptier and the less confirmed."""
    found = []
    for ahead in range(1, FUTURE_DAYS + 1):
        confirmed = max(15, 85 - 6 * ahead)
        statuses = {"CONFIRMED": confirmed, "PENDING": 100 - confirmed}
        found += agenda.day(today + timedelta(days=ahead), 0.42 - 0.02 * ahead, statuses)
    return found
