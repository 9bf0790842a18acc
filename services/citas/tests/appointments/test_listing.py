"""GET /appointments, today and daily-counts"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from common.web.paging import encode

URL = "/api/citas/appointments"
ZONE = ZoneInfo("America/Guayaquil")


def at(clock, day="2099-01-05"):
    return f"{day}T{clock}:00-05:00"


@pytest.fixture
def ids(client, reception):
    """The ids that a query finds, in order."""

    def found(query=""):
        answer = client.get(f"{URL}?{query}", headers=reception)
        assert answer.status_code == 200, answer.json
        return [row["id"] for row in answer.json["data"]]

    return found


@pytest.fixture
def three(book):
    """One appointment an hour from 8:00 to 11:00; their ids."""
    return [
        book(start_time=at(f"{hour:02}:00"), end_time=at(f"{hour + 1:02}:00"))["id"] for hour in (8, 9, 10)
    ]


def test_pages_follow_each_other_in_both_directions(client, reception, three):
    for sort, expected in (("start_time", three), ("-start_time", three[::-1])):
        first = client.get(f"{URL}?limit=2&sort={sort}&total=true", headers=reception).json
        assert (first["total"], first["total_exact"]) == (3, True)
        second = client.get(f"{URL}?limit=2&sort={sort}&after={first['next']}", headers=reception).json
        assert [row["id"] for row in first["data"] + second["data"]] == expected
        assert second["next"] is None


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ("from=2099-01-05T09:30:00-05:00", [1, 2]),
        ("to=2099-01-05T09:00:00-05:00", [0]),
        ("from=2099-01-05T09:00:00-05:00&to=2099-01-05T10:00:00-05:00", [1]),
        ("from=2099-01-05T08:59:00-05:00&to=2099-01-05T09:01:00-05:00", [0, 1]),
        ("from=2099-01-05T20:00:00-05:00", []),
    ],
)
def test_a_range_finds_what_touches_it(ids, three, span, found):
    assert ids(span.replace("+", "%2B")) == [three[n] for n in found]


def test_the_longest_appointment_is_found_to_its_last_minute(ids, book):
    long = book(start_time=at("08:00"), end_time=at("20:00"))["id"]
    assert ids("from=2099-01-05T19:59:00-05:00") == [long]
    assert ids("from=2099-01-05T20:00:00-05:00") == []


def test_filters_narrow(ids, clinic, book, move, room, doctor, patient):
    one = book(room_id=room)["id"]
    other_doctor, other_patient = clinic.doctor("Eva Ruiz"), clinic.patient("José", "Núñez")
    two = book(doctor_id=other_doctor, patient_id=other_patient)["id"]
    move(two, "CONFIRMED")
    assert ids(f"doctor_id={doctor}") == [one]
    assert ids(f"patient_id={other_patient}") == [two]
    assert ids(f"room_id={room}") == [one]
    assert ids("status=PENDING") == [one] and ids("status=PENDING,CONFIRMED") == [one, two]
    assert ids("status=CANCELLED") == []


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("nunez", True),
        ("JOSÉ", True),
        ("nuñez jose", True),
        ("jose perez", False),
        ("%25", False),
        ("_", False),
    ],
)
def test_a_search_ignores_accents_case_and_order(ids, clinic, book, search, found):
    id = book(patient_id=clinic.patient("José", "Núñez"))["id"]
    assert ids(f"search={search}") == ([id] if found else [])


@pytest.mark.parametrize(
    "typed", ["099 123 4567", "(099) 123-4567", "+593 99 123 4567", "perez 0991234567", "234567"]
)
def test_a_search_finds_phones_however_they_are_written(client, reception, clinic, book, typed):
    booked = book(patient_id=clinic.patient(phone="0991234567"))
    book(patient_id=clinic.patient(phone="0987654321"), start_time=at("12:00"), end_time=at("13:00"))
    found = client.get(URL, query_string={"search": typed}, headers=reception).json["data"]
    assert [row["id"] for row in found] == [booked["id"]]


def test_a_search_finds_a_cedula_as_it_is_printed(client, reception, clinic, book):
    booked = book(patient_id=clinic.patient(document_type="CEDULA", document_number="1714307103"))
    found = client.get(URL, query_string={"search": "171430710-3"}, headers=reception).json["data"]
    assert [row["id"] for row in found] == [booked["id"]]


def test_a_search_finds_documents_and_an_empty_one_everything(client, reception, ids, book):
    booked = book()
    assert ids(f"search={booked['patient']['document_number'][1:]}") == [booked["id"]]
    assert ids("search=") == ids("search=+") == [booked["id"]]
    assert client.get(f"{URL}?search=%5C&total=true", headers=reception).json["total"] == 0


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=1001&from=2099-01-05T00:00:00-05:00&to=2099-01-06T00:00:00-05:00", "limit"),
        ("status=DONE", "status.0"),
        ("sort=id", "sort"),
        ("from=yesterday", "from"),
        ("from=2099-01-05T10:00:00", "from"),
        ("doctor_id=x", "doctor_id"),
        ("colour=red", "colour"),
    ],
)
def test_invalid_queries_name_the_field(client, reception, query, field):
    answer = client.get(f"{URL}?{query}", headers=reception)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_the_days_of_an_agenda_are_one_page(client, reception, ids, three):
    week = "from=2099-01-04T00:00:00-05:00&to=2099-01-11T00:00:00-05:00"
    assert ids(f"limit=1000&{week}") == three
    page = client.get(f"{URL}?limit=101&{week}", headers=reception).json
    assert page["next"] is None and len(page["data"]) == 3


@pytest.mark.parametrize(
    "span",
    [
        "",
        "&from=2099-01-01T00:00:00-05:00",
        "&to=2099-01-31T00:00:00-05:00",
        "&from=2099-01-01T00:00:00-05:00&to=2099-02-01T00:01:00-05:00",
    ],
)
def test_without_a_range_of_some_weeks_a_page_is_a_usual_one(client, reception, span):
    assert client.get(f"{URL}?limit=100{span}", headers=reception).status_code == 200
    answer = client.get(f"{URL}?limit=101{span}", headers=reception)
    assert answer.status_code == 422
    assert answer.json["errors"] == [
        {
            "field": "limit",
            "message": "Más de 100 citas a la vez solo con «from» y «to», en un rango de 31 días a lo sumo.",
        }
    ]


@pytest.mark.parametrize(
    "cursor", ["x", encode([1]), encode([True, True]), encode([5, "a"]), encode(["a", 1.5])]
)
def test_a_forged_cursor_is_no_failure_of_ours(client, reception, book, cursor):
    book()
    assert client.get(f"{URL}?after={cursor}", headers=reception).status_code in (400, 422)


def test_one_that_does_not_exist_is_404(client, reception):
    for id in (0, 999_999, 2**63 - 1, 2**63):
        assert client.get(f"{URL}/{id}", headers=reception).status_code == 404


def test_today_is_the_clinics_day(client, login, reception, clinic, book, doctor):
    now = datetime.now(ZONE).replace(second=0, microsecond=0)
    midnight = now.replace(hour=0, minute=0)
    # Yesterday evening is still recent enough to be entered, and is not today.
    evening = max(midnight - timedelta(minutes=30), now - timedelta(hours=24) + timedelta(minutes=1))
    for start, person in ((evening, clinic.patient()), (now, clinic.patient())):
        book(
            start_time=start.isoformat(),
            end_time=(start + timedelta(minutes=5)).isoformat(),
            patient_id=person,
        )
    found = client.get(f"{URL}/today", headers=reception).json["data"]
    assert [row["patient"]["id"] for row in found] == [person]
    assert len(client.get(f"{URL}/today?doctor_id={doctor}", headers=reception).json["data"]) == 1
    assert client.get(f"{URL}/today?doctor_id={doctor + 1}", headers=reception).json["data"] == []
    assert client.get(f"{URL}/today?doctor_id=0", headers=reception).status_code == 422
    assert client.get(f"{URL}/today").status_code == 401
    assert client.get(f"{URL}/today", headers=login()).status_code == 403


def test_a_month_shows_how_many_each_day_has(client, reception, book, move, clinic, doctor):
    book(start_time=at("23:30"), end_time=at("23:45"))
    move(book()["id"], "CONFIRMED")
    book(start_time=at("10:00", "2099-01-07"), end_time=at("11:00", "2099-01-07"))
    url = f"{URL}/daily-counts?from=2099-01-05&to=2099-01-07"
    assert client.get(url, headers=reception).json["data"] == [
        {"date": "2099-01-05", "count": 2, "by_status": {"CONFIRMED": 1, "PENDING": 1}},
        {"date": "2099-01-06", "count": 0, "by_status": {}},
        {"date": "2099-01-07", "count": 1, "by_status": {"PENDING": 1}},
    ]
    others = client.get(f"{url}&doctor_id={doctor + 1}", headers=reception).json["data"]
    assert [day["count"] for day in others] == [0, 0, 0]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("from=2099-01-05", 422),
        ("from=2099-01-05&to=2099-01-04", 422),
        ("from=2099-01-05&to=2100-02-05", 422),
        ("from=2099-01-05T10:00:00&to=2099-01-06", 422),
        ("from=1900-01-01&to=1900-01-01", 200),
    ],
)
def test_a_month_has_a_bounded_range(client, login, reception, query, status):
    assert client.get(f"{URL}/daily-counts?{query}", headers=reception).status_code == status
    assert client.get(f"{URL}/daily-counts?{query}").status_code == 401
    assert client.get(f"{URL}/daily-counts?{query}", headers=login()).status_code == 403


def test_the_last_visit_and_the_next_of_many_patients_come_in_one_answer(
    client, reception, clinic, book, move, patient
):
    other, stranger = clinic.patient("José", "Núñez"), clinic.patient("Eva", "Mora")
    attended = book(start_time=at("08:00"), end_time=at("08:30"))
    move(attended["id"], "CONFIRMED", "ARRIVED", "IN_PROGRESS", "COMPLETED")
    book(start_time=at("11:00"), end_time=at("11:30"))
    move(book(start_time=at("09:00"), end_time=at("09:30"))["id"], "CANCELLED", reason="Viajó")
    first = book(patient_id=other, start_time=at("12:00"), end_time=at("12:30"))
    answer = client.get(f"{URL}/of-patients?ids={patient},{other},{stranger}", headers=reception)
    assert answer.status_code == 200, answer.json
    assert answer.json["data"] == [
        {"patient_id": patient, "last": attended["start_time"], "next": book_time(11)},
        {"patient_id": other, "last": None, "next": first["start_time"]},
        {"patient_id": stranger, "last": None, "next": None},
    ]


def book_time(hour):
    return datetime(2099, 1, 5, hour, tzinfo=ZONE).astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize("asked", ["", "ids=", "ids=a", "ids=0", "ids=" + ",".join(["7"] * 101)])
def test_who_is_asked_about_is_named_and_bounded(client, reception, asked):
    assert client.get(f"{URL}/of-patients?{asked}", headers=reception).status_code == 422


def test_who_may_not_see_the_agenda_hears_nothing_of_visits(client, login):
    assert client.get(f"{URL}/of-patients?ids=7", headers=login("patients:read")).status_code == 403
    assert client.get(f"{URL}/of-patients?ids=7").status_code == 401


def test_appointments_are_asked_for_by_their_numbers(ids, three):
    assert ids(f"ids={three[2]},{three[0]}") == [three[0], three[2]]
    assert ids("ids=999999") == []
