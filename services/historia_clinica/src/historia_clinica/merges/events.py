"""What is published of merges, with what other services store of both files."""

from common.messages import events
from common.store.sql import only
from historia_clinica.patients.events import SNAPSHOT


def published(tx, type, summary, merged, into, **data):
    """On the aggregate of the file that stands: what happens to it comes in order."""
    events.publish(
        tx,
        type,
        f"patient:{into['id']}",
        summary,
        patient_id=into["id"],
        merged=_snapshot(merged),
        into=_snapshot(into),
        **data,
    )


def _snapshot(file):
    return {"id": file["id"], "name": file["full_name"], **only(file, *SNAPSHOT)}
