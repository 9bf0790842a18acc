"""A freed hour offers itself: a round to the first of the list, the next once nobody of it is left, until somebody takes it."""

from datetime import UTC, datetime
from typing import NamedTuple

from citas.schedules.queries import booking_rules
from citas.waitlist import events, neighbours, reads, rules
from citas.waitlist.queries import gaps
from citas.waitlist.service import offers
from common.problems import Conflict
from common.web.http import found


class Seen(NamedTuple):
    """What an hour and the list are like before others are asked; without `gap` nothing of it is left."""

    row: dict
    gap: rules.Gap | None = None
    chosen: list = []
    skipped: list = []


def look(db, id):
    row = found(gaps.get(db, id), offers.NO_GAP)
    gap = reads.free_of(db, row)
    if gap is None:
        return Seen(row)
    fit, unfit = reads.ranking(db, row, gap)
    most = booking_rules.get(db)["waitlist_offers"]
    return Seen(row, gap, *rules.next_round(fit, unfit, gaps.asked_before(db, id), most))


def prepare(seen):
    """The same, and what offering it needs to know of others; who waits for what is no longer offered is passed over."""
    known, chosen, skipped = {}, [], list(seen.skipped)
    for one in seen.chosen:
        entry = one["entry"]
        try:
            contact = neighbours.contact(entry["patient_id"])
            lines = neighbours.lines(entry)
        except Conflict as gone:
            skipped.append(one | {"reason": str(gone)})
            continue
        if contact["active"]:
            known[entry["id"]] = (contact, lines)
            chosen.append(one)
    return seen._replace(chosen=chosen, skipped=skipped), known


def offer(tx, id, seen, known, mails):
    """The round, unless another process began it meanwhile; how many were offered it."""
    now = datetime.now(UTC)
    if not gaps.lock_due(tx, id, now):
        return 0
    if seen.gap is None:
        gaps.set_round(tx, id, None)
        return 0
    if not seen.chosen:
        gaps.insert_skips(tx, id, seen.skipped)
        gaps.set_round(tx, id, now + rules.LOOK_AGAIN, note=rules.NOBODY)
        return 0
    made = offers.offer(tx, seen, known, mails, booking_rules.base(tx))["data"]
    gaps.set_round(tx, id, max(one["expires_at"] for one in made), in_round=True)
    return len(made)


def set_automatic(tx, id, automatic):
    """Somebody says that it offers itself from now on, or no more. What was offered stands: each offer has its own way back."""
    row = found(gaps.lock(tx, id), offers.NO_GAP)
    if automatic != (row["offer_at"] is not None):
        if automatic:
            rules.must_be_free(reads.free_of(tx, row))
        gaps.set_round(tx, id, datetime.now(UTC) if automatic else None)
        events.publish_automatic(tx, row, automatic)
    return reads.gaps_by_id(tx, id)
