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
