"""Rules of commission: each says one thing, and two for the same do not overlap."""

import pytest

from .conftest import today


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"percent": None}, "amount"),
        ({"amount": "5"}, "amount"),
        ({"percent": "101"}, "percent"),
        ({"percent": "0"}, "percent"),
        ({"treatment_id": 1, "category": "Cirugía"}, "category"),
        ({"percent": None, "amount": "5", "net_of_materials": True}, "net_of_materials"),
        ({"valid_from": "2020-01-01"}, "valid_from"),
        ({"treatment_id": 999_999}, "treatment_id"),
        ({"doctor_id": 999_999}, "doctor_id"),
    ],
)
def test_a_rule_says_one_thing(rule, changes, field):
    answer = rule(**changes)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_two_rules_for_the_same_do_not_overlap(treatment, rule, call):
    id = treatment("COM-1")
    assert rule(treatment_id=id, valid_to=today(10)).status_code == 201
    twin = rule(treatment_id=id, percent="40", valid_from=today(10))
    assert twin.status_code == 409 and twin.json["errors"][0]["field"] == "valid_from"
    assert rule(treatment_id=id, percent="40", valid_from=today(11)).status_code == 201
    assert rule(category="Cirugía").status_code == 201
    assert rule(category="CIRUGIA").status_code == 409
    all_of_them = rule()
    assert all_of_them.status_code == 201 and rule().status_code == 409
    etag = {"If-Match": f'"{all_of_them.json["version"]}"'}
    path = f"/commission-rules/{all_of_them.json['id']}"
    assert call("patch", path, {"valid_to": today(-1)}, **etag).status_code == 422
    assert call("patch", path, {"valid_to": today()}, **etag).json["valid_to"] == today()
    assert len(call("get", "/commission-rules").json["data"]) == 4


def test_a_rule_written_by_mistake_is_taken_back_until_something_was_earned(call, treatment, rule, visit):
    made = rule(valid_from=today(5)).json
    etag = {"If-Match": f'"{made["version"]}"'}
    assert call("delete", f"/commission-rules/{made['id']}", **etag).status_code == 204
    assert call("delete", f"/commission-rules/{made['id']}", **etag).status_code == 404
    used = rule().json
    visit(treatment("COM-1"))
    refused = call("delete", f"/commission-rules/{used['id']}", **etag)
    assert refused.status_code == 422 and "último día" in refused.json["detail"]
    assert call("delete", f"/commission-rules/{used['id']}", **{"If-Match": '"7"'}).status_code == 412
