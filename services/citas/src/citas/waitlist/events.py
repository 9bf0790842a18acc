"""Events published about the waiting list: payloads and the sentences of the log."""

from citas.moments import written
from common.messages.events import publish

SENTENCES = {
    "added": "Puso en la lista de espera a",
    "updated": "Cambió lo que espera",
    "withdrawn": "Retiró de la lista de espera a",
    "booked": "Dio una hora liberada a",
}
OFFERS = {
    "offered": "Ofreció a {name} la hora liberada del {when}",
    "offer_withdrawn": "Retiró la oferta de la hora del {when} a {name}",
    "declined": "{name} no puede en la hora ofrecida del {when}",
}
AUTOMATIC = {
    True: "Puso a ofrecerse sola la hora liberada del {when} con {doctor}",
    False: "Dejó de ofrecer sola la hora liberada del {when} con {doctor}",
}


def publish_entry(tx, entry, what, **data):
    """Publish `waitlist.<what>`, in the transaction that holds the entry's row."""
    publish(
        tx,
        f"waitlist.{what}",
        f"waitlist:{entry['id']}",
        f"{SENTENCES[what]} {entry['patient']['name']}",
        patient_id=entry["patient"]["id"],
        entry_id=entry["id"],
        **data,
    )


def publish_offer(tx, offer, what):
    """Publish `waitlist.<what>` of one offer, in the transaction that wrote it."""
    when = written(offer["start_time"])
    publish(
        tx,
        f"waitlist.{what}",
        f"waitlist:{offer['entry_id']}",
        OFFERS[what].format(name=offer["patient"]["name"], when=when),
        patient_id=offer["patient"]["id"],
        entry_id=offer["entry_id"],
        offer_id=offer["id"],
        start_time=offer["start_time"],
    )


def publish_automatic(tx, gap, automatic):
    """Publish that a freed hour offers itself from now on, or no more."""
    publish(
        tx,
        "waitlist.automatic" if automatic else "waitlist.automatic_stopped",
        f"waitlist_gap:{gap['id']}",
        AUTOMATIC[automatic].format(when=written(gap["start_time"]), doctor=gap["doctor"]["name"]),
        gap_id=gap["id"],
        start_time=gap["start_time"],
    )
