"""What is done of a plan: by its appointments, by hand, once; and undone."""

from uuid import uuid4

import pytest


def test_a_visit_does_one_session_and_the_last_one_ends_the_item(add, accept, visit, read, told):
    item = add(price="100.00", sessions=3)
    accept(item)
    visit(item, appointment_id=70, completed_at="2026-11-24T16:00:00+00:00")
    plan = read()
    assert (plan["items"][0]["sessions_done"], plan["items"][0]["status"]) == (1, "ACCEPTED")
    assert plan["done_total"] == "33.33"
    (session,) = plan["items"][0]["done"]
    assert (session["appointment_id"], session["done_by"]["name"]) == (70, "Carla Ruiz")
    assert session["done_at"].startswith("2026-11-24T16:00")
    visit(item, appointment_id=71)
    visit(item, appointment_id=72)
    assert (read()["items"][0]["status"], read()["done_total"]) == ("DONE", "100.00")
    assert len(told("plan.session_done")) == 3


def test_a_visit_told_twice_is_done_once(add, accept, visit, read):
    item = add(sessions=2)
    accept(item)
    id = str(uuid4())
    visit(item, id=id)
    visit(item, id=id)
    visit(item)
    assert read()["items"][0]["sessions_done"] == 1


def test_a_visit_of_what_was_not_accepted_or_is_done_holds_nothing_up(add, accept, visit, read):
    done, proposed = add(), add(tooth=11)
    accept(done)
    visit(done, proposed, appointment_id=70)
    visit(done, proposed, appointment_id=71)
    assert [item["sessions_done"] for item in read()["items"]] == [1, 0]


def test_a_reopened_visit_is_undone_and_done_again(add, accept, visit, receive, read, told):
    item = add()
    accept(item)
    visit(item)
    receive("appointment.reopened", appointment_id=70, reason="Era otra cita", completion=1)
    assert (read()["items"][0]["status"], read()["items"][0]["sessions_done"]) == ("ACCEPTED", 0)
    assert told("plan.session_undone")
    visit(item)
    assert read()["items"][0]["status"] == "DONE"


def test_a_session_is_said_by_hand_and_undone(ask, add, accept, read):
    item = add()
    path = f"/plan-items/{item['id']}/sessions"
    refused = ask("post", path, {}, version=read()["version"], status=409)
    assert "no está aceptado" in refused["detail"]
    accept(item)
    answer = ask("post", path, {}, version=read()["version"])
    assert answer["items"][0]["status"] == "DONE"
    assert "todas las sesiones" in ask("post", path, {}, version=answer["version"], status=409)["detail"]
    undone = ask(
        "post", f"{path}/undo", {"reason": "No era esa pieza"}, version=answer["version"], status=200
    )
    assert (undone["items"][0]["status"], undone["items"][0]["done"]) == ("ACCEPTED", [])
    ask("post", f"{path}/undo", {"reason": "Otra vez"}, version=undone["version"], status=404)


def test_a_session_is_not_ahead_of_its_time(ask, add, accept, read):
    item = add()
    accept(item)
    body = {"done_at": "2099-01-01T10:00:00-05:00"}
    answer = ask("post", f"/plan-items/{item['id']}/sessions", body, version=read()["version"], status=422)
    assert answer["errors"][0]["field"] == "done_at"


def test_what_is_done_stays_in_its_phase(ask, plan, add, accept, visit, read, refused):
    item = add(phase=1)
    accept(item)
    visit(item)
    order = {"items": [{"id": item["id"], "phase": 2}]}
    answer = ask("put", f"/treatment-plans/{plan['id']}/order", order, version=read()["version"], status=409)
    assert "se queda en su fase" in answer["detail"]
    move = "UPDATE historia_clinica.plan_items SET phase = 2 WHERE id = %(id)s"
    assert refused(move, id=item["id"]) == "plan_items_done_stays"


CARIES = {
    "tooth": 26, "to_tooth": None, "kind": "CARIES", "state": "TODO", "faces": ["M", "O"], "material": None, "value": None,
    "side": None, "pillars": [], "custom_finding_id": None, "remark": None,
}  # fmt: skip


@pytest.fixture
def chart(ask, patient, doctor):
    """Sign a chart with this caries; and read how the patient's mouth stands now."""
    opened = ask("post", f"/patients/{patient['id']}/odontograms", {}, headers=doctor)
    filled = ask(
        "put",
        f"/odontograms/{opened['id']}/findings",
        {"findings": [CARIES]},
        version=opened["version"],
        headers=doctor,
    )
    ask(
        "post", f"/odontograms/{opened['id']}/sign", {}, version=filled["version"], status=200, headers=doctor
    )

    def current():
        answer = ask("get", f"/patients/{patient['id']}/odontograms", headers=doctor)["current"]
        return answer | {"seen": [(one["kind"], one["state"], one["faces"]) for one in answer["findings"]]}

    return current


