"""What treatments need of the agenda, in every way of booking."""

import pytest

URL = "/api/citas/appointments"
RULES, EQUIPMENT, ROOMS = "/api/citas/treatment-rules", "/api/citas/equipment", "/api/citas/rooms"


def same(version):
    return {"If-Match": f'"{version}"'}


def at(clock, day="2099-01-05"):
    return f"{day}T{clock}:00-05:00"


def field_of(answer):
    assert answer.status_code == 422, answer.json
    return answer.json["errors"][0]["field"]


@pytest.fixture
def made(client, manager):
    """Make a room or a piece of equipment; returns its id."""

    def making(url, **body):
        answer = client.post(url, json=body, headers=manager)
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    return making


@pytest.fixture
def planner(login):
    return login("appointments:read", "schedules:write", "treatments:read", id="8", name="Marta Gil")


@pytest.fixture
def treatment(clinic):
    return clinic.treatment(name="Radiografía", duration_minutes=30)


@pytest.fixture
def rule(client, planner, treatment):
    """Enter what the treatment needs."""

    def entering(**body):
        version = client.get(f"{RULES}/{treatment}", headers=planner).json["version"]
        answer = client.put(f"{RULES}/{treatment}", json=body, headers=planner | same(version))
        assert answer.status_code == 200, answer.json
        return answer.json

    return entering


@pytest.fixture
def xray(new, treatment):
    return lambda **more: new(treatments=[{"treatment_id": treatment}], **more)


def test_a_rule_is_entered_with_its_version_by_who_plans(
    client, planner, reception, treatment, doctor, published
):
    url = f"{RULES}/{treatment}"
    assert client.get(url, headers=planner).json["version"] == 0
    body = {"preparation_minutes": 5, "doctor_ids": [doctor]}
    assert client.put(url, json=body, headers=reception | same(0)).status_code == 403
    saved = client.put(url, json=body, headers=planner | same(0)).json
    assert saved["version"] == 1 and saved["treatment_name"] == "Radiografía"
    assert client.put(url, json=body, headers=planner | same(0)).status_code == 412
    assert client.get(RULES, headers=reception).json["data"] == [saved]
    for field, value in (("equipment_ids", [999]), ("doctor_ids", [999]), ("room_kind", "Quirófano")):
        assert field_of(client.put(url, json={field: value}, headers=planner | same(1))) == field
    assert published("treatment_rule.updated")[0]["data"]["summary"] == (
        "Cambió lo que «Radiografía» necesita de la agenda"
    )


def test_every_way_of_booking_asks_who_does_it(
    client, reception, override, clinic, rule, xray, new, book, treatment, doctor
):
    other = clinic.doctor("Eva Ruiz")
    lines = [{"treatment_id": treatment}]
    mine = book(treatments=lines)
    rule(doctor_ids=[other])
    assert (
        field_of(client.post(URL, json=xray(start_time=at("12:00"), end_time=None), headers=reception))
        == "doctor_id"
    )
    over = xray(overbooked=True, overbook_reason="Dolor agudo")
    assert field_of(client.post(URL, json=over, headers=override)) == "doctor_id"
    series = {
        "patient_id": mine["patient"]["id"],
        "start_time": at("12:00"),
        "parts": [{"doctor_id": doctor, "treatments": lines}],
        "repeat": {"frequency": "WEEKLY", "count": 2},
    }
    for path in ("/api/citas/series", "/api/citas/series/preview"):
        assert field_of(client.post(path, json=series, headers=reception)) == "parts.0.doctor_id"
    plain = book(start_time=at("15:00"), end_time=at("15:30"))
    body, version = {"items": lines}, same(plain["version"])
    assert (
        field_of(client.put(f"{URL}/{plain['id']}/treatments", json=body, headers=reception | version))
        == "items"
    )
    # What was booked before keeps: it is moved in time, and not to a third one.
    moved = client.patch(
        f"{URL}/{mine['id']}", json={"start_time": at("09:00")}, headers=reception | same(mine["version"])
    )
    assert moved.status_code == 200
    third = {"doctor_id": clinic.doctor("Iván Paz")}
    refused = client.patch(f"{URL}/{mine['id']}", json=third, headers=reception | same(moved.json["version"]))
    assert field_of(refused) == "doctor_id"
    dragged = client.patch(
        f"{URL}/{mine['id']}", json={"doctor_id": other}, headers=reception | same(moved.json["version"])
    )
    assert dragged.status_code == 200


