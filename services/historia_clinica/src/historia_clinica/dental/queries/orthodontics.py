"""Every statement on the controls of orthodontics; none commits."""

from common.store.sql import names, values
from common.store.withdrawals import withdrawn
from common.web.paging import Listing

TABLE = "historia_clinica.orthodontic_controls"
WRITTEN = (
    "patient_id", "note_id", "controlled_at", "phase", "upper_act", "upper_alloy", "upper_size", "lower_act", "lower_alloy",
    "lower_size", "elastics", "elastics_side", "elastics_size", "elastics_hours", "works", "rebonded", "next_on", "remark",
    "recorded_by_id", "recorded_by_name",
)  # fmt: skip
CONTROL = f"""c.id, historia_clinica.person(c.patient_id) AS patient_id, c.note_id, c.controlled_at, c.phase,
               CASE WHEN c.upper_act IS NOT NULL
                    THEN jsonb_build_object('act', c.upper_act, 'alloy', c.upper_alloy, 'size', c.upper_size) END AS upper,
               CASE WHEN c.lower_act IS NOT NULL
                    THEN jsonb_build_object('act', c.lower_act, 'alloy', c.lower_alloy, 'size', c.lower_size) END AS lower,
               CASE WHEN c.elastics IS NOT NULL
                    THEN jsonb_build_object('kind', c.elastics, 'side', c.elastics_side, 'size', c.elastics_size,
                                            'hours', c.elastics_hours) END AS elastics,
               c.works, c.rebonded, c.next_on, c.remark,
               jsonb_build_object('id', c.recorded_by_id, 'name', c.recorded_by_name) AS recorded_by,
               {withdrawn("c")} AS withdrawn"""
ALL = Listing(
    CONTROL,
    f"{TABLE} c",
    "c.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND (%(note_id)s IS NULL OR c.note_id = %(note_id)s)",
    {"controlled_at": ("c.controlled_at", "%(after)s::text::timestamptz")},
    id="c.id",
)


def get(db, id):
    return db.one(f"SELECT {CONTROL} FROM {TABLE} c WHERE c.id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(f"SELECT {CONTROL} FROM {TABLE} c WHERE c.id = %(id)s FOR UPDATE", id=id)


def insert(tx, **control):
    """The new control's id. `control` holds WRITTEN."""
    return tx.value(
        f"INSERT INTO {TABLE} ({names(WRITTEN)}) VALUES ({values(WRITTEN)}) RETURNING id",
        **control,
    )
