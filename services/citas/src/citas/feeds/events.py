"""Events published about feeds: payloads and the sentences of the log. The address is in none."""

from common.messages.events import publish


def created(tx, doctor):
    sentence = f"Compartió el calendario de {doctor['name']} por una dirección privada"
    publish(tx, "feed.created", f"feed:{doctor['id']}", sentence, level="WARNING", doctor=doctor)


def revoked(tx, doctor):
    publish(
        tx,
        "feed.revoked",
        f"feed:{doctor['id']}",
        f"Revocó la dirección del calendario de {doctor['name']}",
        doctor=doctor,
    )
