"""Noting what was used at the chair, and the cycles that make packs sterile; the caller owns the transaction."""

from datetime import UTC, datetime

from common.clock import clinic_today, clinic_zone
from common.store import withdrawals
from common.store.sql import only
from common.web.http import found, must_be_current
from inventario.chairside import events, rules
from inventario.chairside.queries import sterilisation, uses

NO_SUCH_USE = "Eso no está anotado."
NO_SUCH_CYCLE = "Ese ciclo no existe."
NO_SUCH_PACK = "Ese paquete no existe."


def note(tx, new, visit, author):
    """A lot was used in a visit."""
    rules.must_be_attended(visit)
    id = uses.insert_use(
        tx, **of_visit(visit, author), **only(new.model_dump(), "lot_id", "quantity", "tooth")
    )
    use = uses.use(tx, id)
    events.noted(tx, use)
    return use


def withdraw(tx, id, reason, author):
    found(uses.use(tx, id), NO_SUCH_USE)
    withdrawals.withdraw(tx, uses.USE_TABLE, id, reason, author)
    use = uses.use(tx, id)
    events.withdrawn(tx, use)
    return use


def open_pack(tx, new, visit, author):
    """A sterile pack was opened for a visit."""
    rules.must_be_attended(visit)
    id = uses.insert_pack_use(tx, **of_visit(visit, author), **only(new.model_dump(), "pack_id", "tooth"))
    use = uses.pack_use(tx, id)
    events.pack_noted(tx, use)
    return use


def withdraw_pack(tx, id, reason, author):
    found(uses.pack_use(tx, id), NO_SUCH_USE)
    withdrawals.withdraw(tx, uses.PACK_USE_TABLE, id, reason, author)
    use = uses.pack_use(tx, id)
    events.pack_withdrawn(tx, use)
    return use


def of_visit(visit, author):
    return {
        "appointment_id": visit["id"],
        "patient_id": visit["patient"]["id"],
        "patient_name": visit["patient"]["name"],
        "used_on": clinic_today(),
        "noted_by_id": author.id,
        "noted_by_name": author.name,
    }


def record_cycle(tx, new, author):
    """A cycle of an autoclave, with the packs that came out of it."""
    now = datetime.now(UTC)
    started_at = new.started_at or now
    rules.must_not_be_ahead(started_at, now)
    packs = rules.packs_of(new.packs, started_at.astimezone(clinic_zone()).date())
    given = new.model_dump(exclude={"packs", "started_at", "biological"})
    id = sterilisation.insert_cycle(
        tx,
        **given,
        **rules.reading(new.biological, author, now),
        number=sterilisation.next_number(tx, new.autoclave),
        started_at=started_at,
        operator_id=author.id,
        operator_name=author.name,
    )
    for pack in packs:
        sterilisation.insert_pack(tx, id, **pack)
    cycle = sterilisation.cycle(tx, id)
    events.sterilised(tx, cycle)
    return cycle


def read_cycle(tx, id, version, changes, author):
    """What the spores said, a day or two later; or a remark."""
    cycle = found(sterilisation.lock_cycle(tx, id), NO_SUCH_CYCLE)
    must_be_current(cycle, version)
    sent = changes.model_dump(exclude_unset=True)
    biological = sent.get("biological", cycle["biological"])
    remark = sent.get("remark", cycle["remark"])
    if (biological, remark) == (cycle["biological"], cycle["remark"]):
        return cycle
    reading = rules.reading(biological, author, datetime.now(UTC))
    if biological == cycle["biological"]:
        by = cycle["biological_by"] or {"id": None, "name": None}
        reading = only(cycle, "biological", "biological_at") | {
            "biological_by_id": by["id"],
            "biological_by_name": by["name"],
        }
    sterilisation.read_cycle(tx, id, remark=remark, **reading)
    after = sterilisation.cycle(tx, id)
    (events.spores_read if biological != cycle["biological"] else events.cycle_updated)(tx, after)
    return after


def discard(tx, id, reason, author):
    """A pack that is not to be opened: wet, torn, opened by mistake."""
    day = clinic_today()
    found(sterilisation.pack(tx, id, day), NO_SUCH_PACK)
    sterilisation.discard(tx, id, reason, author)
    pack = sterilisation.pack(tx, id, day)
    events.discarded(tx, pack)
    return pack
