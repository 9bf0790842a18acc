from datetime import date, timedelta

import pytest

from common.messages.client import Services
from facturacion.quotes import reads, routes, service
from facturacion.quotes.queries import quotes

API = "/api/facturacion"


def test_a_quote_is_drafted_corrected_sent_and_accepted_in_part(call, quoted, accept, today, published):
    draft = quoted()
    assert (draft["state"], draft["edition"], draft["total"]) == ("DRAFT", 1, "400.00")
    assert draft["number"] == f"P-{draft['id']:06}" and draft["summary"] == "Limpieza dental, Corona"
    url = f"/quotes/{draft['id']}"
    changed = call("patch", url, {"notes": "Sin prisa", "valid_days": 10}, version=draft["version"]).json
    assert (changed["notes"], changed["valid_days"], changed["total"]) == ("Sin prisa", 10, "400.00")
    sent = call("post", f"{url}/send", version=changed["version"]).json
    assert sent["state"] == "SENT" and sent["sent_on"] == today.isoformat()
    part = accept(sent, lines=[sent["lines"][0]["id"]]).json
    assert (part["state"], part["accepted_total"]) == ("ACCEPTED", "60.00")
    assert [line["accepted"] for line in part["lines"]] == [True, False]
    whole = accept(part, accepted_by="Su madre, Elsa").json
    assert whole["accepted_total"] == "400.00"
    assert [one["total"] for one in whole["acceptances"]] == ["60.00", "340.00"]
    types = [event["type"] for event in published() if event["aggregate"] == f"quote:{draft['id']}"]
    assert types == ["quote.drafted", "quote.updated", "quote.sent", "quote.accepted", "quote.accepted"]


def test_what_was_sent_is_not_edited_and_a_new_version_takes_its_place(call, sent):
    first = sent()
    refused = call("patch", f"/quotes/{first['id']}", {"notes": "Otra"}, version=first["version"])
    assert refused.status_code == 409
    new = call("post", f"/quotes/{first['id']}/editions").json
    assert (new["number"], new["edition"], new["state"]) == (first["number"], 2, "DRAFT")
    assert [line["tooth"] for line in new["lines"]] == ["36", None]
    assert call("post", f"/quotes/{first['id']}/editions").status_code == 409
    again = call("post", f"/quotes/{new['id']}/send", version=new["version"]).json
    assert [(one["edition"], one["state"]) for one in again["editions"]] == [(1, "SUPERSEDED"), (2, "SENT")]


def test_every_answer_has_its_way_back(call, sent, accept, today):
    quote = sent()
    url = f"/quotes/{quote['id']}"
    whole = accept(quote).json
    back = call("delete", f"{url}/acceptance", version=whole["version"]).json
    assert (
        back["state"] == "SENT" and back["accepted_total"] == "0.00" and back["acceptances"][0]["undone_at"]
    )
    said = {"reason": "Muy caro", "rejected_on": today.isoformat()}
    rejected = call("post", f"{url}/rejection", said, version=back["version"]).json
    assert (rejected["state"], rejected["reject_reason"]) == ("REJECTED", "Muy caro")
    assert accept(rejected).status_code == 409
    assert call("delete", f"{url}/rejection", version=rejected["version"]).json["state"] == "SENT"


def test_of_two_acceptances_the_last_is_undone_first(call, sent, accept):
    quote = sent()
    part = accept(quote, lines=[quote["lines"][0]["id"]]).json
    whole = accept(part).json
    back = call("delete", f"/quotes/{quote['id']}/acceptance", version=whole["version"]).json
    assert (back["state"], back["accepted_total"]) == ("ACCEPTED", "60.00")


def test_it_expires_by_the_clock_and_an_answer_given_in_time_still_counts(
    call, sent, accept, monkeypatch, today, days
):
    quote = sent()
    for module in (reads, routes, service):
        monkeypatch.setattr(module, "clinic_today", lambda: today + timedelta(days=40))
    expired = call("get", f"/quotes/{quote['id']}").json
    assert expired["state"] == "EXPIRED"
    assert [row["id"] for row in call("get", "/quotes?state=EXPIRED").json["data"]] == [quote["id"]]
    assert call("get", "/quotes?state=SENT").json["data"] == []
    late = accept(expired, accepted_on=days(31))
    assert late.status_code == 422 and "venció" in late.json["errors"][0]["message"]
    assert accept(expired, accepted_on=days(30)).json["state"] == "ACCEPTED"


