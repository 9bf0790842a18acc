"""Series: looked at, booked whole or not at all, moved and cancelled singly or together."""

import pytest
from psycopg2 import Error

URL = "/api/citas/series"
VISITS = "/api/citas/appointments"


@pytest.fixture
def wish(doctor, patient):
    """Every week at ten for half an hour, four times from Monday 5 January 2099 on."""
    body = {
        "patient_id": patient,
        "start_time": "2099-01-05T10:00:00-05:00",
        "parts": [{"doctor_id": doctor, "minutes": 30}],
        "repeat": {"frequency": "WEEKLY", "count": 4},
    }
    return lambda **changes: body | changes


@pytest.fixture
def ask(client, reception):
    def asking(path="", body=None, version=None, headers=reception):
        headers = headers | ({"If-Match": f'"{version}"'} if version else {})
        return client.post(f"{URL}{path}", json=body, headers=headers)

    return asking


@pytest.fixture
def booked(ask, wish):
    answer = ask(body=wish())
    assert answer.status_code == 201, answer.json
    return answer.json["series"]


def starts(series):
    return [one["start_time"] for one in series["appointments"]]


def monday(day, hour="15:00"):
    return f"2099-01-{day:02}T{hour}:00+00:00"


def test_a_series_is_its_visits(booked, client, reception, published):
    assert starts(booked) == [monday(5), monday(12), monday(19), monday(26)]
    assert booked["words"] == "cada semana" and booked["rule"].startswith("FREQ=WEEKLY")
    visit = client.get(f"{VISITS}/{booked['appointments'][2]['id']}", headers=reception).json
    assert visit["series"] == {"id": booked["id"], "occurrence": 2, "part": 0}
    assert len(published("appointment.booked")) == 4
    (event,) = published("series.booked")
    assert event["data"]["summary"] == "Agendó 4 citas de Ana Pérez: cada semana"
    assert client.get(f"{URL}/{booked['id']}", headers=reception).json == booked


def test_what_does_not_fit_is_said_before_and_nothing_is_booked(ask, wish, book, clinic, client, reception):
    taken = book(
        patient_id=clinic.patient(first_name="Eva"), start_time=monday(19), end_time=monday(19, "15:30")
    )
    looked = ask("/preview", wish()).json
    problems = [visit["parts"][0]["problem"] for visit in looked["visits"]]
    assert problems == [None, None, "El profesional ya tiene una cita en ese horario.", None]
    assert looked["visits"][2]["next_slots"][0]["start_time"] == "2099-01-19T15:30:00Z"
    refused = ask(body=wish())
    assert refused.status_code == 409 and refused.json["visits"] == looked["visits"]
    listed = client.get(VISITS, query_string={"doctor_id": taken["doctor"]["id"]}, headers=reception).json[
        "data"
    ]
    assert [one["id"] for one in listed] == [taken["id"]]
    exceptions = [
        {"day": "2099-01-19", "start_time": monday(19, "15:30")},
        {"day": "2099-01-26", "start_time": None},
    ]
    series = ask(body=wish(exceptions=exceptions)).json["series"]
    assert starts(series) == [monday(5), monday(12), monday(19, "15:30")]
    assert [one["moved"] for one in series["appointments"]] == [False, False, True]


def test_a_visit_of_several_parts_is_linked_and_goes_together(
    ask, wish, doctor, clinic, move, client, reception
):
    other = clinic.doctor("Eva Mora")
    parts = [
        {"doctor_id": doctor, "minutes": 30},
        {"doctor_id": other, "treatments": [{"treatment_id": clinic.treatment()}]},
    ]
    series = ask(body=wish(parts=parts, repeat=None)).json["series"]
    assert series["words"] == "una visita de 2 partes"
    first, second = series["appointments"]
    assert (first["end_time"], second["end_time"]) == (second["start_time"], monday(5, "16:10"))
    # Half an hour later the first part is where the second was: the second goes first.
    body = {"appointment_id": first["id"], "scope": "VISIT", "start_time": monday(5, "15:20")}
    moved = ask(f"/{series['id']}/move", body, first["version"]).json
    assert starts(moved) == [monday(5, "15:20"), monday(5, "15:50")]
    body = {"appointment_id": second["id"], "scope": "VISIT", "reason": "Se siente mal"}
    cancelled = ask(f"/{series['id']}/cancel", body, moved["appointments"][1]["version"]).json
    assert [one["status"] for one in cancelled["appointments"]] == ["CANCELLED", "CANCELLED"]


