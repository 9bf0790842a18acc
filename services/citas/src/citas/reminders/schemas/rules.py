"""Rules of what is sent when, and the clinic's quiet hours."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from citas.fields import Opens
from common.fields import Id, line, text
from common.web.schema import Input

Moment = Literal["BEFORE", "BOOKED", "MOVED", "CANCELLED"]
Channel = Literal["MAIL", "WHATSAPP"]
Before = Annotated[int, Field(ge=30, le=43200, examples=[2880])]
RuleName = line(80, "Dos días antes")
Subject = line(150, "Su cita del {dia}")
Body = text(2000, "Hola, {nombre}: le esperamos el {dia} a las {hora}. {enlace}", shortest=1)


class NewReminderRule(Input):
    name: RuleName
    moment: Moment
    minutes_before: Before | None = Field(None, description="Solo antes de la cita: con cuánta anticipación")
    channel: Channel = Field(description="Por correo, o por WhatsApp de una persona de la clínica")
    treatment_ids: list[Id] = Field(
        [],
        max_length=50,
        description="Solo para citas con alguno de estos tratamientos, en vez de la regla general de la misma "
        "anticipación; ninguno: para todas",
    )
    subject: Subject
    body: Body
    active: bool = True

    @model_validator(mode="after")
    def before(self):
        if (self.moment == "BEFORE") != (self.minutes_before is not None):
            raise ValueError("Con cuánta anticipación se dice solo de lo que se envía antes de la cita.")
        if self.moment != "BEFORE" and self.treatment_ids:
            raise ValueError("Por tratamiento solo hay avisos antes de la cita.")
        return self


class ReminderRuleChanges(Input):
    """Only what is to change."""

    name: RuleName = None
    minutes_before: Before = None
    channel: Channel = None
    treatment_ids: list[Id] = Field(None, max_length=50, examples=[[3]])
    subject: Subject = None
    body: Body = None
    active: bool = Field(None, examples=[False])


class ReminderTreatment(BaseModel):
    id: int
    name: str = Field(examples=["Limpieza dental"])


class ReminderRule(BaseModel):
    id: int
    name: str
    moment: Moment
    minutes_before: int | None
    channel: Channel
    treatments: list[ReminderTreatment]
    subject: str
    body: str
    active: bool
    version: int
    created_at: datetime
    updated_at: datetime


class ReminderRules(BaseModel):
    data: list[ReminderRule]


class ReminderWords(Input):
    subject: Subject
    body: Body


class TemplateVariable(BaseModel):
    name: str = Field(examples=["hora"])
    meaning: str = Field(examples=["la hora de la cita: 10:00"])


class ReminderPreview(BaseModel):
    subject: str
    text: str
    missing: list[str] = Field(
        description="Lo que falta para que salga", examples=[["el teléfono de la clínica"]]
    )
    variables: list[TemplateVariable]


class NewReminderSettings(Input):
    quiet_from: Opens = Field(
        description="Desde qué hora no se envía nada antes de una cita", examples=["21:00"]
    )
    quiet_to: Opens = Field(
        description="Hasta qué hora; la misma: no hay horas de silencio", examples=["07:00"]
    )


class ChannelChoice(Input):
    channel: Channel | None = Field(description="null: como diga cada regla", examples=["WHATSAPP"])


class ReminderSettings(BaseModel):
    quiet_from: str
    quiet_to: str
    version: int
    updated_at: datetime
