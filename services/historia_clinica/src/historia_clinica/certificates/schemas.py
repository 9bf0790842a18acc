"""Certificates, as they come in and go out."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from common.fields import line, text
from common.web.paging import Page
from common.web.schema import Input
from historia_clinica.fields import CertainDiagnosis, CertifiedDiagnosis, IssuedPaper, Person

Reason = line(500, "Cuadro agudo, con procedimiento bajo anestesia local", shortest=3)
Advice = text(1000, "Puede reintegrarse el 26 de noviembre sin restricción, si no hay fiebre.")


class Rest(StrEnum):
    NONE = "NONE"
    HOURS = "HOURS"
    DAYS = "DAYS"


class RestKind(StrEnum):
    ABSOLUTE = "ABSOLUTE"
    RELATIVE = "RELATIVE"


class Contingency(StrEnum):
    ILLNESS = "ILLNESS"
    ACCIDENT = "ACCIDENT"
    WORK_ACCIDENT = "WORK_ACCIDENT"
    WORK_ILLNESS = "WORK_ILLNESS"
    MATERNITY = "MATERNITY"
    OTHER = "OTHER"


class NewCertificate(Input):
    attended_on: date = Field(examples=["2026-11-24"])
    attended_from: time = Field(examples=["10:00"])
    attended_until: time | None = Field(None, examples=["10:45"])
    reason: Reason = Field(
        description="Se imprime siempre: sin el diagnóstico, si el paciente no quiere que conste"
    )
    diagnoses: Annotated[list[CertainDiagnosis], Field(min_length=1, max_length=10)]
    show_diagnosis: bool = Field(description="Si el paciente quiere que el diagnóstico se imprima")
    rest: Rest
    rest_hours: int | None = Field(None, ge=1, le=23, examples=[None])
    rest_from: date | None = Field(None, examples=["2026-11-24"])
    rest_until: date | None = Field(
        None, description="El último día; de un reposo de horas, ninguno", examples=["2026-11-25"]
    )
    rest_kind: RestKind | None = None
    contingency: Contingency | None = None
    advice: Advice | None = None


class Certificate(IssuedPaper):
    attended_on: date
    attended_from: time
    attended_until: time | None
    reason: str
    diagnoses: list[CertifiedDiagnosis]
    show_diagnosis: bool
    rest: Rest
    rest_hours: int | None
    rest_from: date | None
    rest_until: date | None
    rest_kind: RestKind | None
    contingency: Contingency | None
    advice: str | None
    professional: Person
    code: str = Field(description="Lo que dice su QR: con él, cualquiera comprueba el papel")


class CertificatePage(Page[Certificate]):
    pass
