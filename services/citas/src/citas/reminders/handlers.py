"""Handlers of others' events, and the shapes of what is read of them."""

from typing import Literal

from pydantic import BaseModel

from citas import choices
from common.fields import Id


class Choice(BaseModel):
    """The part of `consent.given` and `consent.withdrawn` that is remembered here."""

    patient_id: Id
    purpose: Literal["MESSAGES", "DATA"] | None = None


def consent_given(tx, event):
    keep(tx, event, True)


def consent_withdrawn(tx, event):
    """From now on the patient gets no message, whichever was planned."""
    keep(tx, event, False)


def keep(tx, event, wanted):
    choice = Choice.model_validate(event.data)
    if choice.purpose == "MESSAGES":
        choices.keep(tx, choice.patient_id, wanted, event.occurred_at)


HANDLERS = {"consent.given": consent_given, "consent.withdrawn": consent_withdrawn}
