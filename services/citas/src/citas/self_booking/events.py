"""Events published about self-booking: payloads and the sentences of the log."""

from citas.moments import written
from common.messages.events import publish

SENTENCES = {
    "requested": "Pidió en línea la hora del {when} con {doctor}: {name}",
    "booked": "Reservó en línea la hora del {when} con {doctor}: {name}",
    "approved": "Aprobó la reserva en línea de {name} del {when} con {doctor}",
    "rejected": "Rechazó la reserva en línea de {name} del {when} con {doctor}",
    "cancelled": "Canceló en línea su hora del {when} con {doctor}: {name}",
    "moved": "Cambió en línea su hora al {when} con {doctor}: {name}",
}


def about_booking(tx, row, what, **data):
    """Publish `self_booking.<what>`, in the transaction that holds its row."""
    words = {"when": written(row["start_time"]), "doctor": row["doctor_name"], "name": full_name(row)}
    publish(
        tx,
        f"self_booking.{what}",
        f"self_booking:{row['id']}",
        SENTENCES[what].format(**words),
        self_booking_id=row["id"],
        appointment_id=row["appointment_id"],
        start_time=row["start_time"],
        **data,
    )


def settings_updated(tx, before, after):
    if before["enabled"] != after["enabled"]:
        sentence = f"{'Publicó' if after['enabled'] else 'Cerró'} la página de reserva en línea"
    else:
        sentence = "Cambió las reglas de la reserva en línea"
    publish(
        tx,
        "self_booking_settings.updated",
        "self_booking_settings:1",
        sentence,
        level="WARNING",
        enabled=after["enabled"],
    )


def full_name(row):
    return f"{row['first_name']} {row['last_name']}"