def test_a_treatment_asks_for_a_kind_of_room(client, reception, rule, xray, made, room):
    radiology = made(ROOMS, name="Radiología", kind="Rayos X")
    rule(room_kind="Rayos X")
    for wrong in ({}, {"room_id": room}):
        answer = client.post(URL, json=xray(**wrong), headers=reception)
        assert field_of(answer) == "room_id"
        assert (
            answer.json["errors"][0]["message"] == "«Radiografía» necesita un consultorio de tipo «Rayos X»."
        )
    assert client.post(URL, json=xray(room_id=radiology), headers=reception).status_code == 201


def test_preparing_and_cleaning_occupy_the_room_alone(
    client, reception, clinic, rule, xray, new, book, room, treatment
):
    rule(preparation_minutes=10, cleaning_minutes=20)
    booked = book(treatments=[{"treatment_id": treatment}], room_id=room)
    assert (booked["preparation_minutes"], booked["cleaning_minutes"]) == (10, 20)
    other = clinic.doctor("Eva Ruiz")
    near = {"patient_id": clinic.patient("Inés"), "doctor_id": other, "room_id": room}
    soon = new(**near, start_time=at("10:30"), end_time=at("11:00"))
    refused = client.post(URL, json=soon, headers=reception)
    assert refused.status_code == 409 and refused.json["obstacle"] == "ROOM"
    assert refused.json["detail"] == "El consultorio está en preparación o limpieza en ese horario."
    assert [(clash["id"], clash["what"]) for clash in refused.json["conflicts"]] == [(booked["id"], "room")]
    assert refused.json["next_slots"][0]["start_time"] == "2099-01-05T15:50:00Z"
    # Its professional and its patient are free, and so is the room for whoever shares it on purpose.
    book(start_time=at("10:30"), end_time=at("11:00"))
    book(start_time=at("10:50"), end_time=at("11:20"), **near)
    before = xray(
        **near | {"patient_id": clinic.patient("Eva")}, start_time=at("09:25"), end_time=at("09:50")
    )
    assert client.post(URL, json=before, headers=reception).json["obstacle"] == "ROOM"
    before |= {"start_time": at("09:10"), "end_time": at("09:35")}
    assert client.post(URL, json=before, headers=reception).status_code == 409
    before |= {"start_time": at("09:05"), "end_time": at("09:30")}
    assert client.post(URL, json=before, headers=reception).status_code == 201


def test_another_treatment_occupies_what_it_needs_from_then_on(
    client, reception, clinic, rule, book, room, treatment
):
    rule(cleaning_minutes=20)
    plain = book(room_id=room)
    other = {"doctor_id": clinic.doctor("Eva Ruiz"), "patient_id": clinic.patient("Inés"), "room_id": room}
    after = book(start_time=at("10:40"), end_time=at("11:00"), **other)

    def change(status):
        body, version = {"items": [{"treatment_id": treatment}]}, same(plain["version"])
        url = f"{URL}/{plain['id']}"
        answer = client.put(f"{url}/treatments", json=body, headers=reception | version)
        assert answer.status_code == status, answer.json
        return answer.json if status == 409 else client.get(url, headers=reception).json

    refused = change(409)
    assert (refused["obstacle"], [clash["id"] for clash in refused["conflicts"]]) == ("ROOM", [after["id"]])
    later = {"start_time": at("10:50"), "end_time": at("11:10")}
    moved = client.patch(f"{URL}/{after['id']}", json=later, headers=reception | same(after["version"]))
    assert moved.status_code == 200
    assert change(200)["cleaning_minutes"] == 20


