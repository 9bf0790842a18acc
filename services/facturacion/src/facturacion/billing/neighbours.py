"""What billing asks of other services, over HTTP: before its transaction."""

from common.messages.client import get_services
from common.problems import Conflict, Invalid
from facturacion.billing.rules import aesthetics


def must_be_completed(appointment_id):
    """Whether citas still has this appointment as completed; None passes. Raises Conflict where it was reopened."""
    if appointment_id is None:
        return
    appointment = get_services().ask("citas", f"appointments/{appointment_id}")
    if appointment is None or appointment["status"] != "COMPLETED":
        raise Conflict("La cita de esta factura se reabrió: su borrador se descartará en un momento.")


def seal_of(patient_id, appointment_id):
    """The hash of the patient's last signed diagnosis, that of the appointment before others. Raises Conflict without one."""
    aesthetics.must_have_patient(patient_id)
    asked = {"appointment_id": appointment_id} if appointment_id else {}
    seal = get_services().ask("historia_clinica", f"patients/{patient_id}/diagnosis-seal", **asked)
    return aesthetics.must_be_there(seal)


def role_of(name):
    """The role of this name, as auth writes it. Raises Invalid where no role that people may have is called so."""
    known = get_services().ask("auth", "roles", noun="roles", name=name, active="true", limit=1)["data"]
    if not known:
        raise Invalid.field("role", f"No hay un rol «{name}», o está retirado.")
    return known[0]
