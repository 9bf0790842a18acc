"""Sessions of a package: given visit by visit or by hand, to whom it belongs or is shared with, and given back."""

from decimal import Decimal

from .conftest import today


def test_a_visit_that_is_paid_before_leaves_nothing_to_charge(call, patient, sold, visit):
    rosa = patient()
    data = visit(rosa, sold(rosa))
    found = call("get", f"/invoices?appointment_id={data['appointment_id']}").json["data"]
    assert found == []


def test_what_the_package_does_not_cover_is_charged_beside_it(call, patient, sold, visit, held):
    rosa = patient()
    mine = sold(rosa)
    data = visit(rosa, mine, quantity=5)
    (draft,) = call("get", f"/invoices?appointment_id={data['appointment_id']}").json["data"]
    lines = call("get", f"/invoices/{draft['id']}").json["lines"]
    assert [(line["quantity"], line["unit_price"]) for line in lines] == [
        ("3.000", "0.00"),
        ("2.000", "40.00"),
    ]
    assert lines[0]["description"] == f"Limpieza · {mine['name']} (sesiones 1, 2, 3 de 3)"
    assert (draft["total"], draft["needs_mending"]) == ("80.00", True)
    assert held(mine["id"])["remaining"] == "0.00"


def undone(data, completion=1):
    return {
        "appointment_id": data["appointment_id"],
        "patient": data["patient"],
        "doctor": data["doctor"],
        "reason": "Faltó una radiografía",
        "completion": completion,
    }


def test_a_completion_that_is_undone_gives_its_session_back(
    call, patient, sold, visit, held, income, receive
):
    rosa = patient()
    mine = sold(rosa)
    data = visit(rosa, mine)
    assert receive("appointment.reopened", **undone(data)).status_code == 200
    after = held(mine["id"])
    assert (after["used"], after["remaining"], income(mine)) == (0, "100.00", 0)
    assert after["uses"][0]["undone_reason"] == "Cita reabierta: Faltó una radiografía"
    moment = f"{today()}T16:00:00+00:00"
    receive("appointment.completed", occurred_at=moment, **data | {"completion": 2})
    # What comes late of the first is not given again.
    receive("appointment.completed", occurred_at=moment, **data)
    assert (held(mine["id"])["used"], income(mine)) == (1, Decimal("33.33"))


def test_the_same_completion_twice_uses_one_session(patient, sold, visit, held, receive):
    rosa = patient()
    mine = sold(rosa)
    data = visit(rosa, mine)
    receive("appointment.completed", occurred_at=f"{today()}T15:00:00+00:00", **data)
    assert held(mine["id"])["used"] == 1


def test_nobody_else_uses_it_but_who_it_is_shared_with(call, patient, sold, visit, held):
    rosa, luis = patient(), patient("1714307103", "Luis")
    mine = sold(rosa)
    visit(luis, mine)
    item = mine["items"][0]["id"]
    by_hand = {"item_id": item, "patient_id": luis}
    refused = call("post", f"/patient-packages/{mine['id']}/redemptions", by_hand)
    assert refused.status_code == 409 or refused.status_code == 422
    assert "otro paciente" in str(refused.json) and held(mine["id"])["used"] == 0
    shared = call("post", f"/patient-packages/{mine['id']}/sharers", {"patient_id": luis})
    assert shared.status_code == 201 and shared.json["sharers"][0]["patient_name"] == "Luis Paquete"
    visit(luis, mine)
    assert held(mine["id"])["used"] == 1
    assert [one["id"] for one in call("get", f"/patient-packages?patient_id={luis}").json["data"]] == [
        mine["id"]
    ]
    assert call("delete", f"/patient-packages/{mine['id']}/sharers/{luis}").json["sharers"] == []
    visit(luis, mine)
    assert held(mine["id"])["used"] == 1
    own = call("post", f"/patient-packages/{mine['id']}/sharers", {"patient_id": rosa})
    assert own.status_code in (409, 422) and "ya es de ese paciente" in str(own.json)


def test_a_session_given_by_hand_is_undone_once(call, patient, sold, held):
    rosa = patient()
    mine = sold(rosa)
    use = {"item_id": mine["items"][0]["id"], "patient_id": rosa}
    given = call("post", f"/patient-packages/{mine['id']}/redemptions", use).json
    id = given["uses"][0]["id"]
    back = call("post", f"/package-redemptions/{id}/undo", {"reason": "Fue otra persona"})
    assert (back.status_code, back.json["used"]) == (200, 0)
    assert call("post", f"/package-redemptions/{id}/undo", {"reason": "Otra vez"}).status_code == 409
    for _ in range(3):
        assert call("post", f"/patient-packages/{mine['id']}/redemptions", use).status_code == 201
    assert call("post", f"/patient-packages/{mine['id']}/redemptions", use).status_code == 409