def test_of_equipment_as_many_are_used_as_there_are(
    client, reception, override, clinic, rule, made, xray, treatment
):
    sensor = made(EQUIPMENT, name="Sensor", capacity=2)
    rule(equipment_ids=[sensor])
    wishes = [
        xray(patient_id=clinic.patient(f"P{n}"), doctor_id=clinic.doctor(f"Doctor {n}")) for n in range(4)
    ]
    first, second, third = (client.post(URL, json=wish, headers=reception) for wish in wishes[:3])
    assert [first.status_code, second.status_code, third.status_code] == [201, 201, 409]
    assert first.json["equipment"] == [{"id": sensor, "name": "Sensor"}]
    assert third.json["obstacle"] == "EQUIPMENT" and len(third.json["conflicts"]) == 2
    assert {clash["what"] for clash in third.json["conflicts"]} == {"equipment"}
    assert third.json["next_slots"][0]["start_time"] == "2099-01-05T15:30:00Z"
    shared = wishes[3] | {"overbooked": True, "overbook_reason": "Dolor agudo", "overbook_room": True}
    assert client.post(URL, json=shared, headers=override).status_code == 201
    for visit in (first, second):
        client.patch(
            f"{URL}/{visit.json['id']}/status",
            json={"status": "CANCELLED", "reason": "No puede"},
            headers=reception,
        )
    # Whoever shared it on purpose occupies; whoever holds it does too, and whoever cancelled does not.
    hold = {name: wishes[0][name] for name in ("doctor_id", "start_time", "end_time")}
    held = client.post("/api/citas/holds", json=hold | {"treatment_ids": [treatment]}, headers=override)
    assert held.status_code == 201
    assert client.post(URL, json=wishes[2], headers=reception).json["obstacle"] == "EQUIPMENT"
    assert client.post(URL, json=wishes[0], headers=override).status_code == 201


def test_equipment_out_of_use_is_not_booked(client, planner, reception, rule, made, xray):
    sensor = made(EQUIPMENT, name="Sensor")
    rule(equipment_ids=[sensor])
    answer = client.patch(f"{EQUIPMENT}/{sensor}", json={"active": False}, headers=planner | same(1))
    assert answer.status_code == 200
    refused = client.post(URL, json=xray(), headers=reception)
    assert field_of(refused) == "treatments" and "fuera de uso" in refused.json["errors"][0]["message"]


def test_a_room_of_two_places_takes_two(client, reception, clinic, made, new):
    room = made(ROOMS, name="Sala de higiene", capacity=2)
    codes = [
        client.post(
            URL,
            json=new(patient_id=clinic.patient(f"P{n}"), doctor_id=clinic.doctor(f"D{n}"), room_id=room),
            headers=reception,
        ).status_code
        for n in range(3)
    ]
    assert codes == [201, 201, 409]


def test_the_search_finds_who_does_it_and_a_room_of_its_kind(
    client, reception, clinic, rule, made, treatment, doctor, book
):
    other = clinic.doctor("Eva Ruiz")
    rooms = [made(ROOMS, name=f"Rayos {n}", kind="Rayos X") for n in (1, 2)]
    rule(doctor_ids=[other], room_kind="Rayos X", cleaning_minutes=30)
    book(doctor_id=doctor, room_id=rooms[0], start_time=at("08:00"), end_time=at("18:00"))
    book(doctor_id=doctor, room_id=rooms[1], start_time=at("18:30"), end_time=at("19:00"))
    wish = {"minutes": 30, "from": "2099-01-05", "to": "2099-01-05", "treatment_ids": treatment}
    found = client.get(
        f"{URL}/free-slots", query_string=wish | {"doctor_ids": f"{doctor},{other}"}, headers=reception
    ).json
    assert {slot["doctor"]["id"] for slot in found["data"]} == {other}
    assert {slot["room"]["id"] for slot in found["data"]} == {rooms[1]}
    assert [slot["end_time"] for slot in found["data"]] == ["2099-01-05T13:30:00Z", "2099-01-05T23:00:00Z"]
    none = wish | {"doctor_ids": other, "room_id": made(ROOMS, name="Otro")}
    assert client.get(f"{URL}/free-slots", query_string=none, headers=reception).json["total"] == 0


