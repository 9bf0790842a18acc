"""What offering an hour asks of other services, over HTTP: before its transaction, as the caller."""

from types import SimpleNamespace

from citas.appointments import neighbours
from common.messages.client import get_services
from common.problems import Conflict, Problem
from common.store.sql import only


def contact(patient_id):
    """The patient as their file says now, and whether they want messages."""
    answer = get_services().ask("historia_clinica", f"patients/{patient_id}/summary", noun="patients")
    return {
        "email": answer["email"],
        "messages": not answer["messages_withdrawn"],
        "active": answer["active"],
    }


# As many as are asked about at once: a page of ids.
AT_ONCE = 100
INVOICE = ("invoice_id", "number", "status", "total", "credited", "paid")


def invoiced(appointment_ids):
    """{visit: its invoice or draft}, of those that have one."""
    ids = list(map(str, appointment_ids))
    pages = (",".join(ids[at : at + AT_ONCE]) for at in range(0, len(ids), AT_ONCE))
    answers = (get_services().ask("facturacion", "invoices/of-visits", ids=page)["data"] for page in pages)
    return {row["appointment_id"]: only(row, *INVOICE) for answer in answers for row in answer}


def lines(entry):
    """What the entry wishes, at today's prices."""
    wished = [
        SimpleNamespace(treatment_id=line["treatment_id"], quantity=line["quantity"])
        for line in entry["treatments"]
    ]
    try:
        return neighbours.treatments(wished, "treatments")
    except Problem as problem:
        if problem.status != 422:
            raise
        raise Conflict(f"Lo que espera {entry['patient_name']} ya no se ofrece: cambie su espera.") from None
