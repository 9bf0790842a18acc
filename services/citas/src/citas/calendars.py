"""iCalendar (RFC 5545): our events written out as others read them, with UTC moments, the same bytes each time; and when
somebody's own calendar says that they are busy."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from urllib.parse import urlsplit

from dateutil.rrule import rrulestr
from icalendar import Calendar, vCalAddress
from icalendar import Event as Component

LOCAL_HOST = "omniclinica.local"
PRODUCT = "-//OmniClinica//Agenda//ES"
MEDIA_TYPE = "text/calendar"
ICS = f"{MEDIA_TYPE}; charset=utf-8; method={{method}}"
DOWNLOAD = ICS.format(method="PUBLISH")
FILE = "cita.ics"
# As a letter itself is from, where no address is set.
NOBODY = "clinica@localhost.invalid"


@dataclass(frozen=True)
class Event:
    uid: str
    sequence: int
    start: datetime
    end: datetime
    summary: str
    stamp: datetime
    description: str | None = None
    location: str | None = None
    cancelled: bool = False
    organizer: str | None = None
    attendee: str | None = None


def uid(name, settings):
    """The same for the same thing for ever: calendars know an event again by it."""
    return f"{name}@{urlsplit(settings.public_url).hostname or LOCAL_HOST}"


def written(method, events, name=None):
    """A calendar of these events: REQUEST and CANCEL ask of one person, PUBLISH shows to whoever subscribes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", "PT15M", parameters={"value": "DURATION"}, encode=False)
        calendar.add("x-published-ttl", "PT15M")
    for event in events:
        calendar.add_component(component(event))
    return calendar.to_ical()


def invitation(visit, clinic, settings, cancelled=False):
    """What a letter brings for the calendar of a patient, (name, type, content): the hour, or that it is no more."""
    method = "CANCEL" if cancelled else "REQUEST"
    event = of_patient(visit, clinic, settings, cancelled=cancelled, attendee=visit["email"])
    return FILE, ICS.format(method=method), written(method, [event])


def publication(visit, clinic, settings):
    """The same hour for who takes it to their calendar themselves: nobody is asked to answer, so it names no guest."""
    return written("PUBLISH", [of_patient(visit, clinic, settings)])


def of_patient(visit, clinic, settings, **more):
    """`visit` has event and sequence, by which a calendar knows it again, start, end, doctor_name and created_at."""
    return Event(
        uid=uid(visit["event"], settings),
        sequence=visit["sequence"],
        start=visit["start"],
        end=visit["end"],
        summary=f"Cita en {clinic['name']}",
        description=f"Con {visit['doctor_name']}.",
        location=clinic["address"],
        stamp=visit["created_at"],
        organizer=settings.mail_from or NOBODY,
        **more,
    )


def component(event):
    made = Component()
    for field, value in (
        ("uid", event.uid),
        ("sequence", event.sequence),
        ("dtstamp", event.stamp),
        ("dtstart", event.start),
        ("dtend", event.end),
        ("summary", event.summary),
        ("description", event.description),
        ("location", event.location),
        ("status", "CANCELLED" if event.cancelled else "CONFIRMED"),
        ("transp", "OPAQUE"),
    ):
        if value is not None:
            made.add(
                field, value.astimezone(UTC).replace(microsecond=0) if isinstance(value, datetime) else value
            )
    if event.organizer:
        made.add("organizer", vCalAddress(f"mailto:{event.organizer}"))
    if event.attendee:
        who = vCalAddress(f"mailto:{event.attendee}")
        # Nobody's calendar answers by mail: the patient answers by the link.
        who.params["RSVP"] = "FALSE"
        who.params["PARTSTAT"] = "ACCEPTED"
        made.add("attendee", who)
    return made


# A calendar of somebody else's: what it may cost to read it.
MOST_EVENTS, MOST_RULES, MOST_TURNS, MOST_SECONDS = 20_000, 500, 5_000, 20
# How often a rule may come: what comes each second is no calendar of a person.
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
LONGEST_EVENT = timedelta(days=31)


class Unreadable(Exception):
    """What was read is no calendar, or more of one than is read; in words."""


