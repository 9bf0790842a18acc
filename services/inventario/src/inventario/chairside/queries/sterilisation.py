"""SQL of sterilisation cycles and their packs; none commits."""

from common.store.search import has_words
from common.store.sql import assignments, names, values
from common.web.paging import Listing

CYCLE_WRITTEN = (
    "autoclave", "number", "program", "temperature", "minutes", "started_at", "chemical", "biological", "biological_at",
    "biological_by_id", "biological_by_name", "remark", "operator_id", "operator_name",
)  # fmt: skip
READ = ("biological", "biological_at", "biological_by_id", "biological_by_name", "remark")
CYCLE = """c.id, c.autoclave, c.number, c.program, c.temperature, c.minutes, c.started_at, c.chemical, c.biological,
               c.biological_at,
               CASE WHEN c.biological_at IS NOT NULL
                    THEN jsonb_build_object('id', c.biological_by_id, 'name', c.biological_by_name) END AS biological_by,
               c.remark, jsonb_build_object('id', c.operator_id, 'name', c.operator_name) AS operator,
               (SELECT count(*) FROM inventario.sterile_packs k WHERE k.cycle_id = c.id) AS packs,
               (SELECT count(*) FROM inventario.sterile_packs k
                  JOIN inventario.pack_uses u ON u.pack_id = k.id AND u.withdrawn_at IS NULL
                 WHERE k.cycle_id = c.id) AS packs_used,
               c.version, c.created_at"""
CYCLES = Listing(
    CYCLE,
    "inventario.sterilisation_cycles c",
    """(%(autoclave)s IS NULL OR c.autoclave = %(autoclave)s)
           AND (%(failed)s IS NULL OR (c.chemical = 'FAILED' OR c.biological = 'FAILED') = %(failed)s)
           AND (%(pending)s IS NULL OR (c.biological = 'PENDING') = %(pending)s)""",
    {"started_at": ("c.started_at", "%(after)s::text::timestamptz")},
    id="c.id",
)
PACK = """k.id, k.cycle_id, k.label, k.contents, k.sterile_until,
               CASE WHEN k.discarded_at IS NOT NULL THEN 'DISCARDED'
                    WHEN u.id IS NOT NULL THEN 'USED'
                    WHEN c.chemical = 'FAILED' OR c.biological = 'FAILED' THEN 'FAILED'
                    WHEN k.sterile_until < %(today)s THEN 'EXPIRED'
                    ELSE 'READY' END AS state,
               k.discarded_reason"""
PACK_SOURCE = """inventario.sterile_packs k
          JOIN inventario.sterilisation_cycles c ON c.id = k.cycle_id
          LEFT JOIN inventario.pack_uses u ON u.pack_id = k.id AND u.withdrawn_at IS NULL"""
PACKS = Listing(
    PACK,
    PACK_SOURCE,
    f"""{has_words("public.plain(k.label || ' ' || k.contents)")}
           AND (%(cycle_id)s IS NULL OR k.cycle_id = %(cycle_id)s)
           AND (%(ready)s IS NULL
                OR (k.discarded_at IS NULL AND u.id IS NULL AND c.chemical = 'PASSED' AND c.biological <> 'FAILED'
                    AND k.sterile_until >= %(today)s) = %(ready)s)""",
    {"id": ("k.id", "%(after)s::text::bigint")},
    id="k.id",
)


def autoclaves(db):
    rows = db.all("SELECT DISTINCT autoclave FROM inventario.sterilisation_cycles ORDER BY 1 LIMIT 100")
    return [row["autoclave"] for row in rows]


def next_number(tx, autoclave):
    """The next cycle of an autoclave; whoever registers another of it waits."""
    tx.run(
        "SELECT pg_advisory_xact_lock(hashtextextended('inventario:autoclave:' || %(autoclave)s, 0))",
        autoclave=autoclave,
    )
    return tx.value(
        "SELECT coalesce(max(number), 0) + 1 FROM inventario.sterilisation_cycles WHERE autoclave = %(autoclave)s",
        autoclave=autoclave,
    )


def insert_cycle(tx, **cycle):
    return tx.value(
        f"""
        INSERT INTO inventario.sterilisation_cycles ({names(CYCLE_WRITTEN)}) VALUES ({values(CYCLE_WRITTEN)}) RETURNING id
        """,
        **cycle,
    )


def insert_pack(tx, cycle_id, position, contents, sterile_until):
    tx.run(
        """
        INSERT INTO inventario.sterile_packs (cycle_id, position, contents, sterile_until)
             VALUES (%(cycle_id)s, %(position)s, %(contents)s, %(sterile_until)s)
        """,
        cycle_id=cycle_id,
        position=position,
        contents=contents,
        sterile_until=sterile_until,
    )


def cycle(db, id):
    return db.one(f"SELECT {CYCLE} FROM inventario.sterilisation_cycles c WHERE c.id = %(id)s", id=id)


def lock_cycle(tx, id):
    tx.run("SELECT FROM inventario.sterilisation_cycles WHERE id = %(id)s FOR NO KEY UPDATE", id=id)
    return cycle(tx, id)


def read_cycle(tx, id, **read):
    """`read` holds READ."""
    tx.run(f"UPDATE inventario.sterilisation_cycles SET {assignments(READ)} WHERE id = %(id)s", id=id, **read)


def packs_of(db, cycle_id, today):
    return db.all(
        f"SELECT {PACK} FROM {PACK_SOURCE} WHERE k.cycle_id = %(cycle_id)s ORDER BY k.position",
        cycle_id=cycle_id,
        today=today,
    )


def pack(db, id, today):
    return db.one(f"SELECT {PACK} FROM {PACK_SOURCE} WHERE k.id = %(id)s", id=id, today=today)


def discard(tx, id, reason, author):
    tx.run(
        """
        UPDATE inventario.sterile_packs
           SET discarded_at = now(), discarded_by_id = %(by_id)s, discarded_by_name = %(by_name)s,
               discarded_reason = %(reason)s
         WHERE id = %(id)s
        """,
        id=id,
        reason=reason,
        by_id=author.id,
        by_name=author.name,
    )
