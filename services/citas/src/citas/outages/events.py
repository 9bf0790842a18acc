"""Events published about outages: payloads and the sentences of the log."""

from citas.moments import written
from common.messages import events


def declared(tx, outage, what):
    events.publish(
        tx,
        f"outage.{what}",
        f"outage:{outage['id']}",
        f"{'Registró' if what == 'declared' else 'Cambió'} el apagón del {written(outage['started_at'])}",
        level="WARNING",
        outage_id=outage["id"],
    )


def entered(tx, outage, appointment, entry):
    events.publish(
        tx,
        "outage.visit_entered",
        f"outage:{outage['id']}",
        f"Ingresó de papel la atención de {appointment['patient']['name']} del {written(entry['started_at'])}",
        patient_id=appointment["patient"]["id"],
        outage_id=outage["id"],
        appointment_id=appointment["id"],
    )


def taken(db, day, visits):
    """Somebody holds a copy of the day: whom the agenda names, and what the record warns of them."""
    events.publish(
        events.WithoutWaiting(db),
        "outage_package.taken",
        f"agenda:{day:%Y-%m-%d}",
        f"Sacó el paquete para trabajar en papel del {day:%d/%m/%Y}, con {visits} citas",
        visits=visits,
    )
