"""What /metrics counts of the agenda."""

from datetime import date

from citas.appointments import gauges


def test_appointments_of_today_are_counted_by_status(client, login, book, move, monkeypatch):
    monkeypatch.setattr(gauges, "clinic_today", lambda: date(2099, 1, 5))
    first = book()
    book(start_time="2099-01-05T12:00:00-05:00", end_time="2099-01-05T12:30:00-05:00")
    # 23:30 of the day before and 00:00 of the day after, by the clinic's clock.
    book(start_time="2099-01-04T23:30:00-05:00", end_time="2099-01-05T00:00:00-05:00")
    book(start_time="2099-01-06T00:00:00-05:00", end_time="2099-01-06T00:30:00-05:00")
    move(first["id"], "CONFIRMED")
    text = client.get("/metrics", headers=login("metrics:read")).text
    assert 'clinic_appointments_today{status="CONFIRMED"} 1.0' in text
    assert 'clinic_appointments_today{status="PENDING"} 1.0' in text
