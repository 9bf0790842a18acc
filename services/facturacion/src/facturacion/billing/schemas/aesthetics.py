"""What is done for looks, and the diagnosis that spares it the IVA."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from common.fields import Id
from common.web.schema import Input
from facturacion.fields import Person


class LinkWish(Input):
    treatment_id: Id


class LinkedDiagnosis(BaseModel):
    sha256: str = Field(
        description="Huella del diagnóstico firmado; cuál es, solo lo dice la historia clínica"
    )
    signed_on: date
    linked_at: datetime
    linked_by: Person


class Aesthetic(BaseModel):
    treatment_id: int
    positions: list[int] = Field(description="Las líneas que lo cobran, solo o en un paquete")
    diagnosis: LinkedDiagnosis | None