@pytest.mark.parametrize(("count", "words"), [(1, "todavía no llega"), (-3, "se envió el")])
def test_an_answer_is_neither_of_tomorrow_nor_from_before_it_was_sent(sent, accept, days, count, words):
    answer = accept(sent(), accepted_on=days(count))
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "accepted_on"
    assert words in answer.json["errors"][0]["message"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lines": []}, "lines"),
        ({"valid_days": 0}, "valid_days"),
        ({"valid_days": 366}, "valid_days"),
        ({"patient_id": 999_999}, "patient_id"),
        ({"appointment_id": 999_999}, "appointment_id"),
        ({"notes": "x" * 1001}, "notes"),
        ({"discount": {"reason": "Convenio"}}, "discount.amount"),
    ],
)
def test_bad_input_names_its_field(call, patient, line, login, changes, field):
    headers = login("quotes:write", "patients:read", "appointments:read", id="77")
    body = {"patient_id": patient, "lines": [line()]} | changes
    answer = call("post", "/quotes", body, headers=headers)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field, answer.json


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"quantity": "0"}, "lines.0.quantity"),
        ({"unit_price": "-1"}, "lines.0.unit_price"),
        ({"unit_price": "1e30"}, "lines.0.unit_price"),
        ({"unit_price": "0.005"}, "lines.0.unit_price"),
        ({"discount": "5.00"}, "lines.0.discount_reason"),
        ({"discount": "50.00", "discount_reason": "Convenio"}, "lines.0.discount"),
        ({"tooth": "x" * 21}, "lines.0.tooth"),
        ({"kind": "PACKAGE"}, "lines.0.kind"),
    ],
)
def test_a_bad_line_names_its_field(call, patient, line, change, field):
    answer = call("post", "/quotes", {"patient_id": patient, "lines": [line(**change)]})
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field, answer.json


def test_who_may_not_is_told_before_anything_else(client, call, login, sent):
    quote = sent()
    reader = login("quotes:read")
    assert client.get(f"{API}/quotes").status_code == 401
    assert call("get", "/quotes", headers=login("invoices:read")).status_code == 403
    for method, path in (
        ("post", "/quotes"),
        ("patch", f"/quotes/{quote['id']}"),
        ("delete", f"/quotes/{quote['id']}"),
        ("post", f"/quotes/{quote['id']}/send"),
        ("post", f"/quotes/{quote['id']}/acceptance"),
        ("delete", f"/quotes/{quote['id']}/rejection"),
        ("post", f"/quotes/{quote['id']}/editions"),
        ("put", "/quotes/rules"),
    ):
        assert call(method, path, {}, headers=reader).status_code == 403, path
    assert call("get", f"/quotes/{quote['id']}", headers=reader).status_code == 200


def test_it_is_found_by_number_patient_and_what_it_is_for(call, quoted):
    id = quoted()["id"]
    for wanted in ("rosa", "corona limpieza", f"P-{id:06}", "1710034065"):
        assert [row["id"] for row in call("get", f"/quotes?search={wanted}&total=true").json["data"]] == [
            id
        ], wanted
    assert call("get", "/quotes?search=endodoncia").json["data"] == []


def test_a_rebate_above_the_roles_limit_is_sent_by_who_may_approve_it(call, quoted, line, login):
    draft = quoted(lines=[line(discount_percent="25", discount_reason="Familia")])
    url = f"/quotes/{draft['id']}/send"
    refused = call("post", url, version=draft["version"])
    assert refused.status_code == 409 and "25 %" in refused.json["detail"]
    chief = login("quotes:write", "patients:read", "invoices:approve-discount", id="78")
    assert call("post", url, headers=chief, version=draft["version"]).json["state"] == "SENT"


