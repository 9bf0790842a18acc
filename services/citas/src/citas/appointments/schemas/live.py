"""What changed in the agenda since a page last looked."""

from pydantic import BaseModel, Field

from citas.appointments.schemas.agenda import FreeSlot


class ChangedSpan(FreeSlot):
    """From when to when somebody wrote something."""


class AgendaChanges(BaseModel):
    whole: bool = Field(description="Pudo cambiar cualquier día, o los horarios: hay que volver a leer todo")
    spans: list[ChangedSpan]
