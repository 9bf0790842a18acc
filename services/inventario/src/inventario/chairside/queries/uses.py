"""SQL of what is used at the chair: lots and sterile packs; none commits."""

from common.store.sql import names, values
from common.store.withdrawals import withdrawn
from common.web.paging import Listing

WHOSE = """u.id, u.appointment_id,
               jsonb_build_object('id', inventario.person(u.patient_id), 'name', u.patient_name) AS patient"""
WHEN = f"""u.tooth, u.used_on, u.noted_at,
               jsonb_build_object('id', u.noted_by_id, 'name', u.noted_by_name) AS noted_by, {withdrawn("u")} AS withdrawn"""
OF_VISIT = """(%(appointment_id)s IS NULL OR u.appointment_id = %(appointment_id)s)
           AND (%(patient_id)s IS NULL OR u.patient_id = ANY (inventario.patient_ids(%(patient_id)s)))"""
BY_ID = {"id": ("u.id", "%(after)s::text::bigint")}

USE_TABLE = "inventario.material_uses"
USE_WRITTEN = (
    "appointment_id", "patient_id", "patient_name", "lot_id", "quantity", "tooth", "used_on", "noted_by_id",
    "noted_by_name",
)  # fmt: skip
USE = f"""{WHOSE}, l.product_id, p.name AS product_name, p.unit, u.lot_id, l.lot_number, l.expiry_date, l.recalled,
               u.quantity, {WHEN}"""
USE_SOURCE = f"""{USE_TABLE} u
          JOIN inventario.lots l ON l.id = u.lot_id
          JOIN inventario.products p ON p.id = l.product_id"""
USES = Listing(
    USE, USE_SOURCE, f"{OF_VISIT} AND (%(lot_id)s IS NULL OR u.lot_id = %(lot_id)s)", BY_ID, id="u.id"
)

PACK_USE_TABLE = "inventario.pack_uses"
PACK_USE_WRITTEN = (
    "appointment_id", "patient_id", "patient_name", "pack_id", "tooth", "used_on", "noted_by_id", "noted_by_name",
)  # fmt: skip
PACK_USE = f"""{WHOSE}, u.pack_id, k.label, k.contents, k.cycle_id, c.autoclave, c.number AS cycle_number, c.chemical,
               c.biological, {WHEN}"""
PACK_USE_SOURCE = f"""{PACK_USE_TABLE} u
          JOIN inventario.sterile_packs k ON k.id = u.pack_id
          JOIN inventario.sterilisation_cycles c ON c.id = k.cycle_id"""
PACK_USES = Listing(
    PACK_USE,
    PACK_USE_SOURCE,
    f"{OF_VISIT} AND (%(cycle_id)s IS NULL OR k.cycle_id = %(cycle_id)s)",
    BY_ID,
    id="u.id",
)


def lock_visits(tx, appointment_ids):
    """What is noted of these visits and what consumes them wait for each other, in one order."""
    tx.run(
        """
        SELECT inventario.lock_visit(id)
          FROM (SELECT DISTINCT id FROM unnest(%(ids)s::bigint[]) AS id ORDER BY id) AS wanted
        """,
        ids=appointment_ids,
    )


def declared(tx, appointment_ids):
    """How much of which lot was said to be used in each of these visits."""
    return tx.all(
        """
        SELECT u.appointment_id, l.product_id, u.lot_id, sum(u.quantity) AS quantity
          FROM inventario.material_uses u JOIN inventario.lots l ON l.id = u.lot_id
         WHERE u.appointment_id = ANY (%(ids)s) AND u.withdrawn_at IS NULL
         GROUP BY u.appointment_id, l.product_id, u.lot_id
         ORDER BY min(u.id)
        """,
        ids=appointment_ids,
    )


def insert_use(tx, **use):
    return tx.value(
        f"INSERT INTO {USE_TABLE} ({names(USE_WRITTEN)}) VALUES ({values(USE_WRITTEN)}) RETURNING id",
        **use,
    )


def use(db, id):
    return db.one(f"SELECT {USE} FROM {USE_SOURCE} WHERE u.id = %(id)s", id=id)


def insert_pack_use(tx, **use):
    return tx.value(
        f"INSERT INTO {PACK_USE_TABLE} ({names(PACK_USE_WRITTEN)}) VALUES ({values(PACK_USE_WRITTEN)}) RETURNING id",
        **use,
    )


def pack_use(db, id):
    return db.one(f"SELECT {PACK_USE} FROM {PACK_USE_SOURCE} WHERE u.id = %(id)s", id=id)


def merge_patient(tx, id, into_id):
    """From now on `id` is another number of the person `into_id`."""
    tx.run(
        """
        INSERT INTO inventario.merged_patients (id, merged_into_id)
             VALUES (%(id)s, %(into_id)s)
        ON CONFLICT (id) DO NOTHING
        """,
        id=id,
        into_id=into_id,
    )


def separate_patient(tx, id):
    """`id` is a person of its own again."""
    tx.run("DELETE FROM inventario.merged_patients WHERE id = %(id)s", id=id)


def erase_patient(tx, ids, label):
    """In the place of the person's name stands `label`."""
    tx.run("SELECT inventario.erase(%(ids)s::bigint[], %(label)s)", ids=ids, label=label)
