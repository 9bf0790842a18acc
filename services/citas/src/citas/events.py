"""What the agenda tells others, and what it does when told."""

from datetime import datetime

from flask import current_app
from pydantic import BaseModel, Field

from citas.queries import agenda, appointments
from common.fields import Id
from common.messages.events import publish

PHRASES = {
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
}


def tell_appointment(tx, appointment, what, **data):
    """`appointment.<what>`, in the transaction that holds the appointment's row."""
    phrase = PHRASES[what]
    if what == "booked" and appointment["overbooked"]:
        phrase = "Agendó como sobrecupo la cita"
    publish(
        tx,
        f"appointment.{what}",
        f"appointment:{appointment['id']}",
        f"{phrase} de {appointment['patient']['name']} con {appointment['doctor']['name']} "
        f"del {clock(appointment['start_time'])}",
        patient_id=appointment["patient"]["id"],
        level="WARNING" if appointment["overbooked"] and what in ("booked", "rescheduled") else "INFO",
        appointment_id=appointment["id"],
        doctor=appointment["doctor"],
        start_time=appointment["start_time"],
        end_time=appointment["end_time"],
        status=appointment["status"],
        overbooked=appointment["overbooked"],
        **data,
    )


def completion_of(appointment, now):
    """What stock and billing need of a completed appointment."""
    members = ("patient", "treatments", "extras")
    return {**{name: appointment[name] for name in members}, "completed_at": now}


def clock(moment: datetime):
    zone = current_app.config["SETTINGS"].clinic_timezone
    return moment.astimezone(zone).strftime("%d/%m/%Y %H:%M")


class ToldPatient(BaseModel):
    """The part of `patient.updated` that appointments remember."""

    id: Id
    name: str = Field(min_length=1, max_length=500)
    document_type: str | None = Field(None, max_length=20)
    document_number: str | None = Field(None, max_length=50)
    phone: str | None = Field(None, max_length=50)
    email: str | None = Field(None, max_length=254)
    address: str | None = Field(None, max_length=1000)


class PatientUpdated(BaseModel):
    patient: ToldPatient


def patient_updated(tx, event):
    """Appointments not yet finished show the patient as they are now; what is over stays as it was."""
    patient = PatientUpdated.model_validate(event.data).patient
    rows = appointments.lock_unfinished_of_patient(tx, patient.id)
    if rows:
        lock_agendas(tx, rows, patient.id)
        appointments.set_patient(tx, [row["id"] for row in rows], **patient.model_dump(exclude={"id"}))


def lock_agendas(tx, places, patient_id):
    """Take the agendas of all doctors, then rooms, then the patient of `places`, before writing an appointment.

    Whoever writes an appointment holds the agendas of where it was and where it will be, taken in this one order
    after the appointment's own row. So two writers whose appointments could clash never meet inside an exclusion
    constraint, where each would wait for the other.
    """
    doctors = sorted({place["doctor_id"] for place in places})
    rooms = sorted({place["room_id"] for place in places if place["room_id"] is not None})
    agenda.lock(
        tx,
        [*(f"doctor:{id}" for id in doctors), *(f"room:{id}" for id in rooms), f"patient:{patient_id}"],
    )


HANDLERS = {"patient.updated": patient_updated}
