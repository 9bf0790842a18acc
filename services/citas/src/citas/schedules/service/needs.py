"""Equipment, and what treatments need of the agenda."""

from citas.schedules import events
from citas.schedules.queries import equipment, treatment_rules
from common.problems import Conflict, Invalid
from common.store.sql import only
from common.web.http import found, must_be_current

NO_EQUIPMENT = "No existe ese equipo."
EMPTY = {
    "preparation_minutes": 0, "cleaning_minutes": 0, "room_kind": None, "equipment_ids": [], "doctor_ids": [],
    "notice_minutes": None,
}  # fmt: skip


def create(tx, new):
    row = equipment.insert(tx, **new.model_dump())
    events.equipment_created(tx, row)
    return row


def change(tx, id, version, changes):
    """Taken out of use it keeps the visits it has; what needs it is booked no more."""
    before = found(equipment.lock(tx, id), NO_EQUIPMENT)
    must_be_current(before, version)
    row = equipment.update(tx, id, **only(before, *equipment.FIELDS) | changes)
    events.equipment_updated(tx, row)
    return row


def rule_of(db, treatment):
    """The rule of a treatment, {id, name}; version 0 where nobody entered one."""
    row = treatment_rules.get(db, treatment["id"])
    nothing = {"treatment_id": treatment["id"], "treatment_name": treatment["name"], "version": 0}
    return row or {**EMPTY, **nothing, "updated_at": None}


def replace(tx, treatment, version, new, practitioners):
    """What it needs from now on. Visits that are booked keep what they needed then."""
    before = treatment_rules.lock(tx, treatment["id"])
    must_be_current(before or {"version": 0}, version)
    row = new.model_dump()
    row |= {
        "room_kind": row["room_kind"] or None,
        "equipment_ids": sorted(set(row["equipment_ids"])),
        "doctor_ids": sorted(set(row["doctor_ids"])),
        "treatment_name": treatment["name"],
    }
    must_exist(tx, row, practitioners)
    write = treatment_rules.update if before else treatment_rules.insert
    after = write(tx, treatment_id=treatment["id"], **row)
    if after is None:
        raise Conflict("Alguien más acaba de guardar esas reglas: vuelva a cargarlas.")
    events.treatment_rule_updated(tx, after)
    return after


def must_exist(tx, row, practitioners):
    if set(row["equipment_ids"]) - equipment.active_among(tx, row["equipment_ids"]):
        raise Invalid.field("equipment_ids", "No existe ese equipo o está fuera de uso.")
    if set(row["doctor_ids"]) - set(practitioners):
        raise Invalid.field("doctor_ids", "No existe ese profesional o ya no atiende.")
    if row["room_kind"] and not treatment_rules.rooms_of_kind(tx, row["room_kind"]):
        raise Invalid.field("room_kind", "Ningún consultorio en uso es de ese tipo.")
