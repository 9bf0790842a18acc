"""Sessions that are done bill what was accepted, at its price and once; what is undone gives it back."""

import pytest


@pytest.fixture
def finish(receive, completed, patient, call):
    """Complete a visit of the patient with so many of treatment 3, at 40.00 each; returns its draft."""

    def act(quantity=1, **changes):
        done = completed(extras=[], **changes)
        done["patient"]["id"] = patient
        done["treatments"][0]["quantity"] = quantity
        assert receive("appointment.completed", **done).status_code == 200
        (row,) = call("get", f"/invoices?appointment_id={done['appointment_id']}&status=DRAFT").json["data"]
        return call("get", f"/invoices/{row['id']}").json

    return act


def prices(invoice):
    return [(line["quantity"], line["unit_price"]) for line in invoice["lines"]]


def test_a_visit_takes_the_price_that_was_accepted_until_nothing_is_left(call, accepted, finish):
    quote = accepted()
    assert prices(finish()) == [("1.000", "30.00")]
    read = call("get", f"/quotes/{quote['id']}").json
    assert read["lines"][0]["billed"] == "1.000" and read["billed_total"] == "30.00"
    assert prices(finish(2)) == [("1.000", "30.00"), ("1.000", "40.00")]
    assert prices(finish()) == [("1.000", "40.00")]
    assert len(call("get", f"/quotes/{quote['id']}").json["billings"]) == 2


def test_what_was_not_accepted_has_no_price(finish, sent, accept):
    quote = sent()
    assert prices(finish()) == [("1.000", "40.00")]
    accept(quote, lines=[quote["lines"][1]["id"]])
    assert prices(finish()) == [("1.000", "40.00")]


def test_a_discarded_draft_gives_it_back(call, accepted, finish):
    quote = accepted()
    draft = finish(2)
    assert call("get", f"/quotes/{quote['id']}").json["lines"][0]["billed"] == "2.000"
    call("patch", f"/invoices/{draft['id']}/status", {"status": "DISCARDED"})
    read = call("get", f"/quotes/{quote['id']}").json
    assert read["lines"][0]["billed"] == "0.000" and read["billings"][0]["released_at"]
    assert prices(finish()) == [("1.000", "30.00")]


def test_a_reopened_visit_gives_it_back_and_takes_it_again(call, accepted, finish, receive):
    quote = accepted()
    draft = finish(2)
    for completion in (1, 2, 3):
        undone = {"appointment_id": draft["appointment_id"], "completion": completion}
        assert receive("appointment.reopened", reason="Error", **undone).status_code == 200
        assert call("get", f"/quotes/{quote['id']}").json["lines"][0]["billed"] == "0.000"
        again = finish(2, appointment_id=draft["appointment_id"], completion=completion + 1)
        assert prices(again) == [("2.000", "30.00")]
        assert call("get", f"/quotes/{quote['id']}").json["lines"][0]["billed"] == "2.000"


def test_an_annulled_invoice_gives_it_back(call, accepted, finish):
    quote = accepted()
    draft = finish(2)
    assert call("post", f"/invoices/{draft['id']}/issue", {}).status_code == 200
    assert (
        call(
            "patch", f"/invoices/{draft['id']}/status", {"status": "ANNULLED", "reason": "Error"}
        ).status_code
        == 200
    )
    assert call("get", f"/quotes/{quote['id']}").json["lines"][0]["billed"] == "0.000"


def test_a_corrected_draft_gives_back_what_it_no_longer_bills(call, accepted, finish, line):
    quote = accepted()
    draft = finish(2)
    url = f"/invoices/{draft['id']}"
    fewer = [line(quantity="1", unit_price="30.00")]
    less = call("patch", url, {"lines": fewer}, version=draft["version"])
    assert call("get", f"/quotes/{quote['id']}").json["lines"][0]["billed"] == "1.000"
    other = [line(reference_id=8, description="Otra cosa")]
    call("patch", url, {"lines": other}, version=less.json["version"])
    assert call("get", f"/quotes/{quote['id']}").json["lines"][0]["billed"] == "0.000"


def test_what_was_billed_is_not_unaccepted(call, accepted, finish):
    quote = accepted()
    finish()
    refused = call("delete", f"/quotes/{quote['id']}/acceptance", version=quote["version"])
    assert refused.status_code == 409 and "ya se facturó" in refused.json["detail"]
    assert call("get", f"/quotes/{quote['id']}").json["state"] == "ACCEPTED"


def test_the_rebate_goes_with_the_sessions_to_the_cent(call, accepted, finish, line):
    accepted(
        lines=[line(quantity="3", unit_price="30.00", discount="8.00", discount_reason="Convenio")],
        discount=None,
    )
    drafts = [finish() for _ in range(3)]
    assert [draft["discount"] for draft in drafts] == ["2.67", "2.67", "2.66"]
    assert drafts[0]["discounts"][0]["reason"].startswith("Presupuesto P-")
    assert all(draft["to_mend"] == [] for draft in drafts)


def test_a_rebate_approved_in_the_quote_is_approved_in_its_drafts(call, quoted, accept, finish, line, login):
    draft = quoted(lines=[line(unit_price="30.00", discount_percent="50", discount_reason="Familia")])
    chief = login("quotes:write", "patients:read", "invoices:approve-discount", id="78")
    quote = call("post", f"/quotes/{draft['id']}/send", headers=chief, version=draft["version"]).json
    accept(quote)
    visit = finish()
    assert visit["total"] == "15.00" and not visit["approval"]["needed"]
    assert call("post", f"/invoices/{visit['id']}/issue", {}).status_code == 200


def test_anothers_quote_is_nobodys_price(accepted, receive, completed, call):
    accepted()
    done = completed(extras=[])
    assert receive("appointment.completed", **done).status_code == 200
    (row,) = call("get", f"/invoices?appointment_id={done['appointment_id']}").json["data"]
    assert row["total"] == "80.00"
