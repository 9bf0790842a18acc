"""Holds: an hour is kept for some minutes for whoever is choosing it, and frees itself.

The database keeps them. An exclusion constraint cannot know the clock: left to itself it would let an expired hold block for
ever. So there are two halves. Among holds the constraint stands, and the trigger that adds one removes first what has expired
there. Between holds and appointments a trigger asks the database's clock (`citas.respect_holds`). Both run under the agendas'
locks, which everybody takes who writes there; so of two hundred who want an hour one holds it, and only that one books it.

A hold publishes nothing: it is a gesture of some minutes, and booking is the act. Ending somebody else's is one.
"""

from dataclasses import replace

from citas.appointments import events
from citas.appointments.queries import holds as queries
from citas.appointments.rules import slots
from citas.appointments.service import requirements
from citas.appointments.service.booking import must_be_attended, must_be_bookable_then, overlaps_as_taken
from citas.locks import lock, lock_agendas
from citas.schedules import reads as schedule
from citas.schedules.queries import booking_rules
from common.problems import Forbidden
from common.web.auth import me


def hold(
    tx,
    doctor,
    start_time,
    end_time,
    holder_id,
    holder_name,
    room_id=None,
    kind="AGENDA",
    minutes=None,
    treatment_ids=(),
    any_room=False,
):
    """Keep an hour for its holder, instead of what they held before. Raises SlotTaken where it cannot be had.

    Of `treatment_ids` the equipment and the minutes of preparation and cleaning are kept too, and with `any_room` a room of
    the kind that they need.
    """
    needs = schedule.needs(tx, treatment_ids)[1]
    slot = slots.Slot(
        doctor["id"], room_id, None, start_time, end_time, holder_id=holder_id, **needs.occupies
    )
    if any_room:
        place = slot.doctor_id, slot.start_time, slot.end_time
        room_id = requirements.room_for(tx, treatment_ids, *place, holder_id=holder_id)
        slot = replace(slot, room_id=room_id)
    slots.must_last_sensibly(slot.start_time, slot.end_time)
    must_be_bookable_then(tx, slot.start_time)
    requirements.met(tx, (), slot.doctor_id, slot.room_id)
    lock(tx, [f"holder:{slot.holder_id}"])
    before = queries.of_holder(tx, slot.holder_id)
    lock_agendas(tx, [*before, vars(slot)])
    must_be_attended(tx, slot)
    queries.delete_of_holder(tx, slot.holder_id)
    with overlaps_as_taken(tx, slot):
        id = queries.insert(
            tx,
            doctor_id=slot.doctor_id,
            doctor_name=doctor["name"],
            room_id=slot.room_id,
            start_time=slot.start_time,
            end_time=slot.end_time,
            kind=kind,
            holder_id=slot.holder_id,
            holder_name=holder_name,
            **needs.occupies,
            minutes=minutes or booking_rules.get(tx)["hold_minutes"],
        )
    return queries.get(tx, id)


def release(tx, id):
    """Give an hour back before its time: one's own; somebody else's by who may book over others.

    One that is held no more, since it was booked or its time is over, is given back already.
    """
    row = queries.get(tx, id)
    if row is None:
        return
    own = row["holder_id"] == me().id
    if not own and not me().may("appointments:override"):
        raise Forbidden("Esa hora la retiene otra persona. Se libera sola en unos minutos.")
    queries.delete(tx, id)
    if not own:
        events.hold_released(tx, row)
