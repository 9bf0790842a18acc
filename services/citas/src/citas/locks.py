"""Advisory locks on the agendas of doctors, rooms and patients, held until the transaction ends.

Whoever writes an appointment holds the agendas of where it was and where it will be, taken in one order (doctors, rooms,
patient, equipment, each by id; last, shared, the clinic's holidays) after the appointment's own row. So two writers whose appointments could clash never meet inside an
exclusion constraint, where each would wait for the other.
"""


def lock_agendas(tx, places, patient_id=None):
    """Lock the agendas of all doctors, then rooms, then the patient and the equipment of `places`, before an appointment is written.

    A hold is of no patient.
    """
    doctors = sorted({place["doctor_id"] for place in places})
    rooms = sorted({place["room_id"] for place in places if place["room_id"] is not None})
    patients = [] if patient_id is None else [f"patient:{patient_id}"]
    equipment = sorted({id for place in places for id in place.get("equipment_ids") or ()})
    lock(
        tx,
        [
            *(f"doctor:{id}" for id in doctors),
            *(f"room:{id}" for id in rooms),
            *patients,
            *(f"equipment:{id}" for id in equipment),
        ],
    )


def lock_doctor(tx, id):
    lock(tx, [f"doctor:{id}"])


def lock_calendar(tx):
    """Nobody is booked while the clinic's holidays are written, so that whoever is left outside is counted."""
    lock(tx, ["calendar"])


def share_calendar(tx):
    tx.later("SELECT pg_advisory_xact_lock_shared(hashtextextended('citas:calendar', 0))")


def lock(tx, names):
    """Wait, before the next statement, until nobody else writes on these agendas; `names` come in the order that everybody follows."""
    tx.later(
        "SELECT pg_advisory_xact_lock(hashtextextended('citas:' || name, 0)) FROM unnest(%(names)s::text[]) AS name",
        names=names,
    )
