"""Cycles of the autoclave and their packs: each opened once, for a patient who is found when the spores lived."""

import pypdfium2
import pytest

URL = "/api/inventario"
CYCLE = {
    "autoclave": "Autoclave 1",
    "temperature": "134.0",
    "minutes": 18,
    "chemical": "PASSED",
    "biological": "PENDING",
    "packs": [{"contents": "Cassette de exodoncia", "count": 2}, {"contents": "Turbina", "sterile_days": 7}],
}


@pytest.fixture
def assistant(login):
    return login(
        "sterilisation:read",
        "sterilisation:write",
        "materials:read",
        "materials:write",
        id="8",
        name="Rita Vaca",
    )


@pytest.fixture
def ask(client, assistant, monkeypatch):
    visit = {"id": 12, "status": "IN_PROGRESS", "patient": {"id": 3, "name": "Luis Paz"}}
    monkeypatch.setattr("inventario.chairside.neighbours.visit", lambda id: visit)

    def act(method, path, body=None, status=None, version=None):
        headers = assistant | ({"If-Match": f'"{version}"'} if version else {})
        answer = client.open(f"{URL}{path}", method=method.upper(), json=body, headers=headers)
        assert answer.status_code == (status or (201 if method == "post" else 200)), answer.json
        return answer.json

    return act


@pytest.fixture
def cycle(ask):
    return ask("post", "/sterilisation-cycles", CYCLE)


@pytest.fixture
def packs(ask, cycle):
    return ask("get", f"/sterile-packs?cycle_id={cycle['id']}")["data"]


def open_pack(ask, pack, **how):
    return ask("post", "/pack-uses", {"appointment_id": 12, "pack_id": pack["id"], "tooth": 38}, **how)


def test_a_cycle_has_its_number_and_labelled_packs(ask, cycle, packs, told):
    assert (cycle["number"], cycle["packs"], cycle["operator"]["name"]) == (1, 3, "Rita Vaca")
    assert [pack["label"] for pack in packs] == [f"E{cycle['id']}-0{place}" for place in (1, 2, 3)]
    assert {pack["state"] for pack in packs} == {"READY"}
    assert ask("post", "/sterilisation-cycles", CYCLE)["number"] == 2
    assert ask("get", "/sterilisation-cycles/autoclaves")["data"] == ["Autoclave 1"]
    assert (
        told("sterilisation.recorded")[0]["data"]["summary"]
        == "Registró el ciclo 1 de Autoclave 1: 3 paquetes"
    )
    assert [row["number"] for row in ask("get", "/sterilisation-cycles?pending=true")["data"]] == [2, 1]


def test_a_pack_is_opened_once_and_again_after_a_wrong_click(ask, packs):
    use = open_pack(ask, packs[0])
    assert (use["patient"]["name"], use["tooth"], use["cycle_number"]) == ("Luis Paz", 38, 1)
    assert "ya se usó" in open_pack(ask, packs[0], status=409)["errors"][0]["message"]
    assert ask("get", "/sterile-packs?ready=true&search=exodoncia")["data"][0]["id"] == packs[1]["id"]
    ask("post", f"/pack-uses/{use['id']}/withdraw", {"reason": "Otro paciente"}, status=200)
    open_pack(ask, packs[0])


def test_spores_that_lived_lead_to_the_patients_and_close_the_other_packs(ask, cycle, packs, told):
    open_pack(ask, packs[0])
    path = f"/sterilisation-cycles/{cycle['id']}"
    ask("patch", path, {"biological": "FAILED"}, status=428)
    failed = ask("patch", path, {"biological": "FAILED"}, version=cycle["version"])
    assert (failed["biological_by"]["name"], failed["packs_used"]) == ("Rita Vaca", 1)
    event = told("sterilisation.failed")[-1]["data"]
    assert event["level"] == "WARNING"
    assert (
        event["summary"]
        == "Falló el indicador biológico del ciclo 1 de Autoclave 1: 1 de sus paquetes ya se usaron"
    )
    states = [pack["state"] for pack in ask("get", f"/sterile-packs?cycle_id={cycle['id']}")["data"]]
    assert states == ["USED", "FAILED", "FAILED"]
    assert "no está estéril" in open_pack(ask, packs[1], status=409)["errors"][0]["message"]
    (use,) = ask("get", f"/pack-uses?cycle_id={cycle['id']}")["data"]
    assert (use["patient"]["name"], use["tooth"], use["biological"]) == ("Luis Paz", 38, "FAILED")
    # A wrong click has its way back.
    back = ask("patch", path, {"biological": "PENDING"}, version=failed["version"])
    assert (back["biological_at"], back["biological_by"]) == (None, None)
    ask("patch", path, {"biological": "PASSED"}, version=failed["version"], status=412)


