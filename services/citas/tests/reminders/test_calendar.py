"""The .ics of a letter: REQUEST of a visit that stands, CANCEL of one that does not, by one UID with a rising SEQUENCE."""

from datetime import UTC, datetime

from icalendar import Calendar


def event_of(letter):
    (part,) = [part for part in letter.iter_attachments()]
    assert part.get_content_type() == "text/calendar" and part.get_filename() == "cita.ics"
    calendar = Calendar.from_ical(part.get_content())
    assert part.get_param("method") == calendar["METHOD"]
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


def test_each_letter_takes_the_visit_to_the_patients_calendar(
    client, reception, rule, book, move, post, clock
):
    rule()
    rule(name="Cambio", moment="MOVED", minutes_before=...)
    rule(name="Cancelación", moment="CANCELLED", minutes_before=..., body="Se canceló")
    visit = book()
    clock("2099-01-03T10:00")
    post()
    headers = {**reception, "If-Match": f'"{visit["version"]}"'}
    body = {"start_time": "2099-01-05T15:00:00-05:00"}
    client.patch(f"/api/citas/appointments/{visit['id']}", json=body, headers=headers)
    clock("2099-01-03T11:00")
    post()
    move(visit["id"], "CANCELLED", reason="Viaja")
    post()
    told = [event_of(letter) for letter in post.letters()]
    assert [method for method, _ in told] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [event["SEQUENCE"] for _, event in told] == [0, 1, 2]
    assert len({event["UID"] for _, event in told}) == 1
    assert [event["STATUS"] for _, event in told] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert told[1][1].decoded("dtstart") == datetime(2099, 1, 5, 20, tzinfo=UTC)
    assert all(event["ORGANIZER"] == "mailto:citas@example.com" for _, event in told)
    assert all("Limpieza" not in str(event) for _, event in told)
