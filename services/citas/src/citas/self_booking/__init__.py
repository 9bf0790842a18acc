"""Self-booking: the page that a clinic may publish, on which people choose an hour, confirm their mail, and are booked or asked
for by reception."""

from citas.self_booking.routes import desk, public, settings, shared

NAMESPACES = (settings.ns, desk.ns, public.ns, shared.ns)
CONSTRAINTS = {
    "self_booking_settings_treatments": (
        "treatment_ids",
        "Elija al menos un tratamiento, y como máximo 30.",
    ),
    "self_bookings_challenge": "Esa reserva ya empezó. Vuelva a elegir la hora.",
}
HANDLERS = {}
GAUGES = {}