def test_whoever_waits_is_offered_what_their_treatment_may_have(
    client, login, clinic, rule, book, treatment, doctor, move
):
    clerk = login("appointments:read", "appointments:write", "waitlist:manage", "waitlist:write", "waitlist:read",
                  "patients:read", "treatments:read", id="5", name="Rosa Mora")  # fmt: skip
    other = clinic.doctor("Eva Ruiz")
    entry = {"patient_id": clinic.patient("Inés"), "treatments": [{"treatment_id": treatment}]}
    waiting = client.post("/api/citas/waitlist", json=entry, headers=clerk)
    assert waiting.status_code == 201, waiting.json
    rule(doctor_ids=[other])
    again = entry | {"patient_id": clinic.patient("Eva"), "doctor_id": doctor}
    assert field_of(client.post("/api/citas/waitlist", json=again, headers=clerk)) == "doctor_id"
    move(book()["id"], "CANCELLED", reason="No puede")
    gap = client.get("/api/citas/waitlist/gaps", headers=clerk).json["data"][0]
    unfit = client.get(f"/api/citas/waitlist/gaps/{gap['id']}/candidates", headers=clerk).json["unfit"]
    assert [one["reason"] for one in unfit] == ["Ese profesional no hace su tratamiento."]


@pytest.fixture
def check(client, reception, treatment, doctor):
    """What is said beforehand of the treatment on Monday from ten to half past, with this doctor."""

    def checking(**asked):
        usual = {"doctor_id": doctor, "start_time": at("10:00"), "end_time": at("10:30")}
        query = usual | {"treatment_ids": treatment} | asked
        answer = client.get(f"{URL}/check-availability", query_string=query, headers=reception)
        assert answer.status_code == 200, answer.json
        return answer.json

    return checking


def test_what_saving_would_refuse_is_said_before(
    check, client, reception, clinic, rule, made, xray, book, room, treatment
):
    sensor, radiology = made(EQUIPMENT, name="Sensor"), made(ROOMS, name="Radiología", kind="Rayos X")
    other, third = clinic.doctor("Eva Ruiz"), clinic.doctor("Iván Paz")
    assert check()["available"]
    rule(doctor_ids=[other], room_kind="Rayos X", equipment_ids=[sensor], cleaning_minutes=10)
    asked = {"doctor_id": other, "room_id": radiology}
    for wrong, unmet in (
        ({}, "Este profesional no hace «Radiografía»."),
        ({"doctor_id": other}, "«Radiografía» necesita un consultorio de tipo «Rayos X»."),
        ({"doctor_id": other, "room_id": room}, "«Radiografía» necesita un consultorio de tipo «Rayos X»."),
    ):
        said = check(**wrong)
        assert (said["available"], said["unmet"], said["next_slots"]) == (False, unmet, [])
    assert check(**asked)["available"]
    taken = book(**asked, treatments=[{"treatment_id": treatment}], patient_id=clinic.patient("Inés"))
    # Nobody is in it at half past, and its room is being cleaned and its sensor with it.
    later = {"start_time": at("10:30"), "end_time": at("11:00")}
    said = check(**asked, **later)
    assert {clash["what"] for clash in said["conflicts"]} == {"room", "equipment"} and not said["available"]
    assert said["next_slots"][0]["start_time"] == "2099-01-05T15:40:00Z"
    # What moves is not in its own way, and stays with whom it is whatever its rule says by now.
    rule(doctor_ids=[third])
    moved = check(**asked, **later, exclude_id=taken["id"])
    assert moved["available"], moved
    assert (
        check(**later, room_id=radiology, exclude_id=taken["id"])["unmet"]
        == "Este profesional no hace «Radiografía»."
    )
