"""Events published about appointments: payloads and the sentences of the log."""

from citas.appointments.queries import changes
from citas.moments import written
from common.messages.events import current_actor, publish
from common.store.sql import only

SENTENCES = {
    "booked": "Agendó la cita",
    "rescheduled": "Reprogramó la cita",
    "updated": "Modificó la cita",
    "confirmed": "Confirmó la cita",
    "arrived": "Registró la llegada a la cita",
    "started": "Empezó la atención de la cita",
    "completed": "Terminó la atención de la cita",
    "cancelled": "Canceló la cita",
    "missed": "Marcó la inasistencia a la cita",
    "returned": "Devolvió a espera la cita",
    "corrected": "Corrigió el estado de la cita",
    "reopened": "Reabrió la cita terminada",
}

# What the log shows as a warning: always, and where the visit is overbooked.
WARNED, PLACED = ("corrected", "reopened"), ("booked", "rescheduled")


def publish_appointment(tx, appointment, what, **data):
    """Publish `appointment.<what>` and keep it as a step of the visit, in the transaction that holds the appointment's row."""
    changes.insert(tx, appointment, what, current_actor() or {})
    sentence = SENTENCES[what]
    if what == "booked" and appointment["overbooked"]:
        sentence = "Agendó como sobrecupo la cita"
    publish(
        tx,
        f"appointment.{what}",
        f"appointment:{appointment['id']}",
        f"{sentence} de {appointment['patient']['name']} con {appointment['doctor']['name']} "
        f"del {written(appointment['start_time'])}",
        patient_id=appointment["patient"]["id"],
        level="WARNING" if what in WARNED or appointment["overbooked"] and what in PLACED else "INFO",
        appointment_id=appointment["id"],
        **only(appointment, "doctor", "start_time", "end_time", "status", "overbooked"),
        **data,
    )


def completed(tx, appointment):
    """Publish `appointment.completed`, with what stock and billing need; `completion` says which it is: 1, 2, …"""
    publish_appointment(
        tx,
        appointment,
        "completed",
        **only(appointment, "patient", "treatments", "extras", "completed_at"),
        completion=appointment["completions"],
    )


def reopened(tx, appointment, reason, now):
    """Publish `appointment.reopened`; `completion` says which one is undone."""
    publish_appointment(
        tx,
        appointment,
        "reopened",
        patient=appointment["patient"],
        reason=reason,
        reopened_at=now,
        completion=appointment["completions"],
    )


def hold_released(tx, hold):
    """Publish that somebody ended what another person held."""
    publish(
        tx,
        "hold.released",
        f"hold:{hold['id']}",
        f"Liberó la hora del {written(hold['start_time'])} con {hold['doctor']['name']} que retenía {hold['holder_name']}",
        level="WARNING",
        hold_id=hold["id"],
        **only(hold, "doctor", "start_time", "end_time", "holder_name"),
    )
