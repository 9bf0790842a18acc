"""Periodontograms: measured, computed, signed alone or with their note, and never changed afterwards by anybody."""

import hashlib
import json

import pytest

from historia_clinica.dental.rules.periodontium import figures, mean

API = "/api/historia-clinica"
ORDER = ("DV", "V", "MV", "DL", "L", "ML")


def site(depth=None, margin=None, **marks):
    return {"depth": depth, "margin": margin} | marks


MEASURED = {
    "tooth": 16,
    "mobility": 1,
    "furcation": {"V": 2, "M": 1},
    "sites": {
        "DV": site(6, -2, bleeding=True, plaque=True),
        "V": site(3, 0),
        "MV": site(4, 1, bleeding=True, suppuration=True),
        "L": site(2),
        "ML": site(plaque=True),
    },
}


@pytest.fixture
def url(patient):
    return f"{API}/patients/{patient['id']}/periodontograms"


@pytest.fixture
def start(client, doctor, url):
    def act(**new):
        answer = client.post(url, json=new, headers=doctor)
        assert answer.status_code == 201, answer.json
        return answer.json

    return act


@pytest.fixture
def act_on(client, doctor):
    def act(method, chart, path="", expected=200, **body):
        answer = getattr(client, method)(
            f"{API}/periodontograms/{chart['id']}{path}",
            headers=doctor | {"If-Match": f'"{chart["version"]}"'},
            **({"json": body} if body else {}),
        )
        assert answer.status_code == expected, answer.json
        return answer.json if answer.data else None

    return act


def test_a_mouth_is_measured_and_signed(client, doctor, url, start, act_on, told):
    chart = start()
    assert len(chart["teeth"]) == 32 and chart["indices"]["sites"] == 0
    assert chart["indices"]["bleeding_percent"] is None
    filled = act_on("put", chart, "/sites", teeth=[MEASURED, {"tooth": 18, "absent": True}])
    tooth = filled["teeth"][1]
    assert [filled["teeth"][0]["tooth"], tooth["tooth"]] == [18, 16], "in the order in which they are drawn"
    assert {name: one["attachment"] for name, one in tooth["sites"].items()} == {
        "DV": 8,
        "V": 3,
        "MV": 3,
        "DL": None,
        "L": None,
        "ML": None,
    }
    assert tooth["furcation"] == {"V": 2, "L": None, "M": 1, "D": None}
    assert filled["indices"] == {
        "sites": 5,
        "bleeding": 2,
        "bleeding_percent": "40.0",
        "suppuration": 1,
        "plaque": 2,
        "plaque_percent": "40.0",
        "deep_4": 2,
        "deep_6": 1,
        "mean_depth": "3.8",
        "mean_attachment": "4.7",
    }
    signed = act_on("post", filled, "/sign")
    page = client.get(url, headers=doctor).json
    assert (
        page["current"] == signed == client.get(f"{API}/periodontograms/{chart['id']}", headers=doctor).json
    )
    assert page["data"][0]["indices"] == signed["indices"]
    for what in ("started", "updated", "signed"):
        assert told(f"periodontogram.{what}")[0]["aggregate"] == f"periodontogram:{chart['id']}"


def test_what_the_odontogram_says_is_not_there_is_absent(client, doctor, patient, start):
    mouth = client.post(f"{API}/patients/{patient['id']}/odontograms", json={}, headers=doctor).json
    findings = [
        {"tooth": 18, "kind": "ABSENT_OTHER", "state": "DONE"},
        {"tooth": 28, "kind": "IMPACTED", "state": "FACT"},
        {"tooth": 46, "to_tooth": 44, "kind": "BRIDGE", "state": "DONE", "pillars": [46, 44]},
        {"tooth": 37, "kind": "ABSENT_CARIES", "state": "DONE"},
        {"tooth": 37, "kind": "IMPLANT", "state": "DONE"},
        {"tooth": 36, "kind": "CARIES", "state": "TODO", "faces": ["O"]},
    ]
    answer = client.put(
        f"{API}/odontograms/{mouth['id']}/findings",
        json={"findings": findings},
        headers=doctor | {"If-Match": '"1"'},
    )
    assert answer.status_code == 200, answer.json
    assert [tooth["tooth"] for tooth in start()["teeth"] if tooth["absent"]] == [18, 28, 45]


