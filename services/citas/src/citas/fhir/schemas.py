"""What FHIR searches of the agenda take."""

from pydantic import Field

from common.fhir.answers import FhirSearch
from common.fields import Day, Id


class AppointmentSearch(FhirSearch):
    """Of a patient, of a day, or both: neither alone would be the whole agenda."""

    date: Day | None = Field(None, description="El día de la clínica en que empieza", examples=["2026-11-24"])
    patient: Id | None = Field(None, description="El número del paciente", examples=[7])
    practitioner: Id | None = Field(None, description="El número del profesional", examples=[3])


class SlotSearch(FhirSearch):
    schedule: Id = Field(description="El número del profesional", examples=[3])
    start: Day = Field(description="El día de la clínica", examples=["2026-11-24"])
