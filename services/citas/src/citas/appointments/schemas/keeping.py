"""What happened to a visit, and how patients keep their hours."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from citas.appointments.schemas.appointments import Status
from citas.fields import Named
from common.fields import Day, Id
from common.web.paging import Page, PageQuery
from common.web.schema import Input


class Change(BaseModel):
    id: int
    what: str = Field(description="El hecho: booked, rescheduled, arrived…", examples=["rescheduled"])
    status: Status
    from_status: Status | None
    start_time: datetime
    from_start_time: datetime | None
    doctor_name: str
    from_doctor_name: str | None
    room_name: str | None
    from_room_name: str | None
    by_name: str | None = Field(description="Quién; «Por enlace»: el paciente", examples=["Rosa Mora"])
    ip: str | None = Field(description="Desde dónde", examples=["192.168.1.20"])
    changed_at: datetime


class ChangeList(BaseModel):
    data: list[Change]


class KeepingQuery(Input):
    patient_id: Id


class Kept(BaseModel):
    attended: int = Field(examples=[12])
    missed: int = Field(description="Inasistencias", examples=[2])
    called_off_late: int = Field(description="Canceladas con menos de un día", examples=[1])
    late: int = Field(description="Veces que llegó tarde, según la regla de la clínica", examples=[3])
    late_minutes: int = Field(description="Cuánto tarde, en promedio", examples=[18])


class KeptByPatient(Kept):
    """Los doce últimos meses."""

    last_missed: datetime | None
    ask_deposit: bool = Field(description="Faltó tanto como la clínica decidió para pedir un depósito")


class KeptOfQuery(Input):
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")


class KeptOfPatientsQuery(KeptOfQuery):
    doctor_id: Id | None = Field(None, description="Solo de las citas de este profesional")


class KeptVisitsQuery(PageQuery):
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    what: Literal["MISSED", "CALLED_OFF_LATE", "LATE", "ATTENDED"] = Field(description="Cómo se cumplieron")
    doctor_id: Id | None = None
    patient_id: Id | None = None
    sort: Literal["start_time", "-start_time"] = "-start_time"


class KeptVisit(BaseModel):
    id: int
    start_time: datetime
    status: Status
    patient: Named
    doctor: Named
    called_off_late: bool = Field(description="Cancelada con menos de un día")
    late_minutes: int | None = Field(description="Cuánto tarde llegó, si fue tarde", examples=[18])


class KeptVisitPage(Page[KeptVisit]):
    pass


class KeptOfPatient(Kept):
    patient_id: int
    patient_name: str


class KeptOfPatients(BaseModel):
    data: list[KeptOfPatient]


class KeptByDoctor(Kept):
    doctor_id: int
    doctor_name: str


class KeptByDoctors(BaseModel):
    data: list[KeptByDoctor]
