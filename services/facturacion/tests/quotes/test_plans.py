"""What is accepted of a treatment plan becomes the draft of a quote, at the prices that the plan told."""

import pytest


@pytest.fixture
def accepted_plan():
    """The data of plan.accepted."""

    def make(**changes):
        item = {
            "plan_item_id": 501,
            "treatment_id": 3,
            "code": "END-01",
            "name": "Endodoncia",
            "quantity": "1",
        }
        item |= {"unit_price": "180.00", "iva_code": "0", "tooth": "36", "phase": "Urgente"}
        crown = item | {"plan_item_id": 502, "treatment_id": 5, "name": "Corona", "unit_price": "340.00"}
        return {
            "plan_id": 77,
            "patient": {"id": 4_000_123, "name": "Rosa Plan", "document_number": "1710034065"},
            "doctor": {"id": 4, "name": "Lucía Mora"},
            "items": [item, crown],
            "accepted_by": "Elsa, su madre",
            "accepted_on": "2026-11-20",
        } | changes

    return make


def test_an_accepted_plan_drafts_a_quote_that_knows_where_it_comes_from(
    call, receive, accepted_plan, published
):
    assert receive("plan.accepted", **accepted_plan()).status_code == 200
    (row,) = call("get", "/quotes?plan_id=77").json["data"]
    quote = call("get", f"/quotes/{row['id']}").json
    assert (quote["state"], quote["total"], quote["plan_id"]) == ("DRAFT", "520.00", 77)
    assert (quote["patient"]["name"], quote["doctor"]["name"]) == ("Rosa Plan", "Lucía Mora")
    assert [(line["plan_item_id"], line["tooth"]) for line in quote["lines"]] == [(501, "36"), (502, "36")]
    assert quote["notes"] == "Según el plan de tratamiento que aceptó Elsa, su madre el 20/11/2026."
    assert quote["valid_days"] == 30 and quote["conditions"]
    assert [event["type"] for event in published() if event["aggregate"] == f"quote:{quote['id']}"] == [
        "quote.drafted"
    ]


def test_correcting_it_keeps_where_each_line_comes_from(call, receive, accepted_plan, line):
    receive("plan.accepted", **accepted_plan())
    (row,) = call("get", "/quotes?plan_id=77").json["data"]
    lines = [line(plan_item_id=501, unit_price="150.00"), line(reference_id=None, kind="OTHER", code=None)]
    changed = call("patch", f"/quotes/{row['id']}", {"lines": lines}, version=row["version"]).json
    assert [one["plan_item_id"] for one in changed["lines"]] == [501, None]


@pytest.mark.parametrize(
    "changes",
    [{"items": []}, {"patient": {"id": 0, "name": "X"}}, {"accepted_on": "ayer"}, {"plan_id": None}],
)
def test_a_plan_that_is_no_plan_drafts_nothing(call, receive, accepted_plan, changes):
    assert receive("plan.accepted", **accepted_plan(**changes)).status_code == 422
    assert call("get", "/quotes?plan_id=77").json["data"] == []


def test_an_iva_code_without_a_rate_in_force_is_drafted_for_a_person_to_mend(
    call, receive, accepted_plan, database_of
):
    with database_of("facturacion").session() as db:
        unknown = set("45678") - {
            row["code"] for row in db.all("SELECT code FROM facturacion.iva_rates WHERE valid_to IS NULL")
        }
    plan = accepted_plan()
    plan["items"][0]["iva_code"] = min(unknown, default="8")
    assert receive("plan.accepted", **plan).status_code == 200
    assert len(call("get", "/quotes?plan_id=77").json["data"]) == 1


@pytest.fixture
def signed_plan(accepted_plan, patient):
    """The data of plan.accepted where the patient signed: two fillings of one treatment at two prices."""

    def make(**changes):
        plan = accepted_plan()
        one = plan["items"][0] | {"quantity": "1", "name": "Resina", "tooth": "26", "plan_item_id": 601}
        items = [
            one | {"unit_price": "45.00"},
            one | {"unit_price": "38.00", "tooth": "15", "plan_item_id": 602},
        ]
        return plan | {
            "patient": plan["patient"] | {"id": patient}, "items": items, "acceptance_id": 9, "signed": True,
        } | changes  # fmt: skip

    return make


