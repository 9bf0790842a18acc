"""Messages about visits, and what is answered to them."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from citas.fields import Named
from citas.reminders.schemas.rules import Channel, Moment
from common.fields import line
from common.web.schema import Input

Note = line(300, "Puedo por la tarde", shortest=0)
Answered = Literal["CONFIRM", "CANCEL", "MOVE"]


class Reminder(BaseModel):
    id: int
    appointment_id: int
    rule: str = Field(description="El nombre de su regla", examples=["Dos días antes"])
    moment: Moment
    channel: Channel
    visit_at: datetime
    due_at: datetime
    state: Literal["PENDING", "QUEUED", "SENT", "SKIPPED", "FAILED"]
    reason: str | None = Field(description="Por qué no salió, o por qué lo envía una persona")
    sent_to: str | None
    sent_at: datetime | None
    sent_by: str | None = Field(description="Quién lo anotó como enviado; null: el sistema")
    seen_at: datetime | None = Field(description="Cuándo se abrió su enlace")
    answer: Answered | None
    answer_note: str | None
    answered_at: datetime | None
    handled_at: datetime | None
    handled_by: str | None


class ReminderPatient(BaseModel):
    id: int
    name: str = Field(examples=["Ana Pérez"])
    phone: str | None


class VisitReminder(Reminder):
    patient: ReminderPatient
    doctor: Named


class Reminders(BaseModel):
    data: list[Reminder]


class VisitReminders(BaseModel):
    data: list[VisitReminder]


class ReminderMessage(BaseModel):
    text: str | None = Field(
        None, description="Repetir la petición con su Idempotency-Key no lo devuelve: lleva el enlace"
    )
    talk: str | None = Field(None, description="WhatsApp con el texto escrito; null: ese número no tiene")
    missing: list[str]


class SharedVisit(BaseModel):
    """Lo que ve quien tiene el enlace: ni el tratamiento ni el apellido."""

    name: str = Field(examples=["Ana"])
    state: Literal["OPEN", "CONFIRMED", "CANCELLED", "MOVED", "OVER", "HERE"]
    doctor: str | None
    start_time: datetime | None
    day: str | None = Field(description="En el reloj de la clínica", examples=["lunes 5 de enero"])
    hour: str | None = Field(examples=["10:00"])
    asked_to_move: bool


class VisitAnswer(Input):
    answer: Answered
    note: Note | None = Field(None, description="Al pedir otra hora: cuándo le conviene")
