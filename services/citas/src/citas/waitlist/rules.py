"""What the clinic decided about its waiting list. Neither HTTP nor SQL: values in, a value or a Problem out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil

from citas.openings import attended
from common.problems import Conflict, Gone, Invalid

SHORTEST, LONGEST = 15, 720
OPEN = {"WAITING", "OFFERED"}
# How a person calls an entry of each state.
WORDS = {
    "WAITING": "en espera",
    "OFFERED": "con una hora ofrecida",
    "BOOKED": "con la cita ya dada",
    "WITHDRAWN": "retirada",
    "EXPIRED": "vencida",
}


def must_be_open(entry):
    if entry["state"] not in OPEN:
        raise Conflict(f"La espera está {WORDS[entry['state']]}: ya no se puede cambiar.")


def minutes_of(wished, treatments):
    """How long the visit takes: as wished, else what its treatments last."""
    minutes = wished or max(
        SHORTEST, ceil(sum(line["duration_minutes"] * line["quantity"] for line in treatments))
    )
    if minutes > LONGEST:
        raise Invalid.field("minutes", "La cita debe durar entre 5 minutos y 12 horas.")
    return minutes


def must_be_ordered(windows):
    """Hours of one weekday that end before they begin, or overlap, name the line that is wrong."""
    for position, window in enumerate(windows):
        if window["end_time"] <= window["start_time"]:
            raise Invalid.field(f"windows.{position}.end_time", "Debe terminar después de empezar.")
        for other in windows[:position]:
            same = window["weekday"] == other["weekday"]
            if same and window["start_time"] < other["end_time"] and other["start_time"] < window["end_time"]:
                raise Invalid.field(
                    f"windows.{position}.start_time", "Se cruza con otra franja del mismo día."
                )


def must_be_days(first_day, last_day, today):
    if last_day is not None and last_day < max(first_day, today):
        raise Invalid.field("last_day", "Debe ser hoy o un día posterior, y no antes de «desde».")


def must_do_it(needs, doctor_id):
    if not needs.allows(doctor_id):
        raise Invalid.field("doctor_id", "Este profesional no hace ese tratamiento.")


def must_explain_priority(priority, reason):
    if priority and not reason:
        raise Invalid.field("priority_reason", "Escriba por qué va primero.")


def must_give_up_own(appointment, same_person, movable):
    """The appointment that would be given up is the patient's, and still to come."""
    if appointment is None or not same_person:
        raise Invalid.field("gives_up_id", "No existe esa cita del paciente.")
    if not movable:
        raise Invalid.field("gives_up_id", "Esa cita ya no se puede adelantar.")


# A freed hour is offered to whoever has most points. Each point is told with its reason.
PRIORITY, MOST_DAYS, TIGHTEST = 40, 30, 20
EACH_OFFER, MOST_OFFERS = 10, 3
EACH_PASS, MOST_PASSES = 5, 4
ACCEPT = "waitlist:accept"
GONE = "Esa hora ya la tomó otra persona. Usted sigue en la lista de espera: le avisaremos de la próxima."
ENDED = {
    "LOST": GONE,
    "DECLINED": "Usted respondió que no podía. Si cambió de idea, llame a la clínica.",
    "WITHDRAWN": "La clínica retiró esta oferta.",
    "EXPIRED": "Venció el plazo para responder. Usted sigue en la lista de espera.",
}


