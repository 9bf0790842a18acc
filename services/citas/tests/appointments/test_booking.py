"""POST /appointments"""

import pytest

from citas.appointments.schemas.appointments import Appointment, AppointmentPage

URL = "/api/citas/appointments"


def at(clock, day="2099-01-05"):
    return f"{day}T{clock}:00-05:00"


def field_of(answer):
    assert answer.status_code == 422, answer.json
    return answer.json["errors"][0]["field"]


def test_an_appointment_remembers_who_and_what(client, reception, clinic, new, room, published):
    treatment, product = clinic.treatment(), clinic.product()
    answer = client.post(
        URL,
        json=new(
            room_id=room,
            treatments=[{"treatment_id": treatment, "quantity": "2"}],
            extras=[{"product_id": product, "quantity": "3"}],
        ),
        headers=reception,
    )
    assert answer.status_code == 201 and answer.headers["ETag"] == '"1"'
    booked = answer.json
    Appointment.model_validate(booked)
    assert booked["patient"]["name"] == "Ana Pérez" and booked["patient"]["document_type"] == "PASSPORT"
    assert booked["doctor"]["name"] == "Luis Vera" and booked["room"]["name"] == "Consultorio 1"
    assert (booked["start_time"], booked["status"]) == ("2099-01-05T15:00:00Z", "PENDING")
    assert booked["treatments"][0] == {
        "treatment_id": treatment,
        "code": booked["treatments"][0]["code"],
        "name": "Limpieza dental",
        "quantity": "2.000",
        "unit_price": "45.00",
        "duration_minutes": 40,
        "iva_code": "0",
        "plan_item_id": None,
    }
    assert booked["extras"][0]["quantity"] == "3.000" and booked["total"] == "100.50"
    [event] = published("appointment.booked")
    assert event["type"] == "appointment.booked" and event["actor"]["name"] == "Rosa Mora"
    assert (
        event["data"]["summary"] == "Agendó la cita de Ana Pérez con Luis Vera del 05/01/2099 10:00"
        and event["data"]["level"] == "INFO"
        and event["data"]["patient_id"] == booked["patient"]["id"]
    )
    assert "Control" not in str(event["data"])


def test_without_an_end_the_treatments_decide(clinic, book):
    treatment = clinic.treatment(duration_minutes=40)
    two = [{"treatment_id": treatment}, {"treatment_id": treatment}]
    assert book(end_time=None, treatments=two)["end_time"] == "2099-01-05T16:20:00Z"
    assert book(end_time=None, start_time=at("17:00"))["end_time"] == "2099-01-05T22:15:00Z"


def test_back_to_back_is_no_overlap(book):
    book()
    book(start_time=at("10:30"), end_time=at("11:00"))
    book(start_time=at("09:30"), end_time=at("10:00"))


def test_the_doctor_is_in_one_place_at_a_time(client, reception, clinic, new, book, doctor):
    first = book()
    clash = client.post(
        URL,
        json=new(patient_id=clinic.patient("Eva"), start_time=at("10:15"), end_time=at("10:45")),
        headers=reception,
    )
    assert clash.status_code == 409 and clash.content_type == "application/problem+json"
    assert clash.json["detail"] == "El profesional ya tiene una cita en ese horario."
    assert clash.json["conflicts"] == [
        {
            "id": first["id"],
            "what": "doctor",
            "start_time": first["start_time"],
            "end_time": first["end_time"],
            "patient_name": "Ana Pérez",
        }
    ]
    starts = [slot["start_time"] for slot in clash.json["next_slots"]]
    assert starts == [f"2099-01-05T{clock}:00Z" for clock in ("15:30", "16:00", "16:30")]


def test_the_room_holds_one_appointment_at_a_time(client, reception, clinic, new, book, room):
    book(room_id=room)
    other = new(patient_id=clinic.patient(), doctor_id=clinic.doctor(), room_id=room)
    clash = client.post(URL, json=other, headers=reception)
    assert clash.status_code == 409
    assert clash.json["detail"] == "El consultorio ya está ocupado en ese horario."
    assert [c["what"] for c in clash.json["conflicts"]] == ["room"]
    assert client.post(URL, json={**other, "room_id": None}, headers=reception).status_code == 201


