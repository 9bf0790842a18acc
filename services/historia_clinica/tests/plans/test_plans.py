"""Plans of treatment: written, ordered, accepted in part, declined, closed."""

import pypdfium2
import pytest

API = "/api/historia-clinica"


def words_of(pdf):
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def of(plan, item):
    return next(one for one in plan["items"] if one["id"] == item["id"])


def test_a_plan_begins_empty_with_its_phases(ask, patient, plan, told):
    assert plan["phases"] == ["Urgencia y control", "Saneamiento", "Rehabilitación", "Mantenimiento"]
    assert (plan["items"], plan["totals"]) == ([], [{"letter": None, "total": "0.00"}])
    answer = ask("get", f"/patients/{patient['id']}/treatment-plans")
    assert [one["id"] for one in answer["data"]] == [plan["id"]] == [answer["current"]["id"]]
    assert told("plan.started")[0]["data"]["summary"] == "Empezó un plan de tratamiento de Ana Pérez"
    assert told("record.viewed")[-1]["data"]["summary"] == "Vio el plan de tratamiento de Ana Pérez"


def test_who_has_no_plan_has_none(ask, patient):
    assert ask("get", f"/patients/{patient['id']}/treatment-plans") == {"data": [], "current": None}
    assert ask("get", "/patients/999999/treatment-plans", status=404)


def test_one_plan_is_open_at_a_time(ask, patient, plan):
    path = f"/patients/{patient['id']}/treatment-plans"
    assert "ya tiene un plan abierto" in ask("post", path, {}, status=409)["detail"]
    closed = ask("patch", f"/treatment-plans/{plan['id']}", {"closed": True}, version=plan["version"])
    assert closed["closed_at"]
    second = ask("post", path, {"name": "Otro"})
    assert [one["id"] for one in ask("get", path)["data"]] == [second["id"], plan["id"]]
    refused = ask(
        "patch", f"/treatment-plans/{plan['id']}", {"closed": False}, version=closed["version"], status=409
    )
    assert "ya tiene un plan abierto" in refused["detail"]


