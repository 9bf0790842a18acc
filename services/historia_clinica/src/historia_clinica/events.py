"""What this service tells the others."""

from common.messages import events


class WithoutWaiting:
    """A session whose statements do not wait for the disk: a read must not, though its trace is written first."""

    def __init__(self, session):
        self.session = session

    def run(self, sql, **params):
        return self.session.run_unsynced(sql, **params)


def viewed(db, patient, what):
    """Record that the caller saw `what` of the patient; a view that cannot be recorded does not happen."""
    events.publish(
        WithoutWaiting(db),
        "record.viewed",
        f"record:{patient['id']}",
        f"Vio {what} de {patient['full_name']}",
        patient_id=patient["id"],
    )


def about_patient(tx, type, patient, summary, **data):
    """Tell of a patient's own data; `summary` is completed with the name."""
    snapshot = {
        "id": patient["id"],
        "name": patient["full_name"],
        **{name: patient[name] for name in ("document_type", "document_number", "email", "phone", "address")},
    }
    events.publish(
        tx,
        type,
        f"patient:{patient['id']}",
        f"{summary} {patient['full_name']}",
        patient_id=patient["id"],
        patient=snapshot,
        **data,
    )


def about_record(tx, type, aggregate, patient, summary):
    """Tell of something in a patient's record: that it happened, never what it says."""
    events.publish(tx, type, aggregate, f"{summary} de {patient['full_name']}", patient_id=patient["id"])
