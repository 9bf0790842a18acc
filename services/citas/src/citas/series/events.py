"""Events published about series: payloads and the sentences of the log. Each visit publishes its own beside them."""

from common.messages.events import publish

SENTENCES = {
    "booked": "Agendó {count} citas de {name}: {words}",
    "extended": "Añadió {count} citas a la serie de {name}: {words}",
    "moved": "Movió {count} citas de {name}: {words}",
    "cancelled": "Canceló {count} citas de {name}: {words}",
}


def series(tx, id, words, patient, what, appointment_ids):
    """Publish `series.<what>`, in the transaction that holds its visits."""
    publish(
        tx,
        f"series.{what}",
        # Not `series:`, which in the log is one of invoices.
        f"visit_series:{id}",
        SENTENCES[what].format(count=len(appointment_ids), name=patient["name"], words=words),
        patient_id=patient["id"],
        series_id=id,
        appointment_ids=appointment_ids,
    )