def test_a_remark_does_not_change_who_read_the_spores(ask, cycle, login, client):
    path = f"/sterilisation-cycles/{cycle['id']}"
    read = ask("patch", path, {"biological": "PASSED"}, version=cycle["version"])
    other = login("sterilisation:read", "sterilisation:write", id="9", name="Otra") | {
        "If-Match": f'"{read["version"]}"'
    }
    answer = client.patch(f"{URL}{path}", json={"remark": "Carga pequeña"}, headers=other).json
    assert (answer["remark"], answer["biological_by"]["name"]) == ("Carga pequeña", "Rita Vaca")


def test_packs_of_a_failed_chemical_indicator_are_never_opened(ask):
    cycle = ask("post", "/sterilisation-cycles", CYCLE | {"chemical": "FAILED", "biological": "NONE"})
    pack = ask("get", f"/sterile-packs?cycle_id={cycle['id']}")["data"][0]
    open_pack(ask, pack, status=409)
    assert ask("get", "/sterilisation-cycles?failed=true")["data"][0]["id"] == cycle["id"]


def test_a_pack_of_long_ago_has_expired(ask):
    cycle = ask("post", "/sterilisation-cycles", CYCLE | {"started_at": "2026-01-05T10:00:00-05:00"})
    packs = ask("get", f"/sterile-packs?cycle_id={cycle['id']}")["data"]
    assert [(pack["sterile_until"], pack["state"]) for pack in packs][2] == ("2026-01-12", "EXPIRED")
    open_pack(ask, packs[2], status=409)


def test_a_discarded_pack_is_not_opened_and_an_opened_one_not_discarded(ask, packs, told):
    gone = ask("post", f"/sterile-packs/{packs[0]['id']}/discard", {"reason": "Bolsa rota"}, status=200)
    assert (gone["state"], gone["discarded_reason"]) == ("DISCARDED", "Bolsa rota")
    assert "Bolsa rota" in told("sterile_pack.discarded")[0]["data"]["summary"]
    open_pack(ask, packs[0], status=409)
    open_pack(ask, packs[1])
    ask("post", f"/sterile-packs/{packs[1]['id']}/discard", {"reason": "Bolsa rota"}, status=409)
    ask("post", "/sterile-packs/999999/discard", {"reason": "Bolsa rota"}, status=404)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"temperature": "37"}, "temperature"),
        ({"started_at": "2999-01-01T10:00:00-05:00"}, "started_at"),
        ({"packs": [{"contents": "Sonda", "count": 40}, {"contents": "Espejo", "count": 21}]}, "packs"),
        ({"packs": []}, "packs"),
    ],
)
def test_what_no_cycle_has(ask, change, field):
    assert ask("post", "/sterilisation-cycles", CYCLE | change, status=422)["errors"][0]["field"] == field


def test_labels_are_printed_with_a_code_for_the_reader(client, assistant, cycle, packs):
    answer = client.get(f"{URL}/sterilisation-cycles/{cycle['id']}/labels.pdf", headers=assistant)
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    said = pypdfium2.PdfDocument(answer.data)[0].get_textpage().get_text_range()
    assert all(pack["label"] in said for pack in packs) and "Cassette de exodoncia" in said


def test_who_may_not(client, login):
    stranger = login("products:read")
    assert client.get(f"{URL}/sterilisation-cycles", headers=stranger).status_code == 403
    assert client.post(f"{URL}/sterilisation-cycles", json=CYCLE, headers=stranger).status_code == 403
    assert client.post(f"{URL}/sterilisation-cycles", json=CYCLE).status_code == 401
