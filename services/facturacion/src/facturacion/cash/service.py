"""Use cases of cash: sessions opened, counted, closed and reopened; and where money that moves lands."""

from decimal import Decimal

from common.clock import clinic_today
from common.problems import Invalid
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.cash import closing, events, reads, rules
from facturacion.cash.queries import closings, sessions, tills


def create_till(tx, new):
    till = tills.get(tx, tills.insert(tx, new.name))
    events.till_created(tx, till)
    return till


def change_till(tx, id, version, changes):
    current = found(tills.lock(tx, id), "No existe esa caja.")
    must_be_current(current, version)
    tills.update(tx, id, **only(current, *tills.EDITED) | changes.model_dump(exclude_unset=True))
    till = tills.get(tx, id)
    events.till_updated(tx, till)
    return till


def change_rules(tx, version, wished):
    must_be_current(tills.lock_rules(tx), version)
    tills.set_rules(tx, wished.blind_count)
    changed = tills.rules(tx)
    events.rules_updated(tx, changed)
    return changed


def open_session(tx, new):
    """Raises Invalid for a till that is not there; the database refuses a second session of a till or a person."""
    till = tills.lock(tx, new.till_id)
    if till is None or not till["active"]:
        raise Invalid.field("till_id", "No existe esa caja, o ya no se usa.")
    id = sessions.insert(
        tx,
        till_id=new.till_id,
        opening_float=new.opening_float,
        day=clinic_today(),
        cashier_id=me().id,
        cashier_name=me().name,
    )
    write(tx, id, "FLOAT", rules.CASH, new.opening_float, "Fondo inicial")
    events.opened(tx, sessions.get(tx, id))
    return reads.detail(tx, id, me())


def land(tx, kind, method, amount, source, concept):
    """Write money that the caller took or gave, `amount` signed, into the session they have open; `source` as "payment:12".

    The one way of a payment, a refund or an expense into a till. Raises Conflict (code cash_session_needed) for cash
    without an open session; other methods then stand in no till.
    """
    session = sessions.open_of(tx, me().id)
    if method == rules.CASH:
        rules.must_have_session(session)
    if session:
        write(tx, session["id"], kind, method, amount, concept, source)


def take_back(tx, kind, undone, source, concept):
    """Write the contrary of what `source` once moved as `undone` into the same session, which must be open still."""
    landed = sessions.landed(tx, source, undone)
    if landed:
        write(tx, landed["session_id"], kind, landed["method"], -landed["amount"], concept, source)


def write(tx, session_id, kind, method, amount, concept, source=None):
    return sessions.move(
        tx,
        session_id=session_id,
        kind=kind,
        method=method,
        amount=amount,
        source=source,
        concept=concept,
        moved_by_id=me().id,
        moved_by_name=me().name,
    )


def move(tx, id, new):
    """Cash taken out to the safe, or put in as change."""
    session = found(sessions.lock(tx, id), reads.NOT_FOUND)
    rules.must_be_own(session, me())
    rules.must_be_open(session)
    movement = write(tx, id, new.kind, rules.CASH, rules.MOVES[new.kind] * new.amount, new.concept)
    events.moved(tx, session, movement)
    return movement


def count(tx, id, new):
    """Keep what was counted beside what is expected at this moment. It may be counted again; each count stays."""
    session = found(sessions.lock(tx, id), reads.NOT_FOUND)
    rules.must_be_own(session, me())
    rules.must_be_open(session)
    pieces = [piece.model_dump() for piece in new.pieces if piece.pieces]
    cash = rules.worth(pieces)
    compared = rules.compared(
        sessions.expected(tx, id), cash, {row.method: row.counted for row in new.methods}
    )
    row = {
        "expected": sum((each["expected"] for each in compared), Decimal(0)),
        "counted": sum((each["counted"] for each in compared), Decimal(0)),
        "expected_cash": compared[0]["expected"],
        "counted_cash": cash,
    }
    closings.insert_count(
        tx,
        pieces,
        compared,
        session_id=id,
        counted_by_id=me().id,
        counted_by_name=me().name,
        blind=reads.blind_for(tx, session, me()),
        exact=not any(each["difference"] for each in compared),
        last_movement=sessions.last_movement(tx, id),
        **row,
    )
    events.counted(tx, session, row)
    return reads.detail(tx, id, me())


def close(tx, id, wish, clinic):
    """Close on the last count. `clinic` is the letterhead of the closing's document, made here and kept."""
    session = found(sessions.lock(tx, id), reads.NOT_FOUND)
    rules.must_be_own(session, me())
    rules.must_be_open(session)
    counted = closings.last_count(tx, id)
    rules.must_be_counted(counted, sessions.last_movement(tx, id))
    rules.must_be_explained(counted, wish.reason)
    deposited = counted["counted_cash"] - wish.left_in_till
    if deposited < 0:
        raise Invalid.field("left_in_till", "Lo que se queda no puede superar lo contado.")
    before = closings.of_session(tx, id)
    row = {"number": closing.number_of(id, before), "reason": wish.reason, "left_in_till": wish.left_in_till}
    row |= {"deposited": deposited}
    pdf = closing.printed(tx, session, counted, row, clinic, me().name)
    done = closings.insert(
        tx,
        session_id=id,
        count_id=counted["id"],
        pdf=pdf,
        closed_by_id=me().id,
        closed_by_name=me().name,
        **row,
    )
    events.closed(tx, session, counted, done)
    return reads.detail(tx, id, me())


def reopen(tx, id, reason):
    """The closing stays with who undid it and why; the session takes movements again."""
    session = found(sessions.lock(tx, id), reads.NOT_FOUND)
    undone = closings.reopen(tx, id, reason, me())
    if undone is None:
        rules.must_be_closed(session)
    events.reopened(tx, session, undone)
    return reads.detail(tx, id, me())
