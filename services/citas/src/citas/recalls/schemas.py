"""Rules of who is due again, and who is."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from citas.fields import Named, Reason
from common.fields import Day, Id, line, text
from common.web.paging import Page, PageQuery
from common.web.schema import Input

RuleName = line(80, "Limpieza cada seis meses")
Months = Field(ge=1, le=60, examples=[6])
Subject = line(150, "Ya es hora de su control")
Body = text(
    2000, "Hola, {nombre}: su última visita fue en {ultima}. ¿Le agendamos un control? {clinica}", shortest=1
)


class NewRecallRule(Input):
    name: RuleName
    months: int = Months
    treatment_ids: list[Id] = Field(
        min_length=1, max_length=50, description="Hecho uno de ellos, se cuenta desde entonces"
    )
    subject: Subject
    body: Body
    active: bool = True


class RecallRuleChanges(Input):
    """Only what is to change."""

    name: RuleName = None
    months: int = Field(None, ge=1, le=60, examples=[6])
    treatment_ids: list[Id] = Field(None, min_length=1, max_length=50, examples=[[3]])
    subject: Subject = None
    body: Body = None
    active: bool = Field(None, examples=[False])


class RecallRule(BaseModel):
    id: int
    name: str
    months: int
    treatments: list[Named]
    subject: str
    body: str
    active: bool
    version: int
    created_at: datetime
    updated_at: datetime


class RecallRules(BaseModel):
    data: list[RecallRule]


class RecallsQuery(PageQuery):
    show: Literal["DUE", "SNOOZED", "DISMISSED"] = "DUE"
    rule_id: Id | None = None


class RecalledPatient(BaseModel):
    id: int
    name: str = Field(examples=["Ana Pérez"])
    phone: str | None = Field(description="Como era en esa visita")
    email: str | None


class RecalledFor(BaseModel):
    id: int
    name: str
    months: int


class Recall(BaseModel):
    id: int
    patient: RecalledPatient
    rule: RecalledFor
    treatment_id: int | None = Field(description="El de esa visita, para agendarlo otra vez", examples=[3])
    last_visit_at: datetime
    due_on: date
    state: Literal["OPEN", "DISMISSED"]
    snoozed_until: date | None
    reason: str | None
    contacted_at: datetime | None
    contacted_how: Literal["CALL", "WHATSAPP", "MAIL"] | None
    contacted_by: str | None
    contacts: int = Field(description="Cuántas veces se le contactó desde esa visita")
    prefers: Literal["MAIL", "WHATSAPP"] | None = Field(description="Por dónde prefiere los mensajes")
    version: int


class RecallPage(Page[Recall]):
    pass


class Snooze(Input):
    until: Day
    reason: Reason = Field(examples=["Está de viaje"])


class Dismissal(Input):
    reason: Reason = Field(examples=["Se atiende en otra clínica"])


class Contact(Input):
    how: Literal["CALL", "WHATSAPP"]


class RecallMessage(BaseModel):
    text: str
    talk: str | None = Field(description="WhatsApp con el texto escrito; null: ese número no tiene")
    missing: list[str]
