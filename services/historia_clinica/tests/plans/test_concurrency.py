"""What happens when two people accept one plan, or do one item, at once: real threads, real commits."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

API = "/api/historia-clinica"
NUMBERS = count(1)


@pytest.fixture
def everything(login):
    return login(
        "patients:read", "patients:write", "records:read", "records:write", "plans:read", "plans:accept",
        "treatments:read", "treatments:write", id="3", name="Eva",
    )  # fmt: skip


@pytest.fixture
def send(committed, everything):
    """A request from a client of its own: `send("post", "/…", {…}, version=3)`."""

    def act(method, path, body=None, version=None, service="historia_clinica", api=API):
        headers = everything | ({"If-Match": f'"{version}"'} if version else {})
        return (
            committed[service]
            .test_client()
            .open(f"{api}{path}", method=method.upper(), json=body, headers=headers)
        )

    return act


@pytest.fixture
def plan(send):
    """Forty items: of thirty there is one way, of five things two ways each."""
    who = {
        "document_type": "PASSPORT",
        "document_number": f"PLAN{next(NUMBERS):04}",
        "first_name": "Ana",
        "last_name": "Paz",
    }
    patient = send("post", "/patients", who).json["id"]
    new = {"code": f"PC{next(NUMBERS)}", "name": "Resina", "category": "Operatoria", "price": "10.00"}
    new |= {"duration_minutes": 30, "iva_code": "0"}
    treatment = send("post", "/treatments", new, service="inventario", api="/api/inventario").json["id"]
    plan = send("post", f"/patients/{patient}/treatment-plans", {}).json
    for place in range(40):
        choice = (
            {"alternative_group": f"Elección {place // 2}", "alternative": "AB"[place % 2]}
            if place < 10
            else {}
        )
        answer = send("post", f"/treatment-plans/{plan['id']}/items", {"treatment_id": treatment} | choice)
        assert answer.status_code == 201, answer.json
    return answer.json


def accept_what_is_left(send, plan_id, prefers):
    """As a person would: look, choose, sign, and look again where somebody else was quicker. How often it went through."""
    through = 0
    for _ in range(60):
        plan = send("get", f"/treatment-plans/{plan_id}").json
        left = [item for item in plan["items"] if item["status"] == "PROPOSED" and not item["excluded"]]
        mine = [item["id"] for item in left if item["alternative"] in (None, prefers)][:7]
        if not mine:
            return through
        body = {"items": mine, "signer_name": f"Persona {prefers}", "signature": [[[1, 1], [2, 2]]]}
        answer = send("post", f"/treatment-plans/{plan_id}/acceptances", body, version=plan["version"])
        assert answer.status_code in (201, 409, 412), answer.json
        through += answer.status_code == 201
    raise AssertionError("it does not end")


def test_forty_items_accepted_in_part_by_two_people_at_once(send, plan, committed_suite):
    with ThreadPoolExecutor(2) as pool:
        through = list(pool.map(lambda prefers: accept_what_is_left(send, plan["id"], prefers), "AB"))
    after = send("get", f"/treatment-plans/{plan['id']}").json
    accepted = [item for item in after["items"] if item["status"] == "ACCEPTED"]
    assert len(accepted) == 35 and sum(through) == len(after["acceptances"])
    ways = {}
    for item in accepted:
        if item["alternative_group"]:
            ways.setdefault(item["alternative_group"], set()).add(item["alternative"])
    assert len(ways) == 5 and all(len(letters) == 1 for letters in ways.values())
    databases = committed_suite[2]
    with databases["historia_clinica"].session() as db:
        signed = db.all(
            """
            SELECT (told ->> 'id')::bigint AS id
              FROM historia_clinica.plan_acceptances a CROSS JOIN jsonb_array_elements(a.content) AS told
             WHERE a.plan_id = %(id)s
            """,
            id=plan["id"],
        )
        told = db.value(
            """
            SELECT sum(jsonb_array_length(data -> 'items'))
              FROM historia_clinica.outbox WHERE type = 'plan.accepted' AND data ->> 'plan_id' = %(id)s::text
            """,
            id=plan["id"],
        )
    assert sorted(row["id"] for row in signed) == sorted(item["id"] for item in accepted)
    assert told == 35


def test_of_two_who_do_an_item_one_does(send, plan):
    item = plan["items"][-1]["id"]
    body = {"items": [item], "signer_name": "Ana Paz", "signature": [[[1, 1]]]}
    signed = send("post", f"/treatment-plans/{plan['id']}/acceptances", body, version=plan["version"]).json
    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(
                lambda _: send("post", f"/plan-items/{item}/sessions", {}, version=signed["version"]),
                range(6),
            )
        )
    assert sorted(answer.status_code for answer in answers) == [201] + [412] * 5
    done = next(
        one for one in send("get", f"/treatment-plans/{plan['id']}").json["items"] if one["id"] == item
    )
    assert (done["status"], len(done["done"])) == ("DONE", 1)