def test_the_patient_is_in_one_place_at_a_time(client, reception, clinic, new, book):
    book()
    clash = client.post(URL, json=new(doctor_id=clinic.doctor()), headers=reception)
    assert clash.status_code == 409
    assert clash.json["detail"] == "El paciente ya tiene una cita en ese horario."
    # What is offered instead suits the patient too.
    assert clash.json["next_slots"][0]["start_time"] == "2099-01-05T15:30:00Z"


def test_next_slots_skip_the_night_and_sunday(client, reception, new, book):
    book(start_time=at("08:00", "2099-01-10"), end_time=at("17:45", "2099-01-10"))
    clash = client.post(
        URL,
        json=new(start_time=at("17:00", "2099-01-10"), end_time=at("17:30", "2099-01-10")),
        headers=reception,
    )
    assert [s["start_time"] for s in clash.json["next_slots"]] == [
        f"2099-01-12T{clock}:00Z" for clock in ("13:00", "13:30", "14:00")
    ]


def test_who_may_not_see_patients_learns_no_names(client, login, new, book):
    book()
    blind = login("appointments:read", "appointments:write")
    # Booking asks for the patient as the caller, so a caller without patients:read cannot book at all.
    assert client.post(URL, json=new(), headers=blind).status_code == 403
    first = client.get(f"{URL}?limit=1", headers=blind).json["data"][0]
    query = f"doctor_id={first['doctor']['id']}&start_time=2099-01-05T15:00:00Z&end_time=2099-01-05T16:00:00Z"
    answer = client.get(f"{URL}/check-availability?{query}", headers=blind).json
    assert [c["patient_name"] for c in answer["conflicts"]] == [None]


def test_overbooking_needs_the_permission_and_a_reason(client, reception, override, new):
    wish = new(overbooked=True, overbook_reason="Dolor agudo")
    assert client.post(URL, json=wish, headers=reception).status_code == 403
    assert field_of(client.post(URL, json=new(overbooked=True), headers=override)) == "overbook_reason"


def test_a_reason_to_overbook_without_overbooking_is_dropped(book):
    assert book(overbook_reason="Por si acaso")["overbook_reason"] is None


def test_outside_working_hours_is_for_who_may_override(
    client, reception, override, manager, doctor, new, book
):
    hours = {"items": [{"weekday": 0, "start_time": "08:00", "end_time": "12:00"}]}
    url = f"/api/citas/doctors/{doctor}/working-hours"
    assert client.put(url, json=hours, headers=manager | {"If-Match": '"0"'}).status_code == 200
    late = new(start_time=at("11:45"), end_time=at("12:15"))
    refused = client.post(URL, json=late, headers=reception)
    assert refused.status_code == 409 and refused.json["conflicts"] == []
    assert refused.json["detail"] == "Está fuera del horario de atención del profesional."
    # Mondays only, so what is free next is a week later.
    assert refused.json["next_slots"][0]["start_time"] == "2099-01-12T13:00:00Z"
    late |= {"overbooked": True, "overbook_reason": "Urgencia"}
    assert client.post(URL, json=late, headers=override).status_code == 201
    book()


def test_time_off_refuses(client, reception, manager, doctor, new):
    off = {"start_time": at("00:00"), "end_time": at("00:00", "2099-01-07"), "reason": "Congreso"}
    client.post(f"/api/citas/doctors/{doctor}/time-off", json=off, headers=manager)
    refused = client.post(URL, json=new(), headers=reception)
    assert refused.status_code == 409 and "ausencia" in refused.json["detail"]
    assert refused.json["next_slots"][0]["start_time"] == "2099-01-07T13:00:00Z"


