"""Calendars as others read them (iCalendar, RFC 5545): events written out, with UTC moments, the same bytes each time."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from icalendar import Calendar, vCalAddress
from icalendar import Event as Component

PRODUCT = "-//OmniClinica//Agenda//ES"


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
    return f"{name}@{urlsplit(settings.public_url).hostname or 'omniclinica.local'}"


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
