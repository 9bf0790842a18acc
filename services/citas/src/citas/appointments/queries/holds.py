"""Hours held for some minutes. Which of them still count, the database's clock says, in every statement."""

from common.store.sql import names, values

FIELDS = (
    "doctor_id", "doctor_name", "room_id", "kind", "holder_id", "holder_name", "preparation_minutes", "cleaning_minutes",
    "equipment_ids",
)  # fmt: skip
HOLD = """
       h.id, json_build_object('id', h.doctor_id, 'name', h.doctor_name) AS doctor,
       (SELECT json_build_object('id', r.id, 'name', r.name) FROM citas.rooms r WHERE r.id = h.room_id) AS room,
       lower(h.during) AS start_time, upper(h.during) AS end_time, h.kind, h.holder_id, h.holder_name, h.created_at,
       h.expires_at"""


def between(db, start_time, end_time):
    return db.all(
        f"""
        SELECT {HOLD} FROM citas.holds h
         WHERE h.during && tstzrange(%(start_time)s, %(end_time)s) AND h.expires_at > clock_timestamp()
         ORDER BY lower(h.during), h.id
         LIMIT 500
        """,
        start_time=start_time,
        end_time=end_time,
    )


def get(db, id):
    return db.one(f"SELECT {HOLD} FROM citas.holds h WHERE h.id = %(id)s", id=id)


def of_holder(db, holder_id):
    """Where a holder's hold is, expired or not; at most one."""
    return db.all(
        "SELECT id, doctor_id, room_id, equipment_ids FROM citas.holds WHERE holder_id = %(holder_id)s",
        holder_id=holder_id,
    )


def others(db, slot):
    """The first hold of somebody else that is in the way of a slot."""
    return db.one(
        f"""
        SELECT {HOLD} FROM citas.holds h
         WHERE (h.doctor_id = %(doctor_id)s AND h.during && tstzrange(%(start_time)s, %(end_time)s)
                OR h.room_id = %(room_id)s AND NOT h.room_shared
                   AND citas.occupied(h.during, h.preparation_minutes, h.cleaning_minutes)
                       && tstzrange(%(occupied_from)s, %(occupied_until)s))
           AND h.expires_at > clock_timestamp()
           AND h.holder_id IS DISTINCT FROM %(holder_id)s
         ORDER BY lower(h.during)
         LIMIT 1
        """,
        doctor_id=slot.doctor_id,
        room_id=slot.room_id,
        start_time=slot.start_time,
        end_time=slot.end_time,
        holder_id=slot.holder_id,
        occupied_from=slot.occupied[0],
        occupied_until=slot.occupied[1],
    )


def insert(tx, start_time, end_time, minutes, **row):
    """`row` holds FIELDS."""
    return tx.value(
        f"""
        INSERT INTO citas.holds ({names(FIELDS)}, during, created_at, expires_at)
             VALUES ({values(FIELDS)}, tstzrange(%(start_time)s, %(end_time)s), clock_timestamp(),
                     clock_timestamp() + %(minutes)s * interval '1 minute')
          RETURNING id
        """,
        start_time=start_time,
        end_time=end_time,
        minutes=minutes,
        **row,
    )


def delete(tx, id):
    tx.run("DELETE FROM citas.holds WHERE id = %(id)s", id=id)


def delete_of_holder(tx, holder_id):
    tx.run("DELETE FROM citas.holds WHERE holder_id = %(holder_id)s", holder_id=holder_id)


def use_up(tx, slot):
    """What the slot's own holder holds there is held no more."""
    tx.run(
        """
        DELETE FROM citas.holds
         WHERE holder_id = %(holder_id)s AND (doctor_id = %(doctor_id)s OR room_id = %(room_id)s)
           AND during && tstzrange(%(start_time)s, %(end_time)s)
        """,
        holder_id=slot.holder_id,
        doctor_id=slot.doctor_id,
        room_id=slot.room_id,
        start_time=slot.start_time,
        end_time=slot.end_time,
    )