@pytest.mark.parametrize(
    ("tooth", "field"),
    [
        ({"tooth": 55}, "teeth.1.tooth"),
        ({"tooth": 19}, "teeth.1.tooth"),
        ({"tooth": 16}, "teeth.1.tooth"),
        ({"tooth": 11, "furcation": {"V": 1}}, "teeth.1.furcation.V"),
        ({"tooth": 14, "furcation": {"V": 1}}, "teeth.1.furcation.V"),
        ({"tooth": 36, "furcation": {"M": 1}}, "teeth.1.furcation.M"),
        ({"tooth": 26, "furcation": {"L": 1}}, "teeth.1.furcation.L"),
        ({"tooth": 26, "furcation": {"V": 4}}, "teeth.1.furcation.V"),
        ({"tooth": 26, "mobility": 4}, "teeth.1.mobility"),
        ({"tooth": 26, "sites": {"V": site(16)}}, "teeth.1.sites.V.depth"),
        ({"tooth": 26, "sites": {"V": site(3, -11)}}, "teeth.1.sites.V.margin"),
        ({"tooth": 26, "sites": {"X": site(3)}}, "teeth.1.sites.X"),
        ({"tooth": 26, "absent": True, "sites": {"V": site(3)}}, "teeth.1.absent"),
        ({"tooth": 26, "absent": True, "mobility": 0}, "teeth.1.absent"),
    ],
)
def test_what_cannot_be_measured_is_named(start, act_on, tooth, field):
    answer = act_on("put", start(), "/sites", expected=422, teeth=[MEASURED, tooth])
    assert answer["errors"][0]["field"] == field


def test_signing_the_note_signs_it(client, doctor, patient, start, act_on, refused):
    note = client.post(f"{API}/patients/{patient['id']}/notes", json={"reason": "x"}, headers=doctor).json
    chart = start()
    attached = act_on("patch", chart, note_id=note["id"])
    sql = """
        UPDATE historia_clinica.clinical_notes
           SET status = 'SIGNED', signed_by_id = author_id, signed_by_name = author_name, signed_at = now(),
               content_sha256 = historia_clinica.content_sha256(clinical_notes)
         WHERE id = %(id)s
        """
    assert refused(sql, id=note["id"], owner=True) == "charts_signed_with_note"
    assert client.post(f"{API}/notes/{note['id']}/sign", headers=doctor).status_code == 200
    signed = client.get(f"{API}/periodontograms/{chart['id']}", headers=doctor).json
    assert (signed["status"], signed["note_id"]) == ("SIGNED", attached["note_id"])
    assert (
        client.post(
            f"{API}/patients/{patient['id']}/periodontograms", json={"note_id": note["id"]}, headers=doctor
        )
        .json["detail"]
        .startswith("La nota está firmada")
    )


