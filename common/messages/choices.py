"""What patients said of being written to: kept by each service that writes to them, and asked again as a letter leaves.

Such a service has a table `message_choices`, subscribes to `consent.given` and `consent.withdrawn`, and takes HANDLERS. A letter
may have waited days for a mail server, so whoever wanted it when it was asked for may not any more. What answers the patient
(the code of a booking, a document that they bought) is no message of the clinic's and asks nobody.
"""

from typing import Literal

from pydantic import BaseModel

from common.fields import Id


def wanted(patient):
    """SQL of whether a patient wants messages, by the last word under whichever of their numbers; who said nothing does."""
    return f"""coalesce((SELECT c.wanted FROM message_choices c
                       WHERE c.patient_id = ANY (patient_ids({patient})) ORDER BY c.said_at DESC LIMIT 1), true)"""


def wants(db, patient_id):
    return db.value(f"SELECT {wanted('%(patient_id)s')}", patient_id=patient_id)


class Choice(BaseModel):
    """The part of `consent.given` and `consent.withdrawn` that is remembered."""

    patient_id: Id
    purpose: Literal["MESSAGES", "DATA"] | None = None


def consent_given(tx, event):
    keep(tx, event, True)


def consent_withdrawn(tx, event):
    """From now on the patient gets no message, whichever was planned."""
    keep(tx, event, False)


def keep(tx, event, wanted):
    """The last word holds, in whatever order they arrive."""
    choice = Choice.model_validate(event.data)
    if choice.purpose != "MESSAGES":
        return
    tx.run(
        """
        INSERT INTO message_choices AS c (patient_id, wanted, said_at)
             VALUES (%(patient_id)s, %(wanted)s, %(said_at)s)
        ON CONFLICT (patient_id) DO UPDATE SET wanted = excluded.wanted, said_at = excluded.said_at
              WHERE c.said_at <= excluded.said_at
        """,
        patient_id=choice.patient_id,
        wanted=wanted,
        said_at=event.occurred_at,
    )


HANDLERS = {"consent.given": consent_given, "consent.withdrawn": consent_withdrawn}
