"""When what repeats comes again (RFC 5545, on the clinic's clock), and which visits an act on many is about. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

from common.problems import Conflict, Invalid

MOST = 60  # visits of a series
MOST_APPOINTMENTS = 120  # with all their parts
LONGEST = timedelta(days=3660)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EVERY = {"DAILY": "día", "WEEKLY": "semana", "MONTHLY": "mes", "YEARLY": "año"}
EVERY_SO_MANY = {"DAILY": "días", "WEEKLY": "semanas", "MONTHLY": "meses", "YEARLY": "años"}
MOVABLE, CANCELLABLE = ("PENDING", "CONFIRMED"), ("PENDING", "CONFIRMED", "ARRIVED")


@dataclass(frozen=True)
class Place:
    """One appointment of a series: which visit of it, which part of that visit, where the rule has it and where it is."""

    occurrence: int
    part: int
    occurs_at: datetime
    start_time: datetime
    end_time: datetime


def rule_of(repeat, first):
    """The RRULE of a wish that begins at the local moment `first`.

    The 31st of a month without one, and 29 February of other years, are the last day that there is: RFC 5545 would leave
    them out, and nobody who comes every month means that.
    """
    parts = [f"FREQ={repeat.frequency}", f"INTERVAL={repeat.interval}"]
    if repeat.frequency == "WEEKLY":
        days = sorted({first.weekday(), *repeat.weekdays})
        parts.append("BYDAY=" + ",".join(DAYS[day] for day in days))
    elif repeat.frequency == "MONTHLY" and repeat.by_weekday:
        nth = (first.day - 1) // 7 + 1
        parts.append(f"BYDAY={'-1' if nth == 5 else f'+{nth}'}{DAYS[first.weekday()]}")
    elif repeat.frequency in ("MONTHLY", "YEARLY"):
        if repeat.frequency == "YEARLY":
            parts.append(f"BYMONTH={first.month}")
        days = range(min(first.day, 28), first.day + 1)
        parts.append("BYMONTHDAY=" + ",".join(map(str, days)))
        if len(days) > 1:
            parts.append("BYSETPOS=-1")
    parts.append(f"COUNT={repeat.count}" if repeat.count else f"UNTIL={repeat.until:%Y%m%d}T235959")
    return ";".join(parts)


def words_of(repeat, parts):
    """What a person calls it: «cada 2 semanas», «una visita de 3 partes»."""
    said = []
    if repeat:
        interval = repeat.interval
        said.append(
            f"cada {EVERY[repeat.frequency]}"
            if interval == 1
            else f"cada {interval} {EVERY_SO_MANY[repeat.frequency]}"
        )
    if parts > 1:
        said.append(f"visitas de {parts} partes" if repeat else f"una visita de {parts} partes")
    return ", ".join(said)


def moments(rule, first, zone):
    """When a rule comes, as UTC moments; one without a rule comes once. `first` is local and naive: whoever comes at ten
    comes at ten, whatever the clocks did in between."""
    if rule is None:
        return [first.replace(tzinfo=zone).astimezone(UTC)]
    found = list(islice(rrulestr(rule, dtstart=first), MOST + 1))
    if len(found) > MOST:
        raise Invalid.field("repeat.until", f"Una serie tiene como mucho {MOST} fechas: acerque el final.")
    if found and found[-1] - first > LONGEST:
        raise Invalid.field("repeat.count", "Una serie llega como mucho a diez años.")
    return [moment.replace(tzinfo=zone).astimezone(UTC) for moment in found]


def continued(rule, planned, end, known, now, zone):
    """When a series of `known` visits goes on: the moments to come after the last of `planned`, where its rule has those that stand.

    `end` is how many more (`count`) or until which day.
    """
    if rule is None:
        raise Conflict("Esa visita no se repite: agende otra serie.")
    most = MOST - known
    if (end.count or 1) > most:
        raise Invalid.field("count", f"Una serie tiene como mucho {MOST} fechas: agende otra.")
    endless = ";".join(part for part in rule.split(";") if not part.startswith(("COUNT=", "UNTIL=")))
    local = [moment.astimezone(zone).replace(tzinfo=None) for moment in planned]
    off = moved_by(endless, local[-6:])
    since = max(local[-1], now.astimezone(zone).replace(tzinfo=None))
    # The rule begins at its last visit, from which it counts every second week.
    coming = rrulestr(endless, dtstart=local[-1] - off).xafter(since - off, count=most + 1)
    found = [moment + off for moment in coming][: end.count]
    if end.until:
        found = [moment for moment in found if moment.date() <= end.until]
    if not found:
        raise Invalid.field("until", "Hasta ese día la serie no tiene otra fecha.")
    if len(found) > most:
        raise Invalid.field("until", f"Una serie tiene como mucho {MOST} fechas: acerque el final.")
    if found[-1] - since > LONGEST:
        raise Invalid.field("count", "Una serie llega como mucho a diez años.")
    return [moment.replace(tzinfo=zone).astimezone(UTC) for moment in found]


def moved_by(rule, moments):
    """How far visits stand off their rule since they were moved together: Mondays that are Tuesdays now, by a day."""

    def on_rule(off):
        return sum(next(iter(rrulestr(rule, dtstart=moment - off))) == moment - off for moment in moments)

    offs = sorted(range(-15, 16), key=lambda days: (abs(days), -days))
    return next(
        (off for off in map(timedelta, offs) if on_rule(off) == len(moments)),
        max(map(timedelta, offs), key=on_rule),
    )


def ended(rule, last, zone):
    """The rule with its new end."""
    parts = [part for part in rule.split(";") if not part.startswith(("COUNT=", "UNTIL="))]
    return ";".join([*parts, f"UNTIL={last.astimezone(zone):%Y%m%d}T235959"])


def places(starts, minutes, exceptions, zone, first=0):
    """Every appointment of a series: its parts one after another, in each of `starts`, the visits numbered from `first` on.

    `exceptions` are {day of the rule: another start, or None for none}.
    """
    days = {start.astimezone(zone).date() for start in starts}
    unknown = sorted(set(exceptions) - days)
    if unknown:
        raise Invalid.field("exceptions", f"La serie no tiene una fecha el {unknown[0]:%d/%m/%Y}.")
    found = []
    for occurrence, start in enumerate(starts, first):
        wished = exceptions.get(start.astimezone(zone).date(), start)
        if wished is not None:
            found += parts_from(occurrence, start, wished, minutes)
    if not found:
        raise Invalid.field("exceptions", "Deje al menos una fecha.")
    if len(found) > MOST_APPOINTMENTS:
        raise Invalid.field(
            "parts", f"Son {len(found)} citas: agende como mucho {MOST_APPOINTMENTS} a la vez."
        )
    return found


def field_of(place, ends):
    """What was typed that puts an appointment where it is; `ends` says how far the series goes."""
    if place.start_time != place.occurs_at:
        return "exceptions"
    return ends if place.occurrence else "start_time"


def parts_from(occurrence, occurs_at, start, minutes):
    after = timedelta()
    found = []
    for part, length in enumerate(minutes):
        length = timedelta(minutes=length)
        found.append(Place(occurrence, part, occurs_at + after, start + after, start + after + length))
        after += length
    return found


def standing(members):
    """Where the rule has the visits that are not cancelled, the earliest first; of all, where none stands."""
    begin = [row for row in members if row["part"] == 0]
    stand = [row for row in begin if row["status"] != "CANCELLED"]
    return sorted(row["occurs_at"] for row in stand or begin)


def parts_of(members, anchor):
    """The parts of a visit, in their order; those that are cancelled only where all are."""
    parts = [row for row in members if row["occurrence"] == anchor["occurrence"]]
    return sorted(
        [row for row in parts if row["status"] != "CANCELLED"] or parts, key=lambda row: row["part"]
    )


def must_be_seen_whole(members, last_seen):
    """Two who lengthen a series at once would book more than either of them saw."""
    if max(row["occurrence"] for row in members) != last_seen:
        raise Conflict("Otra persona añadió citas a esta serie: revise las fechas otra vez.")


def must_repeat(repeat, parts):
    if repeat is None and parts == 1:
        raise Invalid.field("repeat", "Diga cada cuánto se repite, o añada otra parte a la visita.")


def reached(members, anchor, scope, statuses, now):
    """The members that an act on `anchor` is about: its VISIT, the FOLLOWING visits too, or ALL that are still to come."""
    first = {"VISIT": anchor["occurrence"], "FOLLOWING": anchor["occurrence"], "ALL": 0}[scope]
    last = anchor["occurrence"] if scope == "VISIT" else MOST
    return [
        row
        for row in members
        if first <= row["occurrence"] <= last
        and row["status"] in statuses
        and (row["start_time"] > now or row["occurrence"] == anchor["occurrence"])
    ]


def movable(members, anchor, scope, now):
    """Those of them that a move takes along: what was moved by itself stays where somebody put it."""
    return [
        row
        for row in reached(members, anchor, scope, MOVABLE, now)
        if row["occurrence"] == anchor["occurrence"] or row["start_time"] == row["occurs_at"]
    ]


def must_reach(rows, what):
    if not rows:
        raise Conflict(f"De esa serie ya no hay citas que {what}.")


def shifted(moment, was, is_, zone):
    """Where a moment goes when its visit goes from `was` to `is_`: as many days, and the clock as much, on the clinic's clock."""
    local, old, new = (one.astimezone(zone).replace(tzinfo=None) for one in (moment, was, is_))
    return (local + (new - old)).replace(tzinfo=zone).astimezone(UTC)


def in_order(rows, later):
    """So that none is put where the one beside it still is: the last first where all go later."""
    return sorted(rows, key=lambda row: row["start_time"], reverse=later)
