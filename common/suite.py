"""Registry of the six services: names, URL prefixes, subscriptions to events.

Whatever else names a service (Traefik, Compose, Swarm, Prometheus, the interface) is held against this module by
`tests/test_suite.py`.
"""

from dataclasses import dataclass

AUTH, LOGS = "auth", "logs"
# How a person calls each of them, in the order of their ports.
NAMES = {
    AUTH: "usuarios",
    "inventario": "inventario",
    "historia_clinica": "pacientes",
    "facturacion": "facturación",
    "citas": "citas",
    LOGS: "registro",
}
SERVICES = tuple(NAMES)

# Who subscribes to what. `logs` subscribes to everything.
SUBSCRIBERS = {
    "appointment.completed": ("inventario", "facturacion", "historia_clinica"),
    "appointment.reopened": ("inventario", "facturacion", "historia_clinica"),
    "stock.consumed": ("facturacion",),
    "stock.returned": ("facturacion",),
    "stock.written_off": ("facturacion",),
    "stock.sent_back": ("facturacion",),
    "stock.adjusted": ("facturacion",),
    "stock.restored": ("facturacion",),
    "receipt.recorded": ("facturacion",),
    "receipt.documented": ("facturacion",),
    "receipt.annulled": ("facturacion",),
    "patient.registered": ("duplicates",),
    "patient.updated": ("citas", "facturacion", "duplicates"),
    "patient.merged": ("citas", "facturacion", "inventario"),
    "patient.separated": ("citas", "facturacion", "inventario"),
    "patient.erased": ("citas", "facturacion", "inventario", "suppressions"),
    "role.updated": ("facturacion",),
    "treatment.created": ("facturacion",),
    "treatment.updated": ("facturacion",),
    "product.created": ("facturacion",),
    "product.updated": ("facturacion",),
    "plan.accepted": ("facturacion",),
    "plan.acceptance_withdrawn": ("facturacion",),
    "einvoice.prepared": ("sri",),
    "einvoice.received": ("sri",),
    "einvoice.asked": ("sri",),
    "einvoice.night_fell": ("sri",),
    "invoice.annulled": ("sri",),
    "invoice.annulment_asked": ("sri",),
    "einvoice.annulment_confirmed": ("annulments",),
    "mail.requested": ("mail",),
    "message.requested": ("webhook",),
    "record_export.asked": ("exports",),
    "consent.given": ("citas", "facturacion"),
    "consent.withdrawn": ("citas", "facturacion"),
}

# What leaves the building goes by a carrier: a subscriber that is a class, inside the relay of the service that publishes.
CARRIERS = {
    "sri": "facturacion.einvoice.carrier.Carrier",
    "annulments": "facturacion.billing.carrier.Carrier",
    "mail": "common.messages.mail.Carrier",
    "webhook": "common.messages.webhook.Carrier",
    "duplicates": "historia_clinica.merges.carrier.Carrier",
    "exports": "historia_clinica.exports.carrier.Carrier",
    "suppressions": "historia_clinica.erasures.carrier.Carrier",
}

# Who writes each kind of letter, when it is sent: a function of the service that asked for it (`common.messages.mail`).
LETTERS = {
    "einvoice": "facturacion.einvoice.letters.document",
    "quote": "facturacion.quotes.letters.document",
    "receipt": "facturacion.billing.letters.receipt",
    "payment_reminder": "facturacion.reports.letters.reminder",
    "prescription": "historia_clinica.prescriptions.letters.prescription",
    "waitlist_offer": "citas.waitlist.letters.offer",
    "reminder": "citas.reminders.letters.visit",
    "recall": "citas.recalls.letters.recall",
    "self_booking_code": "citas.self_booking.letters.code",
    "self_booking_outcome": "citas.self_booking.letters.outcome",
}

# Who writes each kind of message for a provider of WhatsApp or SMS (`common.messages.webhook`).
TEXTS = {
    "reminder": "citas.reminders.letters.text",
}

# What a service's relay does by the clock: classes, whose `run()` is called every `seconds`, in each of its relays.
JOBS = {
    "citas": (
        "citas.reminders.jobs.Sender",
        "citas.waitlist.jobs.Offerer",
        "citas.busy_feeds.jobs.BusyReader",
    ),
}


@dataclass(frozen=True)
class Purpose:
    """What a link is for: the service that asks `auth` for it and honours it, the page that it opens, and for how many days
    at most."""

    service: str
    page: str
    days: int


# The scopes of links (`common.web.links`): each is one act, done to the one thing that the link names.
LINKS = {
    "einvoice:read": Purpose("facturacion", "/comprobante/", 90),
    "consent:sign": Purpose("historia_clinica", "/firmar/", 3),
    "waitlist:accept": Purpose("citas", "/espera/", 1),
    "appointment:answer": Purpose("citas", "/cita/", 120),
    "self_booking:manage": Purpose("citas", "/reserva/", 100),
    "waiting_room:show": Purpose("citas", "/sala/", 366),
}


def prefix(service):
    """The part of a service's URLs that follows /api/: hyphens, not underscores."""
    return service.replace("_", "-")


def subscribers_of(service):
    """The subscribers that a service's relay delivers to. Every service may publish any type; an idle thread costs little."""
    named = {LOGS, *(name for names in SUBSCRIBERS.values() for name in names)}
    return sorted(named - CARRIERS.keys() - ({service} - {LOGS}))


def carriers_of(service):
    """The carriers of a service's relay: their names, and the class of each. What `common` carries goes from whoever writes it."""
    written = {"mail": LETTERS, "webhook": TEXTS}
    return {
        name: path
        for name, path in CARRIERS.items()
        if path.startswith(f"{service}.")
        or any(writer.startswith(f"{service}.") for writer in written.get(name, {}).values())
    }
