"""What the treatments of a visit need, checked wherever one is booked, moved or changed."""

from citas.appointments.rules import slots
from citas.schedules import reads as schedule
from citas.needs import must_be_met, needs_of
from citas.schedules.queries import treatment_rules as queries
from common.problems import Invalid

FIELDS = ("doctor_id", "room_id", "treatments")
ELSEWHERE = "No existe ese consultorio o no está activo."


def met(tx, treatment_ids, doctor_id, room_id, fields=FIELDS):
    """What the visit occupies beside its hour. Raises Invalid at the field that is not as a treatment needs.

    The room is in use, and nobody changes it until this transaction ends.
    """
    if not treatment_ids and room_id is None:
        return needs_of([])
    found = queries.of_visit(tx, list(treatment_ids), room_id)
    if room_id is not None and not (found["room"] and found["room"]["active"]):
        raise Invalid.field(fields[1], ELSEWHERE)
    must_be_met(found["rules"], doctor_id, found["room"], fields)
    return needs_of(found["rules"])


def room_for(db, treatment_ids, doctor_id, start_time, end_time, **own):
    """A room of the kind that the treatments need, free from then to then; None where none is needed. Raises SlotTaken.

    `own` is what is not in its way: `exclude_id`, `holder_id`.
    """
    needs = schedule.needs(db, treatment_ids)[1]
    if needs.room_kind is None:
        return None
    slot = slots.Slot(doctor_id, None, None, start_time, end_time, **own, **needs.occupies)
    room_id = queries.free_room(db, needs.room_kind, *slot.occupied, slot.exclude_id, slot.holder_id)
    if room_id is None:
        sentence = f"No hay un consultorio libre de tipo «{needs.room_kind}» en ese horario."
        raise slots.SlotTaken(sentence, slot, "ROOM")
    return room_id
