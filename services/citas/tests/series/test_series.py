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


@pytest.fixture
def extend(ask, booked):
    """Two more Mondays at ten, like the last of the four."""
    body = {"appointment_id": booked["appointments"][3]["id"], "last_seen": 3, "count": 2}

    def extending(path="", version=1, headers=None, **changes):
        usual = {"headers": headers} if headers else {}
        return ask(f"/{booked['id']}/extension{path}", body | changes, version, **usual)

    return extending


def test_a_series_goes_on_as_its_rule_says_and_conflicts_are_said_before(
    extend, booked, book, clinic, published, client, reception
):
    book(
        patient_id=clinic.patient(first_name="Eva"),
        start_time="2099-02-09T10:00:00-05:00",
        end_time="2099-02-09T10:30:00-05:00",
    )
    looked = extend("/preview").json
    assert [(one["occurrence"], one["day"]) for one in looked["visits"]] == [
        (4, "2099-02-02"),
        (5, "2099-02-09"),
    ]
    assert looked["visits"][1]["parts"][0]["problem"] == "El profesional ya tiene una cita en ese horario."
    refused = extend()
    assert refused.status_code == 409 and refused.json["visits"] == looked["visits"]
    assert client.get(f"{URL}/{booked['id']}", headers=reception).json == booked
    # One at the hour that is free, and until a day of the week after it, on which it is left out.
    free = looked["visits"][1]["next_slots"][0]["start_time"]
    chosen = [{"day": "2099-02-09", "start_time": free}, {"day": "2099-02-16", "start_time": None}]
    headers = reception | {"Idempotency-Key": "alargar-la-serie-una-vez"}
    first, again = (
        extend(headers=headers, count=None, until="2099-02-16", exceptions=chosen) for _ in range(2)
    )
    assert first.status_code == 201 and first.json == again.json
    series = first.json["series"]
    assert starts(series)[4:] == ["2099-02-02T15:00:00+00:00", "2099-02-09T15:30:00+00:00"]
    assert [one["occurrence"] for one in series["appointments"]] == [0, 1, 2, 3, 4, 5]
    assert series["rule"] == "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;UNTIL=20990216T235959"
    (event,) = published("series.extended")
    assert event["data"]["summary"] == "Añadió 2 citas a la serie de Ana Pérez: cada semana"
    # Who saw the series as it was before has not seen what was added.
    late = extend()
    assert (late.status_code, late.json["detail"]) == (
        409,
        "Otra persona añadió citas a esta serie: revise las fechas otra vez.",
    )


def test_more_visits_are_like_the_one_that_is_chosen_and_after_those_that_stand(
    ask, booked, clinic, client, reception, move
):
    """Two were cancelled; the second was moved with its followers to Tuesdays, and is with somebody else now."""
    _, second, third, _ = booked["appointments"]
    cancel = {"appointment_id": third["id"], "scope": "FOLLOWING", "reason": "Viaje"}
    assert ask(f"/{booked['id']}/cancel", cancel, 1).status_code == 200
    other = clinic.doctor("Eva Mora")
    shift = {"appointment_id": second["id"], "scope": "ALL", "start_time": monday(13), "doctor_id": other}
    moved = ask(f"/{booked['id']}/move", shift, 1).json["appointments"][1]
    body = {"appointment_id": second["id"], "last_seen": 3, "count": 1}
    added = ask(f"/{booked['id']}/extension", body, moved["version"]).json["series"]["appointments"][-1]
    assert (added["start_time"], added["doctor"]["name"], added["occurrence"]) == (
        monday(20),
        "Eva Mora",
        4,
    )


@pytest.mark.parametrize(
    "change, status, field",
    [
        ({"count": None}, 422, None),
        ({"count": 57}, 422, "count"),
        ({"count": None, "until": "2099-01-27"}, 422, "until"),
        ({"appointment_id": 999999}, 422, "appointment_id"),
        ({"version": 9}, 412, None),
        ({"version": None}, 428, None),
    ],
)
def test_what_lengthens_no_series_is_refused(extend, change, status, field):
    answer = extend(**change)
    assert answer.status_code == status, answer.json
    assert field is None or field in {error["field"] for error in answer.json["errors"]}


def test_of_what_is_added_the_patient_is_told_once(extend, booked, database_of):
    with database_of("citas").transaction() as tx:
        tx.run("""
            INSERT INTO citas.reminder_rules (name, moment, channel, subject, body)
                 VALUES ('Al agendar', 'BOOKED', 'WHATSAPP', 'Su cita', 'Hola')
            """)
        # A test is one transaction, to which all of it is booked together.
        tx.run("UPDATE citas.appointments SET created_at = created_at - interval '1 day'")
    added = [one["id"] for one in extend(version=2).json["series"]["appointments"][4:]]
    with database_of("citas").session() as db:
        told = db.all("SELECT appointment_id FROM citas.reminders WHERE moment = 'BOOKED'")
    assert [row["appointment_id"] for row in told] == added[:1]
