"""Events published about the waiting room: payloads and the sentences of the log. The address of a screen is in none."""

from common.messages.events import publish

AGGREGATE = "waiting_room:1"


def settings_updated(tx, after):
    sentence = "Cambió cómo se muestra la sala de espera"
    publish(tx, "waiting_room.updated", AGGREGATE, sentence, names=after["names"])


def shared(tx):
    sentence = "Creó un enlace para la pantalla de la sala de espera"
    publish(tx, "waiting_room.shared", AGGREGATE, sentence, level="WARNING")


def withdrawn(tx):
    publish(tx, "waiting_room.withdrawn", AGGREGATE, "Retiró los enlaces de la pantalla de la sala de espera")