def busy_times(content, since, until, zone, own_host=None):
    """[(start, end)] in which a calendar of somebody's says that they are busy between two moments, joined, in order.

    Whole days, and hours that name no zone, are `zone`'s. What is cancelled, shown as free, or was ours to begin with is left
    out; a rule is followed no further than `until`. What cannot be understood of one event leaves that one out.
    """
    deadline = time.monotonic() + MOST_SECONDS
    try:
        calendar = Calendar.from_ical(content)
    except (ValueError, IndexError, KeyError, TypeError, RecursionError):
        raise Unreadable("Lo que hay en esa dirección no es un calendario (iCalendar).") from None
    if calendar.name != "VCALENDAR":
        raise Unreadable("Lo que hay en esa dirección no es un calendario (iCalendar).")
    events = list(islice(calendar.walk("VEVENT"), MOST_EVENTS + 1))
    if len(events) > MOST_EVENTS or sum("RRULE" in event for event in events) > MOST_RULES:
        raise Unreadable("El calendario tiene demasiados eventos.")
    moved = {
        (str(event.get("UID")), utc(event["RECURRENCE-ID"].dt, zone))
        for event in events
        if "RECURRENCE-ID" in event
    }
    found = []
    for event in events:
        if time.monotonic() > deadline:
            raise Unreadable("El calendario tiene demasiadas repeticiones.")
        if is_busy(event, own_host):
            try:
                found += turns(event, moved, since, until, zone)
            except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
                continue
    return joined(found)


def is_busy(event, own_host):
    free = (
        str(event.get("STATUS", "")).upper() == "CANCELLED"
        or str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE"
    )
    ours = own_host is not None and str(event.get("UID", "")).endswith(f"@{own_host}")
    return not free and not ours


def turns(event, moved, since, until, zone):
    """[(start, end)] of one event, or of each time that it comes, that touch [since, until)."""
    first = event["DTSTART"].dt
    whole_days = not isinstance(first, datetime)
    start = utc(first, zone)
    if "DTEND" in event:
        length = utc(event["DTEND"].dt, zone) - start
    elif "DURATION" in event:
        length = event["DURATION"].dt
    else:
        length = timedelta(days=1) if whole_days else timedelta()
    length = min(length, LONGEST_EVENT)
    if length <= timedelta():
        return []
    starts = [start]
    if "RRULE" in event and "RECURRENCE-ID" not in event:
        starts = repeated(event, first, since - length, until, zone)
        uid = str(event.get("UID"))
        starts = [one for one in starts if (uid, one) not in moved]
    return [(one, one + length) for one in starts if one < until and one + length > since]


def repeated(event, first, since, until, zone):
    """When an event comes again, on the clock on which it was entered: who meets at nine meets at nine."""
    rule = event["RRULE"]
    if isinstance(rule, list):
        rule = rule[0]
    frequency = rule["FREQ"][0]
    # What never comes would be looked for until the year 9999.
    if (
        frequency not in FREQUENCIES
        or frequency == "DAILY"
        and {"BYMONTHDAY", "BYYEARDAY", "BYSETPOS"} & set(rule)
    ):
        raise ValueError(frequency)
    local = (first.tzinfo or zone) if isinstance(first, datetime) else zone
    begins = naive(first, local)
    if "UNTIL" in rule:
        rule = rule.copy()
        rule["UNTIL"] = [naive(rule["UNTIL"][0], local)]
    turns = rrulestr(rule.to_ical().decode(), dtstart=begins)
    near = takewhile(lambda one: one < naive(until, local), turns)
    starts = [one.replace(tzinfo=local).astimezone(UTC) for one in islice(near, MOST_TURNS)]
    left_out = {utc(one.dt, zone) for many in listed(event.get("EXDATE")) for one in many.dts}
    added = [
        utc(one.dt, zone)
        for many in listed(event.get("RDATE"))
        for one in many.dts
        if not isinstance(one.dt, tuple)
    ]
    return [one for one in [*starts, *added] if one not in left_out and one > since]


def listed(value):
    return value if isinstance(value, list) else [value] if value is not None else []


def naive(moment, zone):
    """On the clock of `zone`, without it; a day is its midnight."""
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day)
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def utc(moment, zone):
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def joined(spans):
    """Those that touch are one; in order."""
    found = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
