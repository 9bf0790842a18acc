"""The events of patients, with what other services store of them."""

from common.messages import events
from common.store.sql import only

IDENTITY = ("document_type", "document_number", "email", "phone", "address")


def about_patient(tx, type, patient, summary, **data):
    """Publish what happened to a patient's own data; `summary` is completed with the name."""
    events.publish(
        tx,
        type,
        f"patient:{patient['id']}",
        f"{summary} {patient['full_name']}",
        patient_id=patient["id"],
        patient={"id": patient["id"], "name": patient["full_name"], **only(patient, *IDENTITY)},
        **data,
    )
