"""A copy, as it goes out."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from historia_clinica.fields import Person


class Export(BaseModel):
    id: int
    patient_id: int
    state: Literal["WAITING", "RUNNING", "READY", "FAILED", "EXPIRED"]
    done: int = Field(description="Partes hechas")
    total: int
    error: str | None
    asked_by: Person
    asked_at: datetime
    expires_at: datetime = Field(description="Hasta cuándo se puede descargar")
    sha256: str | None
    size_bytes: int | None


class Exports(BaseModel):
    data: list[Export]