def test_a_retry_with_the_same_key_books_once(client, reception, new):
    headers = reception | {"Idempotency-Key": "booking-0001"}
    first, second = (client.post(URL, json=new(), headers=headers) for _ in range(2))
    assert first.status_code == second.status_code == 201 and first.json == second.json
    assert len(client.get(URL, headers=reception).json["data"]) == 1
    other = client.post(URL, json=new(reason="Otra"), headers=headers)
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"doctor_id": 999_999}, "doctor_id"),
        ({"patient_id": 999_999}, "patient_id"),
        ({"room_id": 999_999}, "room_id"),
        ({"treatments": [{"treatment_id": 999_999}]}, "treatments.0.treatment_id"),
        ({"extras": [{"product_id": 999_999, "quantity": "1"}]}, "extras.0.product_id"),
        ({"doctor_id": 0}, "doctor_id"),
        ({"doctor_id": 2**63}, "doctor_id"),
        ({"doctor_id": None}, "doctor_id"),
        ({"start_time": "2099-01-05T10:00:00"}, "start_time"),
        ({"start_time": "2099-01-05T10:00:01-05:00"}, "start_time"),
        ({"start_time": "2020-01-05T10:00:00-05:00", "end_time": None}, "start_time"),
        ({"end_time": "2099-01-05T10:04:00-05:00"}, "end_time"),
        ({"end_time": "2099-01-05T22:01:00-05:00"}, "end_time"),
        ({"end_time": "2099-01-05T09:00:00-05:00"}, "end_time"),
        ({"reason": "x" * 501}, "reason"),
        ({"reason": "Dolor\u200b de muela"}, "reason"),
        ({"treatments": [{"treatment_id": 1, "quantity": "0"}]}, "treatments.0.quantity"),
        ({"treatments": [{"treatment_id": 1, "quantity": "10001"}]}, "treatments.0.quantity"),
        ({"treatments": [{"treatment_id": 1}] * 21}, "treatments"),
        ({"extras": [{"product_id": 1}]}, "extras.0.quantity"),
        ({"overbook_reason": "no"}, "overbook_reason"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_wrong_names_its_field(client, reception, new, changes, field):
    assert field_of(client.post(URL, json=new(**changes), headers=reception)) == field


def test_what_is_no_longer_in_use_cannot_be_booked(client, reception, manager, clinic, new, room):
    treatment, patient = clinic.treatment(), clinic.patient()
    clinic.deactivate("inventario", "/api/inventario/treatments", treatment)
    clinic.deactivate("historia_clinica", "/api/historia-clinica/patients", patient)
    client.patch(f"/api/citas/rooms/{room}", json={"active": False}, headers=manager | {"If-Match": '"1"'})
    wish = new(treatments=[{"treatment_id": treatment}])
    assert field_of(client.post(URL, json=wish, headers=reception)) == "treatments.0.treatment_id"
    assert field_of(client.post(URL, json=new(patient_id=patient), headers=reception)) == "patient_id"
    assert field_of(client.post(URL, json=new(room_id=room), headers=reception)) == "room_id"
    gone = clinic.doctor(active=False)
    assert field_of(client.post(URL, json=new(doctor_id=gone), headers=reception)) == "doctor_id"


def test_too_much_money_or_time_is_refused(client, reception, clinic, new):
    dear = [{"treatment_id": clinic.treatment(price="999999.99"), "quantity": "11"}]
    refused = client.post(URL, json=new(treatments=dear), headers=reception)
    assert refused.status_code == 422 and "demasiado grande" in refused.json["detail"]
    long = [{"treatment_id": clinic.treatment(duration_minutes=400), "quantity": "2"}]
    assert (
        field_of(client.post(URL, json=new(treatments=long, end_time=None), headers=reception)) == "end_time"
    )


def test_who_you_are_comes_before_what_you_sent(client, login):
    assert client.post(URL, json={}).status_code == 401
    assert client.post(URL, json={}, headers=login("appointments:read")).status_code == 403
    assert client.get(URL).status_code == 401
    assert client.get(f"{URL}/1", headers=login("patients:read")).status_code == 403
    assert (
        client.post(
            URL, data="{", content_type="application/json", headers=login("appointments:write")
        ).status_code
        == 400
    )


def test_an_answer_is_what_the_page_shows(client, reception, book):
    booked = book()
    page = client.get(URL, headers=reception).json
    AppointmentPage.model_validate(page)
    assert page["data"] == [booked]
    assert client.get(f"{URL}/{booked['id']}", headers=reception).json == booked


def test_the_documentation_is_valid_swagger(client, login):
    from openapi_spec_validator import OpenAPIV2SpecValidator, validate

    documentation = client.get("/api/citas/swagger.json", headers=login()).json
    validate(documentation, cls=OpenAPIV2SpecValidator)
    assert len([p for p in documentation["paths"] if not p.startswith("/events")]) == 122