def of_caries(add, **more):
    return add(tooth=26, faces=["M", "O"], finding={"tooth": 26, "kind": "CARIES"}, **more)


BLUE = [("FILLING", "DONE", ["M", "O"])]
RED = [("CARIES", "TODO", ["M", "O"])]


def test_what_a_visit_did_is_blue_in_a_draft_and_signed_with_its_note(
    ask, add, accept, visit, chart, patient, doctor, monkeypatch
):
    monkeypatch.setattr("historia_clinica.notes.neighbours.check_appointment", lambda *_: None)
    note = ask(
        "post", f"/patients/{patient['id']}/notes", {"reason": "Resina", "appointment_id": 70}, headers=doctor
    )
    item = of_caries(add)
    accept(item)
    visit(item, appointment_id=70)
    mouth = chart()
    assert (mouth["status"], mouth["note_id"], mouth["seen"]) == ("DRAFT", note["id"], BLUE)
    ask("post", f"/notes/{note['id']}/sign", {}, version=note["version"], status=200, headers=doctor)
    assert (chart()["status"], chart()["seen"]) == ("SIGNED", BLUE)


def test_a_chart_is_blue_only_after_the_last_session(add, accept, visit, chart):
    item = of_caries(add, sessions=2)
    accept(item)
    visit(item, appointment_id=70)
    assert (chart()["status"], chart()["seen"]) == ("SIGNED", RED)
    visit(item, appointment_id=71)
    assert (chart()["status"], chart()["seen"]) == ("DRAFT", BLUE)


def test_a_reopened_visit_makes_it_red_again(add, accept, visit, receive, chart):
    item = of_caries(add)
    accept(item)
    visit(item, appointment_id=70)
    receive("appointment.reopened", appointment_id=70, reason="Era otra cita", completion=1)
    assert chart()["seen"] == RED


def test_by_hand_it_is_blue_and_red_again_too(ask, add, accept, read, chart):
    item = of_caries(add)
    accept(item)
    path = f"/plan-items/{item['id']}/sessions"
    answer = ask("post", path, {}, version=read()["version"])
    assert chart()["seen"] == BLUE
    ask("post", f"{path}/undo", {"reason": "No era esa pieza"}, version=answer["version"], status=200)
    assert chart()["seen"] == RED


def test_a_mouth_that_says_otherwise_holds_nothing_up(ask, add, accept, visit, read, chart, patient, doctor):
    item = of_caries(add)
    accept(item)
    opened = ask("post", f"/patients/{patient['id']}/odontograms", {}, headers=doctor)
    gone = CARIES | {"kind": "ABSENT_OTHER", "state": "DONE", "faces": []}
    ask(
        "put",
        f"/odontograms/{opened['id']}/findings",
        {"findings": [gone]},
        version=opened["version"],
        headers=doctor,
    )
    visit(item, appointment_id=70)
    assert read()["items"][0]["status"] == "DONE"
    assert chart()["seen"] == [("ABSENT_OTHER", "DONE", [])]


def test_said_of_a_signed_note_its_chart_is_a_draft_of_its_own(
    ask, add, accept, read, chart, patient, doctor
):
    note = ask("post", f"/patients/{patient['id']}/notes", {"reason": "Resina"}, headers=doctor)
    ask("post", f"/notes/{note['id']}/sign", {}, version=note["version"], status=200, headers=doctor)
    item = of_caries(add)
    accept(item)
    ask(
        "post",
        f"/plan-items/{item['id']}/sessions",
        {"note_id": note["id"]},
        version=read()["version"],
        status=201,
    )
    assert (chart()["status"], chart()["note_id"], chart()["seen"]) == ("DRAFT", None, BLUE)


def test_a_session_is_not_of_another_patients_note(ask, add, accept, read, register, doctor):
    other = register(first_name="Luis")
    note = ask("post", f"/patients/{other['id']}/notes", {"reason": "Control"}, headers=doctor)
    item = add()
    accept(item)
    path = f"/plan-items/{item['id']}/sessions"
    refused = ask("post", path, {"note_id": note["id"]}, version=read()["version"], status=422)
    assert refused["errors"][0]["field"] == "note_id"
