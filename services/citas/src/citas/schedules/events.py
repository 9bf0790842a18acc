"""Events published about schedules and rooms: payloads and the sentences of the log."""

from citas.moments import written
from common.messages.events import publish


def hours_updated(tx, doctor, valid_from):
    """`valid_from` is the day on which other hours begin; none where those in force were changed."""
    what = (
        f"Ingresó el horario de {doctor['name']} desde el {valid_from:%d/%m/%Y}"
        if valid_from
        else f"Modificó el horario de {doctor['name']}"
    )
    publish(tx, "working_hours.updated", f"doctor:{doctor['id']}", what)


def hours_removed(tx, doctor, valid_from):
    sentence = f"Quitó el horario de {doctor['name']} que empezaba el {valid_from:%d/%m/%Y}"
    publish(tx, "working_hours.removed", f"doctor:{doctor['id']}", sentence)


def time_off_recorded(tx, doctor, row):
    sentence = f"Registró una ausencia de {doctor['name']} desde el {written(row['start_time'])}"
    publish(tx, "time_off.recorded", f"time_off:{row['id']}", sentence, doctor=doctor)


def time_off_cancelled(tx, row):
    sentence = f"Anuló la ausencia que empezaba el {written(row['start_time'])}"
    publish(tx, "time_off.cancelled", f"time_off:{row['id']}", sentence, doctor_id=row["doctor_id"])


def holiday_saved(tx, day):
    act = "Cerró la clínica" if day["closed"] else "Abrió la clínica, aunque es feriado,"
    publish_holiday(tx, "closed" if day["closed"] else "opened", day, act)


def holiday_removed(tx, day):
    publish_holiday(tx, "removed", day, "Quitó de los feriados de la clínica")


def publish_holiday(tx, what, day, act):
    written = f"{day['date']:%d/%m/%Y}"
    sentence = f"{act} el {written}: {day['name']}"
    publish(tx, f"holiday.{what}", f"holiday:{day['date']}", sentence, date=day["date"].isoformat())


def room_created(tx, room):
    publish(tx, "room.created", f"room:{room['id']}", f"Creó el consultorio {room['name']}")


def room_updated(tx, room):
    publish(tx, "room.updated", f"room:{room['id']}", f"Modificó el consultorio {room['name']}")


def equipment_created(tx, row):
    publish(tx, "equipment.created", f"equipment:{row['id']}", f"Creó el equipo {row['name']}")


def equipment_updated(tx, row):
    publish(tx, "equipment.updated", f"equipment:{row['id']}", f"Modificó el equipo {row['name']}")


def treatment_rule_updated(tx, row):
    sentence = f"Cambió lo que «{row['treatment_name']}» necesita de la agenda"
    publish(tx, "treatment_rule.updated", f"treatment_rule:{row['treatment_id']}", sentence)


RULES = {
    "overbooked_at_once": "Sobrecupos a la vez por profesional",
    "snap_minutes": "Minutos a los que se ajustan las citas",
    "waitlist_offers": "Personas de la lista de espera a las que se ofrece una hora",
    "waitlist_minutes": "Minutos para aceptarla",
    "waitlist_automatic": "Cada hora liberada se ofrece sola",
    "hold_minutes": "Minutos que se retiene una hora mientras se elige",
    "deposit_misses": "Inasistencias desde las que se pide un depósito",
    "late_minutes": "Minutos desde los que se cuenta como tarde",
    "horizon_months": "Meses de anticipación con los que se agenda como mucho",
}


def said(value):
    return {True: "sí", False: "no"}[value] if isinstance(value, bool) else value


def booking_rules_updated(tx, before, after):
    changed = [
        f"{what}: de {said(before[field])} a {said(after[field])}"
        for field, what in RULES.items()
        if before[field] != after[field]
    ]
    sentence = (
        f"Cambió las reglas de la agenda. {'. '.join(changed)}"
        if changed
        else "Guardó las reglas de la agenda"
    )
    rules = {field: after[field] for field in RULES}
    publish(tx, "booking_rules.updated", "booking_rules:1", sentence, level="WARNING", **rules)
