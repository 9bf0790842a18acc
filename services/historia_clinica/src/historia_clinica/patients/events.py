"""The events of patients, with what other services store of them."""

from common.messages import events
from common.store.sql import only

SNAPSHOT = (
    "document_type",
    "document_number",
    "document_country",
    "no_document_reason",
    "email",
    "phone",
    "address",
)


def about_patient(tx, type, patient, summary, **data):
    """Publish what happened to a patient's own data; `summary` is completed with the name.

    Who has no document has null for its type and number: whoever charges asks for the buyer.
    """
    events.publish(
        tx,
        type,
        f"patient:{patient['id']}",
        f"{summary} {patient['full_name']}",
        patient_id=patient["id"],
        patient={"id": patient["id"], "name": patient["full_name"], **only(patient, *SNAPSHOT)},
        **data,
    )
