"""Every statement on vital signs; none commits."""

from common.clock import clinic_zone
from common.store.sql import names, values
from common.store.withdrawals import withdrawn
from common.web.paging import Listing
from historia_clinica.vital_signs.rules import MEASURES

TABLE = "historia_clinica.vital_signs"
WRITTEN = ("patient_id", "note_id", "taken_at", *MEASURES, "remark", "recorded_by_id", "recorded_by_name")
SIGNS = f"""v.id, historia_clinica.person(v.patient_id) AS patient_id, v.note_id, v.taken_at, {names(MEASURES, of="v")}, v.remark,
               jsonb_build_object('id', v.recorded_by_id, 'name', v.recorded_by_name) AS recorded_by,
               {withdrawn("v")} AS withdrawn,
               p.birth_date, p.gender, (v.taken_at AT TIME ZONE %(zone)s)::date AS taken_on"""
SOURCE = f"{TABLE} v JOIN historia_clinica.patients p ON p.id = historia_clinica.person(v.patient_id)"
ALL = Listing(
    SIGNS,
    SOURCE,
    "v.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND (%(note_id)s IS NULL OR v.note_id = %(note_id)s)",
    {"taken_at": ("v.taken_at", "%(after)s::text::timestamptz")},
    id="v.id",
)


def get(db, id):
    return db.one(f"SELECT {SIGNS} FROM {SOURCE} WHERE v.id = %(id)s", id=id, zone=str(clinic_zone()))


def lock(tx, id):
    return tx.one(
        f"SELECT {SIGNS} FROM {SOURCE} WHERE v.id = %(id)s FOR UPDATE OF v", id=id, zone=str(clinic_zone())
    )


def birth_date(db, patient_id):
    return db.one(
        "SELECT birth_date, gender FROM historia_clinica.patients WHERE id = historia_clinica.person(%(patient_id)s)",
        patient_id=patient_id,
    )


def measured(db, patient_id, zone):
    """The weights and heights of a person that stand, the last ones of five hundred times."""
    return db.all(
        """
        SELECT weight, height, (taken_at AT TIME ZONE %(zone)s)::date AS taken_on
          FROM historia_clinica.vital_signs
         WHERE patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND withdrawn_at IS NULL
           AND (weight IS NOT NULL OR height IS NOT NULL)
         ORDER BY taken_at DESC
         LIMIT 500
        """,
        patient_id=patient_id,
        zone=zone,
    )


def insert(tx, **signs):
    return tx.value(
        f"INSERT INTO {TABLE} ({names(WRITTEN)}) VALUES ({values(WRITTEN)}) RETURNING id",
        **signs,
    )
