"""What a visitor of the published page reads and sends: never anything about a patient."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, model_validator

from citas.fields import Minute, Named
from citas.self_booking.schemas.settings import Mode
from common.fields import Day, Email, Id, Name, Phone, line
from common.identity_documents import check_cedula, check_passport
from common.web.schema import Input

Ticket = line(120, shortest=20)
DocumentNumber = line(40, "0926687856")
SixDigits = line(6, "123456", shortest=6, pattern=r"^[0-9]{6}$")
StoredEmail = Annotated[Email, AfterValidator(str.lower)]


class OfferedTreatment(BaseModel):
    id: int
    name: str = Field(examples=["Limpieza y flúor"])
    category: str = Field(examples=["Prevención"])
    minutes: int = Field(examples=[45])
    price: str = Field(examples=["35.00"])


class OnlinePage(BaseModel):
    mode: Mode
    treatments: list[OfferedTreatment]
    doctors: list[Named]
    new_patients: bool
    horizon_days: int
    cancel_minutes: int
    phone: str | None
    note: str | None
    today: str = Field(examples=["2026-11-24"])
    timezone: str = Field(examples=["America/Guayaquil"])


class TimesQuery(Input):
    treatment_id: Id
    doctor_id: Id | None = None
    first: Day = Field(alias="from")
    last: Day = Field(alias="to", description="Hasta 14 días")


class FreeTime(BaseModel):
    start_time: datetime
    end_time: datetime
    doctor: Named


class FreeTimes(BaseModel):
    data: list[FreeTime]


class Challenge(BaseModel):
    challenge: str
    bits: int = Field(
        description="Cuántos bits en cero al comienzo de SHA-256(challenge + «:» + nonce)", examples=[15]
    )


class OnlineChoice(Input):
    treatment_id: Id
    doctor_id: Id
    start_time: Minute
    challenge: line(200)
    nonce: int = Field(ge=0, le=2**53)


class OnlineHold(BaseModel):
    ticket: str = Field(description="Lo que se muestra en los pasos que siguen")
    doctor: Named
    start_time: datetime
    end_time: datetime
    expires_at: datetime | None


class OnlinePerson(Input):
    ticket: Ticket
    first_name: Name = Field(examples=["Julián"])
    last_name: Name = Field(examples=["Vélez Cano"])
    document_type: Literal["CEDULA", "PASSPORT"] = "CEDULA"
    document_number: DocumentNumber
    phone: Phone
    email: StoredEmail
    consent: Literal[True] = Field(description="Acepta que la clínica use estos datos para atenderle")

    @model_validator(mode="after")
    def document(self):
        check = check_cedula if self.document_type == "CEDULA" else check_passport
        self.document_number = check(self.document_number)
        return self


class CodeSent(BaseModel):
    email: str
    expires_at: datetime | None


class OnlineCode(Input):
    ticket: Ticket
    code: SixDigits


class OnlineAnswer(BaseModel):
    """The same whether the document is known or not."""

    state: Literal["BOOKED", "REQUESTED", "CANCELLED", "REJECTED", "OVER"]
    name: str = Field(examples=["Julián"])
    treatment: str
    doctor: str
    doctor_id: int
    treatment_id: int
    start_time: datetime
    end_time: datetime
    changeable: bool = Field(description="Si todavía puede cambiarla o cancelarla por su enlace")
    phone: str | None
    note: str | None
    timezone: str = Field(examples=["America/Guayaquil"])


class Ticketed(Input):
    ticket: Ticket


class OnlineMove(Input):
    doctor_id: Id
    start_time: Minute
