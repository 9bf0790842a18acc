"""What treatments need of the agenda."""

from common.store.sql import any_of, assignments, names, values

FIELDS = (
    "treatment_name", "preparation_minutes", "cleaning_minutes", "room_kind", "equipment_ids", "doctor_ids", "notice_minutes",
)  # fmt: skip
RULE = f"treatment_id, {names(FIELDS)}, version, updated_at"
# Of the row that the statement calls `r`, with what has become of its equipment.
JSON = """json_build_object(
           'treatment_id', r.treatment_id, 'treatment_name', r.treatment_name, 'room_kind', r.room_kind,
           'preparation_minutes', r.preparation_minutes, 'cleaning_minutes', r.cleaning_minutes,
           'equipment_ids', r.equipment_ids, 'doctor_ids', r.doctor_ids, 'notice_minutes', r.notice_minutes,
           'out_of_use', (SELECT min(e.name) FROM citas.equipment e WHERE e.id = ANY (r.equipment_ids) AND NOT e.active))"""
# More than any clinic offers; a bound all the same.
WHOLE = 2000


def all(db):
    return db.all(
        f"SELECT {RULE} FROM citas.treatment_rules ORDER BY treatment_name, treatment_id LIMIT {WHOLE}"
    )


def get(db, treatment_id):
    return db.one(
        f"SELECT {RULE} FROM citas.treatment_rules WHERE treatment_id = %(treatment_id)s",
        treatment_id=treatment_id,
    )


def lock(tx, treatment_id):
    return tx.one(
        f"SELECT {RULE} FROM citas.treatment_rules WHERE treatment_id = %(treatment_id)s FOR UPDATE",
        treatment_id=treatment_id,
    )


def insert(tx, **row):
    fields = ("treatment_id", *FIELDS)
    return tx.one(
        f"""
        INSERT INTO citas.treatment_rules ({names(fields)}) VALUES ({values(fields)})
        ON CONFLICT (treatment_id) DO NOTHING
          RETURNING {RULE}
        """,
        **row,
    )


def update(tx, treatment_id, **row):
    return tx.one(
        f"""
        UPDATE citas.treatment_rules SET {assignments(FIELDS)} WHERE treatment_id = %(treatment_id)s RETURNING {RULE}
        """,
        treatment_id=treatment_id,
        **row,
    )


def of_treatments(db, treatment_ids):
    return db.value(
        f"""
        SELECT coalesce(json_agg({JSON} ORDER BY r.treatment_id), '[]')
          FROM citas.treatment_rules r
         WHERE r.treatment_id = ANY(%(treatment_ids)s::bigint[])
        """,
        treatment_ids=treatment_ids,
    )


def of_visit(tx, treatment_ids, room_id):
    """The rules of what is done in a visit, and its room, which nobody changes until this transaction ends."""
    return tx.one(
        f"""
        WITH room AS MATERIALIZED (SELECT id, active, kind FROM citas.rooms WHERE id = %(room_id)s FOR SHARE)
        SELECT (SELECT coalesce(json_agg({JSON} ORDER BY r.treatment_id), '[]')
                  FROM citas.treatment_rules r
                 WHERE r.treatment_id = {any_of("treatment_ids")}) AS rules,
               (SELECT row_to_json(room) FROM room) AS room
        """,
        treatment_ids=treatment_ids,
        room_id=room_id,
    )


def rooms_of_kind(db, kind):
    return db.all(
        "SELECT id, name FROM citas.rooms WHERE active AND kind = %(kind)s ORDER BY name LIMIT 50", kind=kind
    )


def free_room(db, kind, start_time, end_time, exclude_id, holder_id):
    """The first room of that kind with a place left from then to then, its preparation and cleaning included; or None."""
    return db.value(
        """
        SELECT r.id
          FROM citas.rooms r
         WHERE r.active AND r.kind = %(kind)s
           AND citas.room_use(r.id, tstzrange(%(start_time)s, %(end_time)s), %(exclude_id)s, %(holder_id)s) < r.capacity
         ORDER BY r.name
         LIMIT 1
        """,
        kind=kind,
        start_time=start_time,
        end_time=end_time,
        exclude_id=exclude_id,
        holder_id=holder_id,
    )


def capacities(db, room_ids, equipment_ids):
    """({room: its places}, {equipment: how many there are})."""
    row = db.one(
        """
        SELECT (SELECT json_agg(json_build_array(id, capacity)) FROM citas.rooms
                 WHERE id = ANY(%(room_ids)s::bigint[])) AS rooms,
               (SELECT json_agg(json_build_array(id, capacity)) FROM citas.equipment
                 WHERE id = ANY(%(equipment_ids)s::bigint[])) AS equipment
        """,
        room_ids=room_ids,
        equipment_ids=equipment_ids,
    )
    return dict(row["rooms"] or []), dict(row["equipment"] or [])
