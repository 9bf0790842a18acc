"""Events published about busy feeds: payloads and the sentences of the log. The address is in none."""

from common.messages.events import publish

SENTENCES = {
    "added": "Importa las horas ocupadas de {doctor} del calendario «{name}»",
    "removed": "Dejó de importar el calendario «{name}» de {doctor}",
    "failed": "El calendario «{name}» de {doctor} no se puede leer: quedan las horas de la última vez",
    "recovered": "El calendario «{name}» de {doctor} se lee otra vez",
    "clashed": "El calendario «{name}» de {doctor} ocupa horas en las que hay {count} citas",
}


def busy_feed(tx, feed, what, level="INFO", count=None):
    """Publish `busy_feed.<what>`, in the transaction that holds the feed's row."""
    doctor = {"id": feed["doctor_id"], "name": feed["doctor_name"]}
    publish(
        tx,
        f"busy_feed.{what}",
        f"busy_feed:{feed['id']}",
        SENTENCES[what].format(doctor=doctor["name"], name=feed["name"], count=count),
        level=level,
        doctor=doctor,
    )