@dataclass(frozen=True)
class Gap:
    """What is free of a freed hour."""

    doctor_id: int
    start_time: datetime
    end_time: datetime
    room_kind: str | None = None

    @property
    def minutes(self):
        return int((self.end_time - self.start_time).total_seconds() // 60)


def why_not(entry, gap, now, zone):
    """Why a freed hour is not for this entry, in words; None where it is."""
    start, end = gap.start_time, gap.start_time + timedelta(minutes=entry["minutes"])
    day = start.astimezone(zone).date()
    given_up = entry["gives_up_time"]
    reasons = (
        (entry["left_it"], "Es quien dejó la hora."),
        (entry["doctor_id"] not in (None, gap.doctor_id), "Espera a otro profesional."),
        (not entry["needs"].allows(gap.doctor_id), "Ese profesional no hace su tratamiento."),
        (
            entry["needs"].room_kind not in (None, gap.room_kind),
            f"Necesita un consultorio de tipo «{entry['needs'].room_kind}».",
        ),
        (
            entry["minutes"] > gap.minutes,
            f"Necesita {entry['minutes']} minutos y quedan libres {gap.minutes}.",
        ),
        (
            day < entry["first_day"] or entry["last_day"] is not None and day > entry["last_day"],
            "Ese día no le sirve.",
        ),
        (entry["windows"] and not attended(entry["windows"], start, end, zone), "Esa hora no le sirve."),
        (start - now < timedelta(minutes=entry["notice_minutes"]), "Necesita saberlo con más anticipación."),
        (given_up is not None and not entry["movable"], "La cita que dejaría ya no está en pie."),
        (given_up is not None and given_up <= start, "Su cita es antes."),
        (entry["busy"], "Tiene otra cita a esa hora."),
        (not entry["place_free"], "No alcanza la preparación o la limpieza, o falta el equipo."),
        (entry["offered_now"], "Ya tiene una hora ofrecida."),
    )
    return next((sentence for holds, sentence in reasons if holds), None)


def points_of(entry, gap, now):
    """[(points, reason)]: what speaks for this entry, and against it."""
    days = max((now - entry["created_at"]).days, 0)
    left = gap.minutes - entry["minutes"]
    offered, passed = entry["offered"], entry["passed"]
    told = [
        (PRIORITY, "tiene prioridad") if entry["priority"] else None,
        (min(days, MOST_DAYS), waited(days)),
        (
            round(TIGHTEST * entry["minutes"] / gap.minutes),
            "llena el hueco" if not left else f"deja {left} min",
        ),
        (-EACH_OFFER * min(offered, MOST_OFFERS), f"ya se le ofreció {times(offered)}") if offered else None,
        (
            (EACH_PASS * min(passed, MOST_PASSES), f"{times(passed)} le servía y no se le ofreció")
            if passed
            else None
        ),
    ]
    return [one for one in told if one]


def waited(days):
    if days == 0:
        return "espera desde hoy"
    return "espera un día" if days == 1 else f"espera {days} días"


def times(count):
    return "una vez" if count == 1 else f"{count} veces"


def ranked(entries, gap, now, zone):
    """(who fits, who does not): the first by their points and then by who waits longest, each with the reason."""
    fit, unfit = [], []
    for entry in entries:
        refused = why_not(entry, gap, now, zone)
        if refused:
            unfit.append({"entry": entry, "fits": False, "place": None, "points": None, "reason": refused})
        else:
            told = points_of(entry, gap, now)
            reason = ", ".join(words for _, words in told)
            row = {"entry": entry, "fits": True, "points": sum(points for points, _ in told)}
            fit.append(row | {"reason": f"{reason[:1].upper()}{reason[1:]}."})
    fit.sort(key=lambda row: (-row["points"], row["entry"]["created_at"], row["entry"]["id"]))
    return [{**row, "place": place} for place, row in enumerate(fit, 1)], unfit


def chosen(fit, wished, most):
    """Who is offered it: those who were named, in their order, else the first `most`."""
    if not wished:
        return fit[:most]
    by_id = {row["entry"]["id"]: row for row in fit}
    if not set(wished) <= by_id.keys():
        raise Conflict("A alguien de los elegidos ya no le sirve esa hora. Vuelva a mirar la lista.")
    return [by_id[id] for id in wished]


# An hour that suits nobody is looked at again: who enters the list later may want it.
LOOK_AGAIN = timedelta(minutes=15)
NOBODY = "A nadie más de la lista le sirve por ahora."


def next_round(fit, unfit, asked, most):
    """(who is offered it now, who is not): whoever had it offered already is neither."""
    fresh = [row for row in fit if row["entry"]["id"] not in asked]
    return fresh[:most], fresh[most:] + [row for row in unfit if row["entry"]["id"] not in asked]


def must_be_somebody(chosen):
    if not chosen:
        raise Conflict("A nadie de la lista le sirve esa hora.")


def must_be_free(gap):
    if gap is None:
        raise Conflict("Esa hora ya no está libre.")


def expiry(now, minutes, start_time):
    """When an offer ends: in so many minutes, and never after the visit would begin."""
    return min(now + timedelta(minutes=minutes), start_time)


def must_stand(state):
    """Raise Gone, in words, for an offer that is over."""
    if state in ENDED:
        raise Gone(ENDED[state])


# As many visits as one report holds against what was invoiced.
MOST_VISITS = 1000
SUMS = ("invoiced", "paid", "not_invoiced")


def must_be_held_against_at_once(visits):
    if len(visits) > MOST_VISITS:
        raise Invalid.field("from", f"Son más de {MOST_VISITS} citas: elija menos días.")


def reconciled(visits, invoices):
    """Each visit with its invoice or draft, and what all come to: booked, invoiced, paid, and not yet invoiced.

    `invoices` is None for who may not see them: then it is said of none.
    """
    rows = [visit | {"invoice": (invoices or {}).get(visit["appointment_id"])} for visit in visits]
    told = {"data": rows, "total": sum((row["total"] for row in rows), Decimal("0.00"))}
    if invoices is None:
        return told | dict.fromkeys(SUMS)
    sums = dict.fromkeys(SUMS, Decimal("0.00"))
    for row in rows:
        invoice = row["invoice"]
        if invoice and invoice["status"] == "ISSUED":
            sums["invoiced"] += Decimal(invoice["total"]) - Decimal(invoice["credited"])
            sums["paid"] += Decimal(invoice["paid"])
        else:
            sums["not_invoiced"] += row["total"]
    return told | sums


def must_be_a_period(first, last):
    if not 1 <= (last - first).days + 1 <= 366:
        raise Invalid.field("to", "El rango debe tener entre 1 y 366 días.")