def test_a_quote_that_was_sent_prints_the_same_for_ever(call, sent, login, apps):
    quote = sent()
    first = call("get", f"/quotes/{quote['id']}/pdf")
    assert first.status_code == 200 and first.data.startswith(b"%PDF-")
    renamed = (
        apps["auth"]
        .test_client()
        .put(
            "/api/auth/clinic",
            json={"name": "Otra Clínica", "accent": None},
            headers=login("clinic:write", id="79") | {"If-Match": '"1"'},
        )
    )
    assert renamed.status_code == 200, renamed.json
    assert call("get", f"/quotes/{quote['id']}/pdf").data == first.data


def test_a_draft_is_printed_as_it_stands_and_discarded_for_good(call, quoted):
    draft = quoted()
    assert call("get", f"/quotes/{draft['id']}/pdf").data.startswith(b"%PDF-")
    gone = call("delete", f"/quotes/{draft['id']}", version=draft["version"]).json
    assert gone["state"] == "DISCARDED"
    assert call("post", f"/quotes/{draft['id']}/send", version=gone["version"]).status_code == 409


def test_the_rules_are_those_of_new_quotes(call, quoted):
    known = call("get", "/quotes/rules").json
    wished = {"valid_days": 15, "conditions": "Precios en dólares."}
    assert call("put", "/quotes/rules", wished).status_code == 428
    assert call("put", "/quotes/rules", wished, version=known["version"]).json["valid_days"] == 15
    draft = quoted()
    assert (draft["valid_days"], draft["conditions"]) == (15, "Precios en dólares.")


def test_a_stale_version_changes_nothing(call, sent, accept):
    quote = sent()
    assert accept(quote | {"version": 1}).status_code == 412
    assert call("get", f"/quotes/{quote['id']}").json["state"] == "SENT"


def test_the_expired_are_found_by_an_index(database_of):
    """However many wait for an answer: the filter is no calculation on each row."""
    asked = dict.fromkeys(("patient_id", "plan_id", "appointment_id", "after")) | quotes.words(None)
    with database_of("facturacion").session() as db:
        db.run("SET LOCAL enable_seqscan = off")
        db.run("SET LOCAL enable_indexscan = on")
        plan = db.all(
            f"EXPLAIN SELECT count(*) FROM facturacion.quotes WHERE {quotes.MATCHES}",
            state="EXPIRED",
            today=date(2026, 11, 29),
            **{name: value for name, value in asked.items() if f"%({name})s" in quotes.MATCHES},
        )
    assert "quotes_waiting" in " ".join(row["QUERY PLAN"] for row in plan)


def test_it_names_the_doctor_of_an_appointment_of_its_patient_by_either_of_their_numbers(
    apps, login, quoted, call, line, patient, staff, monkeypatch
):
    doctor, ask = {"id": 4, "name": "Lucía Mora"}, Services.ask

    def answered(services, service, path, **more):
        if service == "citas":
            return {"patient": {"id": patient}, "doctor": doctor}
        return ask(services, service, path, **more)

    monkeypatch.setattr(Services, "ask", answered)
    assert quoted(appointment_id=7)["doctor"] == doctor
    records = apps["historia_clinica"].test_client()
    body = {
        "first_name": "Rosa",
        "document_type": "PASSPORT",
        "document_number": "X1234567",
        "document_country": "PE",
    }
    body |= {"last_name": "Otra", "gender": "female"}
    other = records.post("/api/historia-clinica/patients", json=body, headers=staff).json["id"]
    refused = call("post", "/quotes", {"patient_id": other, "lines": [line()], "appointment_id": 7})
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "appointment_id")
    merged = {"from_id": other, "take": [], "reason": "Se registró dos veces"}
    chief = login("patients:read", "patients:merge")
    done = records.post(f"/api/historia-clinica/patients/{patient}/merges", json=merged, headers=chief)
    assert done.status_code == 201, done.json
    assert quoted(patient_id=other, appointment_id=7)["doctor"] == doctor