def test_an_item_keeps_the_treatment_as_the_catalogue_had_it(add):
    item = add(
        price="45.00",
        tooth=26,
        faces=["O", "M", "O"],
        phase=2,
        finding={"tooth": 26, "kind": "CARIES"},
        cie10_code="k021",
        lasts="8–10 años",
        wear="LESS",
        remark="Profunda",
    )
    assert (item["cie10_code"], item["lasts"], item["wear"]) == ("K02.1", "8–10 años", "LESS")
    assert (item["name"], item["unit_price"], item["price"], item["duration_minutes"]) == (
        "Resina compuesta", "45.00", "45.00", 40,
    )  # fmt: skip
    assert (item["tooth"], item["faces"], item["phase"], item["status"]) == (26, ["M", "O"], 2, "PROPOSED")
    assert item["finding"] == {"tooth": 26, "kind": "CARIES"}


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({"tooth": 19}, "tooth"),
        ({"tooth": 26, "arch": "UPPER"}, "tooth"),
        ({"faces": ["M"]}, "faces"),
        ({"alternative": "A"}, "alternative_group"),
        ({"alternative_group": "Corona"}, "alternative"),
        ({"discount": "50.00", "discount_reason": "x"}, "discount"),
        ({"discount": "5.00"}, "discount_reason"),
        ({"phase": 5}, "phase"),
        ({"treatment_id": 999_999}, "treatment_id"),
        ({"sessions": 0}, "sessions"),
        ({"tooth": 26, "faces": ["X"]}, "faces.0"),
        ({"cie10_code": "caries"}, "cie10_code"),
        ({"wear": "SOME"}, "wear"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_what_is_no_item_is_refused_at_its_field(add, item, field):
    assert add(status=422, **item)["errors"][0]["field"] == field


def test_an_item_is_corrected_moved_and_taken_out(ask, plan, add, read, treatment):
    first, second = add(tooth=26), add(tooth=15)
    changes = {"tooth": 27, "discount": "5.00", "discount_reason": "Frecuente", "sessions": 2}
    changed = ask("patch", f"/plan-items/{first['id']}", changes, version=read()["version"])
    assert (of(changed, first)["price"], of(changed, first)["tooth"]) == ("40.00", 27)
    crown = treatment(name="Corona", price="350.00")
    changed = ask("patch", f"/plan-items/{first['id']}", {"treatment_id": crown}, version=changed["version"])
    assert (of(changed, first)["name"], of(changed, first)["price"]) == ("Corona", "345.00")
    order = [{"id": second["id"], "phase": 1}, {"id": first["id"], "phase": 3}]
    moved = ask("put", f"/treatment-plans/{plan['id']}/order", {"items": order}, version=changed["version"])
    assert [(one["id"], one["phase"]) for one in moved["items"]] == [(second["id"], 1), (first["id"], 3)]
    body = {"items": order[:1]}
    ask("put", f"/treatment-plans/{plan['id']}/order", body, version=moved["version"], status=409)
    without = ask("delete", f"/plan-items/{first['id']}", version=moved["version"])
    assert [one["id"] for one in without["items"]] == [second["id"]]
    ask("delete", f"/plan-items/{first['id']}", version=without["version"], status=404)


def test_a_phase_with_items_is_not_taken_away(ask, plan, add, read):
    add(phase=4)
    answer = ask(
        "patch",
        f"/treatment-plans/{plan['id']}",
        {"phases": ["Una", "Dos"]},
        version=read()["version"],
        status=422,
    )
    assert answer["errors"][0]["field"] == "phases"


def test_an_old_version_is_refused(ask, add, plan):
    item = add()
    ask("patch", f"/plan-items/{item['id']}", {"tooth": 11}, version=plan["version"], status=412)
    ask("patch", f"/plan-items/{item['id']}", {"tooth": 11}, status=428)


def test_the_plan_is_priced_with_each_alternative(add, read):
    add(price="100.00")
    a, b = {"alternative_group": "Restauración de 14", "alternative": "A"}, {
        "alternative_group": "Restauración de 14"
    }
    add(price="70.00", name="Perno", tooth=14, **a)
    add(price="350.00", name="Corona", tooth=14, **a)
    add(price="310.00", name="Incrustación", tooth=14, **b, alternative="B")
    assert read()["totals"] == [{"letter": "A", "total": "520.00"}, {"letter": "B", "total": "410.00"}]


def test_part_of_it_is_accepted_with_a_signature(ask, add, accept, read, told, plan):
    resin, crown = add(price="45.00", tooth=26, faces=["O"]), add(price="100.00", name="Corona", sessions=3)
    answer = accept(crown, signer_document="1710034065")
    assert [one["status"] for one in answer["items"]] == ["PROPOSED", "ACCEPTED"]
    assert answer["accepted_total"] == "100.00"
    (acceptance,) = answer["acceptances"]
    signed = ask("get", f"/plan-acceptances/{acceptance['id']}")
    assert signed["items"] == [
        {"id": crown["id"], "name": "Corona", "place": "Boca", "sessions": 3, "price": "100.00"}
    ]
    assert signed["signature"][1] == [[500, 200]] and len(signed["content_sha256"]) == 64
    (event,) = told("plan.accepted")
    assert event["data"]["summary"] == (
        "Anotó que Ana Pérez aceptó un ítem, por $100.00, del plan de tratamiento de Ana Pérez"
    )
    assert [(line["quantity"], line["unit_price"]) for line in event["data"]["items"]] == [
        (2, "33.33"),
        (1, "33.34"),
    ]
    assert event["data"]["patient"]["document_number"] and event["data"]["doctor"] == {
        "id": 3,
        "name": "Carla Ruiz",
    }
    assert accept(crown, status=409)["detail"].startswith("«Corona» ya tiene respuesta")
    assert read()["items"][0]["id"] == resin["id"]


def test_of_two_alternatives_one_is_accepted(add, accept, read):
    a = add(name="Corona", alternative_group="Restauración", alternative="A")
    b = add(name="Incrustación", price="310.00", alternative_group="Restauración", alternative="B")
    assert accept(a, b, status=422)["errors"][0]["field"] == "items"
    answer = accept(b)
    assert [one["excluded"] for one in answer["items"]] == [True, False]
    assert answer["totals"] == [{"letter": None, "total": "310.00"}]
    assert "ya se aceptó otra" in accept(a, status=409)["detail"]


def test_the_database_itself_refuses_both_alternatives(add, accept, refused):
    a = add(alternative_group="Restauración", alternative="A")
    b = add(alternative_group="Restauración", alternative="B")
    acceptance = accept(a)["acceptances"][0]["id"]
    sql = (
        "UPDATE historia_clinica.plan_items SET status = 'ACCEPTED', acceptance_id = %(to)s WHERE id = %(id)s"
    )
    assert refused(sql, id=b["id"], to=acceptance) == "plan_items_one_alternative"


def test_what_was_signed_is_frozen_in_the_database_too(add, accept, refused, ask, read):
    item = add()
    acceptance = accept(item)["acceptances"][0]["id"]
    set_price = "UPDATE historia_clinica.plan_items SET unit_price = 1 WHERE id = %(id)s"
    assert refused(set_price, id=item["id"]) == "plan_items_frozen"
    assert refused("DELETE FROM historia_clinica.plan_items", owner=True) == "treatment_plans_kept"
    told = "UPDATE historia_clinica.plan_acceptances SET total = 1 WHERE id = %(id)s"
    assert refused(told, owner=True, id=acceptance) == "plan_acceptances_kept"
    done = "UPDATE historia_clinica.plan_items SET status = 'DONE' WHERE id = %(id)s"
    assert refused(done, id=item["id"]) == "plan_items_done"
    answer = ask("patch", f"/plan-items/{item['id']}", {"discount": "1.00", "discount_reason": "x"},
                 version=read()["version"], status=409)  # fmt: skip
    assert "su precio es el que se le dijo" in answer["detail"]


def test_an_acceptance_is_withdrawn_while_nothing_of_it_is_done(ask, add, accept, visit, told):
    item = add()
    acceptance = accept(item)["acceptances"][0]["id"]
    path, why = f"/plan-acceptances/{acceptance}/withdraw", {"reason": "Firmó por error"}
    answer = ask("post", path, why, status=200)
    assert (
        answer["items"][0]["status"] == "PROPOSED"
        and answer["acceptances"][0]["withdrawn_reason"] == "Firmó por error"
    )
    assert told("plan.acceptance_withdrawn")[0]["data"]["acceptance_id"] == acceptance
    assert "ya está deshecha" in ask("post", path, why, status=409)["detail"]
    second = accept(item)["acceptances"][1]["id"]
    visit(item)
    assert "deshaga antes" in ask("post", f"/plan-acceptances/{second}/withdraw", why, status=409)["detail"]


def test_items_are_declined_with_a_reason_and_proposed_again(ask, add, plan, read):
    item = add(price="60.00")
    body = {"items": [item["id"]], "reason": "Es caro"}
    answer = ask(
        "post", f"/treatment-plans/{plan['id']}/declined", body, version=read()["version"], status=200
    )
    assert (answer["items"][0]["status"], answer["items"][0]["decline_reason"]) == ("DECLINED", "Es caro")
    assert answer["totals"][0]["total"] == "0.00"
    again = ask("post", f"/plan-items/{item['id']}/propose", version=answer["version"], status=200)
    assert again["items"][0]["status"] == "PROPOSED"


def test_a_closed_plan_is_not_changed(ask, add, accept, plan, read):
    item = add()
    ask("patch", f"/treatment-plans/{plan['id']}", {"closed": True}, version=read()["version"])
    assert "cerrado" in accept(item, status=409)["detail"]
    assert "cerrado" in add(status=409)["detail"]


def test_who_does_not_read_records_sees_no_clinical_remark(ask, add, plan, read, front_desk, accept):
    item = add(
        remark="Con INR del día", finding={"tooth": 48, "kind": "EXTRACTION"}, tooth=48, cie10_code="K02.1"
    )
    ask("patch", f"/treatment-plans/{plan['id']}", {"remarks": "Anticoagulada"}, version=read()["version"])
    told = read(headers=front_desk)
    hidden = told["items"][0]
    assert (told["remarks"], hidden["remark"], hidden["finding"], hidden["cie10_code"]) == (None,) * 4
    assert told["items"][0]["tooth"] == 48
    body = {"items": [item["id"]], "signer_name": "Ana Pérez", "signature": [[[1, 1]]]}
    path = f"/treatment-plans/{plan['id']}/acceptances"
    answer = ask("post", path, body, version=told["version"], headers=front_desk)
    assert answer["items"][0]["remark"] is None


@pytest.mark.parametrize(
    ("method", "path", "held"),
    [
        ("get", "/treatment-plans/1", ()),
        ("get", "/patients/1/treatment-plans", ("records:read",)),
        ("post", "/patients/1/treatment-plans", ("plans:read", "plans:accept")),
        ("post", "/treatment-plans/1/acceptances", ("plans:read", "records:write")),
        ("post", "/treatment-plans/1/declined", ("plans:read", "records:write")),
        ("put", "/plan-suggestions", ("records:write",)),
    ],
)
def test_each_act_needs_its_permission(client, login, method, path, held):
    assert client.open(f"{API}{path}", method=method.upper(), json={}).status_code == 401
    answer = client.open(f"{API}{path}", method=method.upper(), json={}, headers=login(*held))
    assert answer.status_code == 403


def test_each_finding_has_its_treatment(ask, treatment, told):
    resin = treatment(name="Resina compuesta")
    assert ask("get", "/plan-suggestions") == {"data": []}
    wish = {"items": [{"kind": "CARIES", "treatment_id": resin}]}
    answer = ask("put", "/plan-suggestions", wish)
    assert answer == {
        "data": [{"kind": "CARIES", "treatment_id": resin, "treatment_name": "Resina compuesta"}]
    }
    assert ask("put", "/plan-suggestions", {"items": []}) == {"data": []}
    wrong = ask(
        "put", "/plan-suggestions", {"items": [{"kind": "CARIES", "treatment_id": 999_999}]}, status=422
    )
    assert wrong["errors"][0]["field"] == "items.0.treatment_id"
    assert told("plan_suggestions.updated")


def test_a_plan_is_read_by_all_numbers_of_a_person(ask, register, client, login, plan, patient, monkeypatch):
    from historia_clinica.merges import neighbours

    monkeypatch.setattr(neighbours, "credit_of", lambda id: neighbours.Decimal(0))
    merger = login("patients:read", "patients:write", "patients:merge", "invoices:read", id="9")
    other = register(first_name="Anita")
    body = {"from_id": patient["id"], "take": [], "reason": "Registrada dos veces"}
    answer = client.post(f"{API}/patients/{other['id']}/merges", json=body, headers=merger)
    assert answer.status_code == 201, answer.json
    current = ask("get", f"/patients/{other['id']}/treatment-plans")["current"]
    assert (current["id"], current["patient_id"]) == (plan["id"], other["id"])


def test_of_what_nobody_accepted_the_amounts_are_written_out_too(add, read):
    add(price="45.00")
    plan = read()
    assert (plan["accepted_total"], plan["done_total"]) == ("0.00", "0.00")


def test_a_finding_has_one_treatment(ask, treatment):
    twice = {"items": [{"kind": "CARIES", "treatment_id": treatment()} for _ in range(2)]}
    assert ask("put", "/plan-suggestions", twice, status=422)["errors"][0]["field"] == "items.1.kind"


def test_the_plan_is_printed_before_anybody_accepted_it(client, ask, plan, add, dentist, front_desk, told):
    add(
        price="420.00",
        name="Corona",
        tooth=14,
        alternative_group="Restauración de 14",
        alternative="A",
        lasts="12 años",
        wear="MORE",
    )
    add(
        price="310.00", name="Incrustación", tooth=14, alternative_group="Restauración de 14", alternative="B"
    )
    add(price="18.00", name="Sellante", tooth=17, remark="Bruxismo severo")
    for headers, clinical in ((dentist, True), (front_desk, False)):
        answer = client.get(f"{API}/treatment-plans/{plan['id']}/sheet.pdf", headers=headers)
        assert (answer.status_code, answer.content_type) == (200, "application/pdf")
        text = words_of(answer.data)
        assert "dura 12 años" in text and "desgaste mayor" in text
        assert "Alternativa A" in text and "Total con la alternativa B" in text and "$328,00" in text
        assert ("Bruxismo" in text) == clinical
    assert told("record.viewed")[-1]["data"]["summary"] == "Vio el plan de tratamiento de Ana Pérez"
    assert client.get(f"{API}/treatment-plans/999999/sheet.pdf", headers=dentist).status_code == 404
