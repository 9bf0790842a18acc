"""A visit that is booked for an item of a treatment plan says so when it ends."""

import pytest

URL = "/api/citas/appointments"
HISTORIA = "/api/historia-clinica"


@pytest.fixture
def desk(login):
    return login(
        "appointments:read", "appointments:write", "patients:read", "treatments:read", "products:read", "plans:read",
        id="5", name="Rosa Mora",
    )  # fmt: skip


@pytest.fixture
def planned(apps, login, clinic, patient):
    """An accepted item of the patient's plan; `planned(accepted=False)` is still proposed."""
    who = login("records:write", "plans:read", "plans:accept", "patients:read", "treatments:read", id="9")

    def post(path, body, version=None):
        headers = who | ({"If-Match": f'"{version}"'} if version else {})
        answer = apps["historia_clinica"].test_client().post(f"{HISTORIA}{path}", json=body, headers=headers)
        assert answer.status_code == 201, answer.json
        return answer.json

    plan = post(f"/patients/{patient}/treatment-plans", {})

    def act(accepted=True):
        body = {"treatment_id": clinic.treatment(name="Resina")}
        answer = post(f"/treatment-plans/{plan['id']}/items", body)
        item = max(answer["items"], key=lambda one: one["id"])
        if accepted:
            signed = {"items": [item["id"]], "signer_name": "Ana Pérez", "signature": [[[1, 1]]]}
            post(f"/treatment-plans/{plan['id']}/acceptances", signed, answer["version"])
        return item

    return act


def line(item):
    return {"treatment_id": item["treatment_id"], "plan_item_id": item["id"]}


def test_a_visit_says_which_item_it_is_for_and_tells_it_when_it_ends(book, desk, planned, move, published):
    item = planned()
    visit = book(headers=desk, treatments=[line(item)])
    assert visit["treatments"][0]["plan_item_id"] == item["id"]
    move(visit["id"], "CONFIRMED", "ARRIVED", "IN_PROGRESS", "COMPLETED")
    (event,) = published("appointment.completed")
    assert event["data"]["treatments"][0]["plan_item_id"] == item["id"]


def test_other_treatments_are_of_no_plan(book, clinic):
    assert book(treatments=[{"treatment_id": clinic.treatment()}])["treatments"][0]["plan_item_id"] is None


def test_replaced_lines_keep_the_item_that_they_name(client, book, desk, planned, clinic):
    item = planned()
    visit = book(headers=desk, treatments=[line(item)])
    body = {"items": [line(item), {"treatment_id": clinic.treatment()}]}
    headers = desk | {"If-Match": f'"{visit["version"]}"'}
    answer = client.put(f"{URL}/{visit['id']}/treatments", json=body, headers=headers)
    assert answer.status_code == 200, answer.json
    assert [one["plan_item_id"] for one in answer.json["items"]] == [item["id"], None]


@pytest.mark.parametrize("case", ["proposed", "other patient", "other treatment", "none"])
def test_what_is_no_item_to_be_done_is_refused_at_its_line(client, desk, new, planned, clinic, case):
    item = planned(accepted=case != "proposed")
    wish = {"treatments": [line(item)]}
    if case == "other patient":
        wish["patient_id"] = clinic.patient("Otra")
    if case == "other treatment":
        wish["treatments"][0]["treatment_id"] = clinic.treatment()
    if case == "none":
        wish["treatments"][0]["plan_item_id"] = 999_999
    answer = client.post(URL, json=new(**wish), headers=desk)
    assert answer.status_code == 422, answer.json
    assert answer.json["errors"][0]["field"] == "treatments.0.plan_item_id"


def test_who_may_not_read_plans_books_without_them(client, reception, new, planned):
    item = planned()
    assert client.post(URL, json=new(treatments=[line(item)]), headers=reception).status_code == 403