def test_the_hash_is_that_of_what_was_measured(start, act_on):
    signed = act_on("post", act_on("put", start(), "/sites", teeth=[MEASURED]), "/sign")
    (tooth,) = signed["teeth"]
    content = {name: signed[name] for name in ("author", "note_id", "patient_id", "signed_by")}
    kept = {
        "tooth": 16,
        "absent": False,
        "mobility": 1,
        "furcation": [tooth["furcation"][name] for name in "VLMD"],
    }
    for measure in ("depth", "margin", "bleeding", "suppuration", "plaque"):
        kept[measure] = [tooth["sites"][name][measure] for name in ORDER]
    canonical = json.dumps(
        content | {"teeth": [kept]}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert signed["sha256"] == hashlib.sha256(canonical.encode()).hexdigest()


def test_there_is_one_draft_and_it_is_discarded(client, doctor, url, start, act_on, told):
    chart = start()
    answer = client.post(url, json={}, headers=doctor)
    assert (answer.status_code, answer.json["draft_id"]) == (409, chart["id"])
    act_on("delete", chart, expected=204)
    assert client.get(url, headers=doctor).json == {"data": [], "current": None}
    assert told("periodontogram.discarded")
    start()


def test_what_is_signed_is_changed_by_nobody(start, act_on, refused):
    signed = act_on("post", act_on("put", start(), "/sites", teeth=[MEASURED]), "/sign")
    act_on("put", signed, "/sites", expected=409, teeth=[])
    act_on("post", signed, "/sign", expected=409)
    act_on("delete", signed, expected=409)
    for sql in (
        "UPDATE historia_clinica.periodontograms SET status = 'DRAFT' WHERE id = %(id)s",
        "DELETE FROM historia_clinica.periodontograms WHERE id = %(id)s",
        "UPDATE historia_clinica.periodontal_teeth SET mobility = 3 WHERE periodontogram_id = %(id)s",
        "DELETE FROM historia_clinica.periodontal_teeth WHERE periodontogram_id = %(id)s",
        """INSERT INTO historia_clinica.periodontal_teeth
                SELECT periodontogram_id, 17, absent, mobility, furcation, depth, margin, bleeding, suppuration, plaque
                  FROM historia_clinica.periodontal_teeth WHERE periodontogram_id = %(id)s""",
    ):
        assert refused(sql, id=signed["id"], owner=True) == "periodontograms_signed"
    for table in ("periodontograms", "periodontal_teeth"):
        assert refused(f"TRUNCATE historia_clinica.{table} CASCADE", owner=True) == "periodontograms_signed"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("tooth = 55, furcation = '{NULL,NULL,NULL,NULL}'", "periodontal_teeth_tooth"),
        ("depth[1] = 16", "periodontal_teeth_depth"),
        ("depth[1] = -1", "periodontal_teeth_depth"),
        ("margin[3] = 11", "periodontal_teeth_margin"),
        ("mobility = 4", "periodontal_teeth_mobility"),
        ("furcation[2] = 1", "periodontal_teeth_furcation"),
        ("furcation[1] = 4", "periodontal_teeth_furcation"),
        ("depth = '{1}'", "periodontal_teeth_sites"),
        ("absent = true", "periodontal_teeth_absent"),
    ],
)
def test_the_database_refuses_by_itself(start, act_on, refused, change, constraint):
    chart = act_on("put", start(), "/sites", teeth=[MEASURED])
    sql = f"UPDATE historia_clinica.periodontal_teeth SET {change} WHERE periodontogram_id = %(id)s"
    assert refused(sql, id=chart["id"], owner=True) == constraint


def test_who_may_not_write_sees_no_draft(client, login, reception, url, start):
    reader, chart = login("records:read", id="8"), start()
    assert client.get(url, headers=reader).json == {"data": [], "current": None}
    assert client.get(f"{API}/periodontograms/{chart['id']}", headers=reader).status_code == 403
    assert client.get(url, headers=reception).status_code == 403
    assert client.get(url).status_code == 401


@pytest.mark.parametrize(
    ("total", "of", "said"),
    [(1, 3, "0.3"), (1, 2, "0.5"), (1, 20, "0.1"), (-3, 2, "-1.5"), (0, 4, "0.0"), (1, 0, None)],
)
def test_means_have_one_decimal(total, of, said):
    assert mean(total, of) == said


def test_shares_are_of_the_sites_examined():
    nothing = dict.fromkeys(("bleeding", "suppuration", "plaque", "deep_4", "deep_6"), 0)
    sums = dict.fromkeys(("depth_sum", "depth_sites", "attachment_sum", "attachment_sites"), 0)
    assert figures({"sites": 180, **nothing, **sums, "bleeding": 42})["bleeding_percent"] == "23.3"
