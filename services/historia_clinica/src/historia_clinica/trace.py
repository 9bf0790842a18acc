"""Events about a record: that somebody looked, that something was written. None says what the record contains."""

from common.messages import events


def viewed(db, patient, what):
    """Publish that the caller saw `what` of the patient; a view that cannot be recorded does not happen."""
    events.publish(
        events.WithoutWaiting(db),
        "record.viewed",
        f"record:{patient['id']}",
        f"Vio {what} de {patient['full_name']}",
        patient_id=patient["id"],
    )


def about_record(tx, type, aggregate, patient, summary, **data):
    """Publish that something in a patient's record happened."""
    events.publish(
        tx, type, aggregate, f"{summary} de {patient['full_name']}", patient_id=patient["id"], **data
    )


def about_template(tx, what, id, summary):
    """Publish that the text of a consent was written or changed."""
    events.publish(tx, f"consent_template.{what}", f"consent_template:{id}", summary)
