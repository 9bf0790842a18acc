"""What inventario does when told. What it tells is beside each act, in `service`."""

from inventario.schemas.events import CompletedAppointment
from inventario.service import consumption


def appointment_completed(tx, event):
    consumption.consume(tx, CompletedAppointment.model_validate(event.data))


HANDLERS = {"appointment.completed": appointment_completed}
