"""Holidays: listed, closed and opened by the clinic, and what a closed day refuses."""

import pytest

URL = "/api/citas/holidays"
CHRISTMAS = "2099-12-25"


def same(version):
    return {"If-Match": f'"{version}"'}


def times(day, start="10:00", end="10:30"):
    return {"start_time": f"{day}T{start}:00-05:00", "end_time": f"{day}T{end}:00-05:00"}


@pytest.fixture
def say(client, manager):
    def saying(day, name, closed=True, version=0, headers=manager):
        answer = client.put(
            f"{URL}/{day}", json={"name": name, "closed": closed}, headers=headers | same(version)
        )
        assert answer.status_code == 200, answer.json
        return answer.json

    return saying


def listed(client, headers, first, last):
    answer = client.get(f"{URL}?from={first}&to={last}", headers=headers)
    assert answer.status_code == 200, answer.json
    return [(day["date"], day["name"], day["closed"], day["origin"]) for day in answer.json["data"]]


def test_the_laws_and_the_clinics_days_are_one_list(client, reception, say, published):
    say("2099-12-07", "Fundación de Quito")
    say(CHRISTMAS, "Navidad", closed=False)
    assert listed(client, reception, "2099-12-01", "2099-12-31") == [
        ("2099-12-07", "Fundación de Quito", True, "CLINIC"),
        (CHRISTMAS, "Navidad", False, "NATIONAL"),
    ]
    assert [event["type"] for event in published()] == ["holiday.closed", "holiday.opened"]


def test_nobody_is_booked_on_a_closed_day_but_over_it_on_purpose(client, reception, override, new):
    body = new(**times(CHRISTMAS))
    refused = client.post("/api/citas/appointments", json=body, headers=reception)
    assert refused.status_code == 409 and refused.json["obstacle"] == "HOURS"
    assert refused.json["detail"] == "La clínica no atiende el 25/12/2099: Navidad."
    # 25 December 2099 is a Friday: the next free hour is on Saturday.
    assert refused.json["next_slots"][0]["start_time"] == "2099-12-26T13:00:00Z"
    over = body | {"overbooked": True, "overbook_reason": "Dolor agudo"}
    assert client.post("/api/citas/appointments", json=over, headers=override).status_code == 201


def test_a_holiday_on_which_the_clinic_attends_is_a_day_like_any_other(book, say, new):
    say(CHRISTMAS, "Navidad", closed=False)
    assert book(**times(CHRISTMAS))["status"] == "PENDING"


def test_an_hour_of_a_closed_day_is_neither_available_nor_free(client, reception, doctor, say):
    say("2099-01-06", "Reyes")
    query = {"doctor_id": doctor, **times("2099-01-06")}
    answer = client.get("/api/citas/appointments/check-availability", query_string=query, headers=reception)
    assert answer.json["available"] is False and answer.json["reason"].endswith("06/01/2099: Reyes.")
    days = client.get(
        f"/api/citas/doctors/{doctor}/schedule?from=2099-01-05&to=2099-01-07", headers=reception
    )
    assert [slot["start_time"][:10] for slot in days.json["free_slots"]] == ["2099-01-05", "2099-01-07"]


def test_closing_a_day_says_whom_to_call_and_taking_it_back_leaves_nobody(client, manager, book, say):
    booked = book()
    closed = say("2099-01-05", "Duelo local")
    assert closed["stranded"]["total"] == 1
    (visit,) = closed["stranded"]["data"]
    assert (visit["id"], visit["causes"], visit["patient_name"]) == (booked["id"], ["HOLIDAY"], None)
    gone = client.delete(f"{URL}/2099-01-05", headers=manager | same(1))
    assert gone.status_code == 200 and gone.json["stranded"]["total"] == 0
    assert client.get("/api/citas/stranded-appointments", headers=manager).json["total"] == 0
    assert client.delete(f"{URL}/2099-01-05", headers=manager | same(1)).status_code == 404


def test_a_visit_overbooked_on_a_closed_day_is_not_stranded_until_the_day_is_closed_anew(
    client, manager, override, book, say
):
    book(headers=override, **times(CHRISTMAS), overbooked=True, overbook_reason="Urgencia")
    assert client.get("/api/citas/stranded-appointments", headers=manager).json["total"] == 0


def test_a_law_that_closes_again_says_whom_to_call(client, manager, book, say):
    say(CHRISTMAS, "Navidad", closed=False)
    book(**times(CHRISTMAS))
    back = client.delete(f"{URL}/{CHRISTMAS}", headers=manager | same(1))
    assert back.status_code == 200 and back.json["stranded"]["total"] == 1


def test_a_day_is_edited_as_it_was_read(client, manager, say):
    say("2099-12-07", "Fundación de Quito")
    url, body = f"{URL}/2099-12-07", {"name": "Fundación"}
    assert client.put(url, json=body, headers=manager).status_code == 428
    assert client.put(url, json=body, headers=manager | same(0)).status_code == 412
    assert say("2099-12-07", "Fundación", version=1)["version"] == 2


@pytest.mark.parametrize(
    ("day", "body", "status", "field"),
    [
        ("2099-12-07", {"name": "Lunes", "closed": False}, 422, "closed"),
        ("2099-12-07", {"name": "A"}, 422, "name"),
        ("2099-12-07", {}, 422, "name"),
        ("2099-02-30", {"name": "Carnaval"}, 404, None),
        ("20991207", {"name": "Carnaval"}, 404, None),
        ("9999-12-07", {"name": "Carnaval"}, 404, None),
    ],
)
def test_invalid_days_are_refused_in_words(client, manager, day, body, status, field):
    answer = client.put(f"{URL}/{day}", json=body, headers=manager | same(0))
    assert answer.status_code == status
    assert field is None or answer.json["errors"][0]["field"] == field


@pytest.mark.parametrize("query", ["from=2099-02-01&to=2099-01-01", "from=2090-01-01&to=2099-01-01"])
def test_a_calendar_has_a_sensible_range(client, reception, query):
    answer = client.get(f"{URL}?{query}", headers=reception)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "to"


def test_only_who_plans_closes_the_clinic(client, reception):
    url = f"{URL}/2099-12-07"
    assert client.get(f"{URL}?from=2099-01-01&to=2099-01-02").status_code == 401
    assert client.put(url, json={"name": "Lunes"}).status_code == 401
    assert client.put(url, json={"name": "Lunes"}, headers=reception | same(0)).status_code == 403
    assert client.delete(url, headers=reception | same(1)).status_code == 403