@pytest.fixture
def quote_of(call):
    def act(plan_id=77):
        (row,) = call("get", f"/quotes?plan_id={plan_id}").json["data"]
        return call("get", f"/quotes/{row['id']}").json

    return act


def test_what_was_signed_in_the_plan_is_accepted_at_its_prices(
    receive, signed_plan, quote_of, published, call
):
    assert receive("plan.accepted", **signed_plan()).status_code == 200
    quote = quote_of()
    assert (quote["state"], quote["accepted_total"], quote["plan_id"]) == ("ACCEPTED", "83.00", 77)
    assert [one["accepted_by"] for one in quote["acceptances"]] == ["Elsa, su madre"]
    told = [event["type"] for event in published() if event["aggregate"] == f"quote:{quote['id']}"]
    assert told == ["quote.drafted", "quote.accepted"]
    assert call("get", f"/quotes/{quote['id']}/pdf").data.startswith(b"%PDF")


def test_one_signature_has_one_quote(receive, signed_plan, quote_of):
    receive("plan.accepted", **signed_plan())
    assert receive("plan.accepted", **signed_plan()).status_code != 200
    assert quote_of()["accepted_total"] == "83.00"


def test_a_rebate_above_what_any_role_gives_waits_for_who_may(receive, signed_plan, quote_of):
    plan = signed_plan()
    plan["items"][0] |= {"discount": "20.00", "discount_reason": "Familia"}
    assert receive("plan.accepted", **plan).status_code == 200
    quote = quote_of()
    assert (quote["state"], quote["total"], quote["discounts"][0]["reason"]) == ("DRAFT", "63.00", "Familia")


def test_a_visit_bills_the_item_that_it_was_booked_for(
    receive, signed_plan, completed, call, patient, boss, pay
):
    receive("plan.accepted", **signed_plan())
    done = completed(extras=[])
    done["patient"]["id"] = patient
    done["treatments"][0] |= {"quantity": 1, "plan_item_id": 602}
    assert receive("appointment.completed", **done).status_code == 200
    (row,) = call("get", f"/invoices?appointment_id={done['appointment_id']}").json["data"]
    assert row["total"] == "38.00"
    first, second = call("get", "/plan-items?ids=601,602").json["data"]
    assert (first["agreed"], first["drafted"], first["invoiced"], first["paid"]) == (
        "45.00",
        "0.00",
        "0.00",
        "0.00",
    )
    assert (second["agreed"], second["drafted"], second["invoiced"]) == ("38.00", "38.00", "0.00")
    assert call("post", f"/invoices/{row['id']}/issue", {}).status_code == 200
    pay(row["id"], "20.00")
    second = call("get", "/plan-items?ids=602").json["data"][0]
    assert (second["drafted"], second["invoiced"], second["paid"]) == ("0.00", "38.00", "20.00")
    assert second["quote_number"].startswith("P-")


def test_what_is_agreed_for_an_item_is_not_another_ones(receive, signed_plan, completed, call, patient):
    receive("plan.accepted", **signed_plan())
    done = completed(extras=[])
    done["patient"]["id"] = patient
    done["treatments"][0] |= {"quantity": 1, "unit_price": "40.00", "plan_item_id": 999}
    assert receive("appointment.completed", **done).status_code == 200
    (row,) = call("get", f"/invoices?appointment_id={done['appointment_id']}").json["data"]
    assert row["total"] == "40.00"


def test_a_withdrawn_signature_agrees_on_nothing(receive, signed_plan, quote_of):
    receive("plan.accepted", **signed_plan())
    assert receive("plan.acceptance_withdrawn", acceptance_id=9).status_code == 200
    quote = quote_of()
    assert (quote["state"], quote["accepted_total"]) == ("SENT", "0.00")
    assert receive("plan.acceptance_withdrawn", acceptance_id=9).status_code == 200
    assert receive("plan.acceptance_withdrawn", acceptance_id=10).status_code == 200


def test_who_may_not_see_quotes_sees_no_money_of_a_plan(client, login):
    assert client.get("/api/facturacion/plan-items?ids=1").status_code == 401
    assert client.get("/api/facturacion/plan-items?ids=1", headers=login("invoices:read")).status_code == 403
