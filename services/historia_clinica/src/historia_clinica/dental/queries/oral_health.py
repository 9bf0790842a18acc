"""Every statement on oral health; none commits."""

from common.store.sql import names, values
from common.store.withdrawals import withdrawn
from common.web.paging import Listing

TABLE = "historia_clinica.oral_health"
WRITTEN = (
    "patient_id",
    "note_id",
    "taken_at",
    "periodontal",
    "malocclusion",
    "fluorosis",
    "remark",
    "recorded_by_id",
    "recorded_by_name",
)
RECORD = f"""h.id, historia_clinica.person(h.patient_id) AS patient_id, h.note_id, h.taken_at,
               (SELECT coalesce(jsonb_agg(jsonb_build_object('tooth', y.tooth, 'plaque', y.plaque, 'calculus', y.calculus,
                                                             'gingivitis', y.gingivitis) ORDER BY y.sextant), '[]')
                  FROM historia_clinica.oral_hygiene y
                 WHERE y.oral_health_id = h.id) AS sextants,
               h.periodontal, h.malocclusion, h.fluorosis, h.remark,
               jsonb_build_object('id', h.recorded_by_id, 'name', h.recorded_by_name) AS recorded_by,
               {withdrawn("h")} AS withdrawn"""
ALL = Listing(
    RECORD,
    f"{TABLE} h",
    "h.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))",
    {"taken_at": ("h.taken_at", "%(after)s::text::timestamptz")},
    id="h.id",
)


def get(db, id):
    return db.one(f"SELECT {RECORD} FROM {TABLE} h WHERE h.id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(f"SELECT {RECORD} FROM {TABLE} h WHERE h.id = %(id)s FOR UPDATE OF h", id=id)


def latest(db, patient_id, until):
    """The last record that stands and was taken by then, or None."""
    return db.one(
        f"""
        SELECT {RECORD}
          FROM {TABLE} h
         WHERE h.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND h.withdrawn_at IS NULL
           AND h.taken_at <= %(until)s
         ORDER BY h.taken_at DESC, h.id DESC
         LIMIT 1
        """,
        patient_id=patient_id,
        until=until,
    )


def insert(tx, **record):
    return tx.value(
        f"INSERT INTO {TABLE} ({names(WRITTEN)}) VALUES ({values(WRITTEN)}) RETURNING id",
        **record,
    )


def insert_sextant(tx, id, sextant, tooth, plaque, calculus, gingivitis):
    tx.run(
        """
        INSERT INTO historia_clinica.oral_hygiene (oral_health_id, sextant, tooth, plaque, calculus, gingivitis)
             VALUES (%(id)s, %(sextant)s, %(tooth)s, %(plaque)s, %(calculus)s, %(gingivitis)s)
        """,
        id=id,
        sextant=sextant,
        tooth=tooth,
        plaque=plaque,
        calculus=calculus,
        gingivitis=gingivitis,
    )