def test_this_and_following_move_what_nobody_moved_alone(ask, booked, client, reception, move):
    first, second, third, fourth = booked["appointments"]
    alone = client.patch(
        f"{VISITS}/{third['id']}",
        json={"start_time": monday(20)},
        headers=reception | {"If-Match": f'"{third["version"]}"'},
    )
    assert alone.status_code == 200
    body = {"appointment_id": second["id"], "scope": "FOLLOWING", "start_time": monday(13, "16:00")}
    moved = ask(f"/{booked['id']}/move", body, second["version"]).json
    assert starts(moved) == [monday(5), monday(13, "16:00"), monday(20), monday(27, "16:00")]
    assert [one["moved"] for one in moved["appointments"]] == [False, False, True, False]
    # Again, from the first on: by a day and not over what is left in place.
    body = {"appointment_id": first["id"], "scope": "ALL", "start_time": monday(6), "leave": [fourth["id"]]}
    moved = ask(f"/{booked['id']}/move", body, first["version"]).json
    assert starts(moved) == [monday(6), monday(14, "16:00"), monday(20), monday(27, "16:00")]
    # Taken back: the same the other way, but for what that move left.
    stays = [third["id"], fourth["id"]]
    body |= {"start_time": monday(5), "leave": stays}
    back = ask(f"/{booked['id']}/move", body, moved["appointments"][0]["version"]).json
    assert starts(back) == [monday(5), monday(13, "16:00"), monday(20), monday(27, "16:00")]
    assert [one["moved"] for one in back["appointments"]] == [False, False, True, False]


def test_a_move_that_does_not_fit_whole_is_none_and_says_which(ask, booked, book, clinic, client, reception):
    book(
        patient_id=clinic.patient(first_name="Eva"),
        start_time=monday(19, "18:00"),
        end_time=monday(19, "18:30"),
    )
    first, _, third, _ = booked["appointments"]
    body = {"appointment_id": first["id"], "scope": "ALL", "start_time": monday(5, "18:00")}
    refused = ask(f"/{booked['id']}/move", body, first["version"])
    assert refused.status_code == 409
    assert [(one["id"], one["problem"]) for one in refused.json["unfit"]] == [
        (third["id"], "El profesional ya tiene una cita en ese horario.")
    ]
    assert starts(client.get(f"{URL}/{booked['id']}", headers=reception).json) == starts(booked)
    moved = ask(f"/{booked['id']}/move", body | {"leave": [third["id"]]}, first["version"])
    assert starts(moved.json)[2:] == [monday(19), monday(26, "18:00")]


def test_following_are_cancelled_and_what_is_over_stays(ask, booked, move):
    second = booked["appointments"][1]
    move(booked["appointments"][3]["id"], "ARRIVED", "IN_PROGRESS", "COMPLETED")
    body = {"appointment_id": second["id"], "scope": "FOLLOWING", "reason": "Se muda"}
    assert ask(f"/{booked['id']}/cancel", body, 99).status_code == 412
    assert ask(f"/{booked['id']}/cancel", body).status_code == 428
    cancelled = ask(f"/{booked['id']}/cancel", body, second["version"]).json
    assert [one["status"] for one in cancelled["appointments"]] == [
        "PENDING",
        "CANCELLED",
        "CANCELLED",
        "COMPLETED",
    ]
    again = ask(f"/{booked['id']}/cancel", body, cancelled["appointments"][1]["version"])
    assert (again.status_code, again.json["detail"]) == (409, "De esa serie ya no hay citas que cancelar.")


@pytest.mark.parametrize(
    "change, field",
    [
        ({"repeat": None}, "repeat"),
        ({"repeat": {"frequency": "WEEKLY"}}, "repeat"),
        ({"repeat": {"frequency": "DAILY", "count": 61}}, "repeat.count"),
        ({"exceptions": [{"day": "2099-01-06", "start_time": None}]}, "exceptions"),
        ({"parts": [{"doctor_id": 999999, "minutes": 30}, {"doctor_id": 999999}]}, "parts.0.doctor_id"),
        ({"patient_id": 999999}, "patient_id"),
    ],
)
def test_what_makes_no_series_is_refused_at_its_field(ask, wish, change, field):
    answer = ask(body=wish(**change))
    assert answer.status_code == 422, answer.json
    assert field in {error["field"] for error in answer.json["errors"]}


def test_a_series_survives_being_sent_twice(ask, wish, reception, published):
    headers = reception | {"Idempotency-Key": "serie-de-una-semana-1"}
    first, again = ask(body=wish(), headers=headers), ask(body=wish(), headers=headers)
    assert first.json == again.json and len(published("series.booked")) == 1


def test_a_series_keeps_its_visits(booked, database_of):
    with pytest.raises(Error) as refused, database_of("citas").transaction() as tx:
        tx.run("UPDATE citas.appointments SET occurrence = 9 WHERE series_id = %(id)s", id=booked["id"])
    assert refused.value.diag.constraint_name == "appointments_series_kept"
