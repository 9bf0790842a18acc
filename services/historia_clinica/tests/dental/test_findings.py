"""What a finding needs, what contradicts what, and who noted it first. Pure rules."""

import pytest

from common.problems import Invalid
from historia_clinica.dental.rules.findings import noted, whole

BARE = {
    "to_tooth": None,
    "state": "TODO",
    "faces": [],
    "material": None,
    "value": None,
    "side": None,
    "pillars": [],
    "custom_finding_id": None,
    "remark": None,
}


def finding(tooth, kind, **rest):
    return BARE | {"tooth": tooth, "kind": kind} | rest


CARIES = finding(26, "CARIES", faces=["O"])
ABSENT = finding(26, "ABSENT_CARIES", state="DONE")
IMPLANT = finding(26, "IMPLANT", state="DONE")
BRIDGE = finding(46, "BRIDGE", state="DONE", to_tooth=44, pillars=[46, 44])


@pytest.mark.parametrize(
    ("findings", "field"),
    [
        ([finding(19, "CARIES", faces=["O"])], "findings.0.tooth"),
        ([finding(56, "CROWN")], "findings.0.tooth"),
        ([finding(26, "CARIES")], "findings.0.faces"),
        ([finding(26, "CROWN", faces=["O"])], "findings.0.faces"),
        ([finding(26, "CARIES", faces=["O"], state="DONE")], "findings.0.state"),
        ([finding(26, "CROWN", state="FACT")], "findings.0.state"),
        ([finding(26, "CARIES", faces=["O"], material="RESIN")], "findings.0.material"),
        ([finding(26, "RECESSION")], "findings.0.value"),
        ([finding(26, "RECESSION", value=13)], "findings.0.value"),
        ([finding(26, "MOBILITY", value=4)], "findings.0.value"),
        ([finding(26, "CROWN", value=1)], "findings.0.value"),
        ([finding(26, "DIASTEMA", state="FACT")], "findings.0.side"),
        ([finding(26, "CROWN", side="M")], "findings.0.side"),
        ([finding(26, "CROWN", to_tooth=27)], "findings.0.to_tooth"),
        ([finding(26, "BRIDGE", pillars=[26])], "findings.0.to_tooth"),
        ([finding(26, "BRIDGE", to_tooth=36, pillars=[26])], "findings.0.to_tooth"),
        ([finding(26, "BRIDGE", to_tooth=26, pillars=[26])], "findings.0.to_tooth"),
        ([finding(26, "BRIDGE", to_tooth=65, pillars=[26])], "findings.0.to_tooth"),
        ([finding(26, "BRIDGE", to_tooth=24)], "findings.0.pillars"),
        ([finding(26, "BRIDGE", to_tooth=24, pillars=[26, 25, 24])], "findings.0.pillars"),
        ([finding(26, "BRIDGE", to_tooth=24, pillars=[27])], "findings.0.pillars"),
        ([finding(26, "DENTURE", to_tooth=24, pillars=[24])], "findings.0.pillars"),
        ([finding(26, "REMOVABLE", to_tooth=25, pillars=[25, 26])], "findings.0.pillars"),
        ([finding(26, "CROWN", pillars=[26])], "findings.0.pillars"),
        ([finding(26, "CUSTOM")], "findings.0.custom_finding_id"),
        ([finding(26, "CUSTOM", custom_finding_id=9)], "findings.0.custom_finding_id"),
        ([finding(26, "CUSTOM", custom_finding_id=1, state="DONE")], "findings.0.state"),
        ([finding(26, "CROWN", custom_finding_id=1)], "findings.0.custom_finding_id"),
    ],
)
def test_what_does_not_belong_to_its_kind_is_refused(findings, field):
    with pytest.raises(Invalid) as refusal:
        whole(findings, {1: {"states": ["TODO", "FACT"], "active": True}})
    assert refusal.value.errors[0]["field"] == field


@pytest.mark.parametrize(
    ("findings", "place", "reason"),
    [
        ([CARIES, CARIES], 1, "repetido"),
        ([CARIES, finding(26, "CARIES", faces=["M", "O"])], 1, "repetido"),
        ([finding(26, "CROWN"), finding(26, "CROWN", state="DONE")], 1, "repetido"),
        ([BRIDGE, finding(44, "BRIDGE", state="DONE", to_tooth=42, pillars=[44, 42])], 1, "repetido"),
        ([ABSENT, CARIES], 1, "ausente por caries"),
        ([CARIES, ABSENT], 0, "ausente por caries"),
        ([ABSENT, finding(26, "ABSENT_OTHER", state="DONE")], 0, "ausente por otra causa"),
        ([ABSENT, finding(26, "CROWN")], 1, "ausente por caries"),
        ([ABSENT, finding(26, "MOBILITY", value=1)], 1, "ausente por caries"),
        ([finding(26, "UNERUPTED", state="FACT"), CARIES], 1, "sin erupcionar"),
        ([finding(26, "UNERUPTED", state="FACT"), IMPLANT], 0, "implante"),
        ([finding(28, "IMPACTED", state="FACT"), finding(28, "CROWN")], 1, "retenido"),
        ([IMPLANT, CARIES], 1, "implante"),
        ([IMPLANT, finding(26, "ENDODONTICS")], 1, "implante"),
        ([BRIDGE, finding(45, "CARIES", faces=["O"])], 1, "puente fijo"),
        ([BRIDGE, finding(44, "ABSENT_CARIES", state="DONE")], 0, "pilar 44"),
        ([finding(18, "DENTURE", state="DONE", to_tooth=28), CARIES], 1, "prótesis total"),
        ([BRIDGE, finding(48, "DENTURE", state="DONE", to_tooth=38)], 1, "puente fijo"),
    ],
)
def test_a_contradiction_is_refused_with_its_reason(findings, place, reason):
    with pytest.raises(Invalid) as refusal:
        whole(findings, {})
    assert refusal.value.errors[0]["field"] == f"findings.{place}.kind"
    assert reason in refusal.value.errors[0]["message"]


@pytest.mark.parametrize(
    "findings",
    [
        [CARIES, finding(26, "FILLING", faces=["O"], state="DONE")],
        [CARIES, finding(26, "CARIES", faces=["M"])],
        [finding(26, "FILLING", faces=["O"], state="DONE"), finding(26, "FILLING", faces=["O"])],
        [ABSENT, IMPLANT, finding(26, "CROWN", state="DONE"), finding(26, "MOBILITY", value=1)],
        [CARIES, finding(26, "EXTRACTION"), finding(26, "IMPLANT")],
        [BRIDGE, finding(45, "ABSENT_CARIES", state="DONE")],
        [finding(46, "BRIDGE", to_tooth=44, pillars=[46, 44]), finding(45, "EXTRACTION")],
        [BRIDGE, finding(47, "REMOVABLE", state="DONE", to_tooth=37, pillars=[46, 44, 36])],
        [
            finding(28, "IMPACTED", state="FACT"),
            finding(28, "CARIES", faces=["O"]),
            finding(28, "EXTRACTION"),
        ],
        [finding(18, "DENTURE", state="DONE", to_tooth=28), finding(13, "IMPACTED", state="FACT")],
        [finding(21, "DIASTEMA", state="FACT", side="M"), finding(21, "DIASTEMA", state="FACT", side="D")],
        [finding(55, "CARIES", faces=["O"]), finding(15, "UNERUPTED", state="FACT")],
    ],
)
def test_what_agrees_is_taken(findings):
    assert len(whole(findings, {})) == len(findings)


def test_a_span_begins_where_it_is_drawn_and_faces_have_one_order():
    (span,) = whole([finding(24, "BRIDGE", to_tooth=16, pillars=[24, 16])], {})
    assert (span["tooth"], span["to_tooth"], span["pillars"]) == (16, 24, [16, 24])
    (caries,) = whole([finding(26, "CARIES", faces=["O", "V", "O"])], {})
    assert caries["faces"] == ["V", "O"]


def test_what_was_there_before_keeps_who_noted_it():
    old = CARIES | {"noted_at": "2025-01-01T00:00:00+00:00", "noted_by": {"id": "1", "name": "Iván Mora"}}
    ana = {"id": "3", "name": "Ana"}
    crown = finding(11, "CROWN")
    kept, new = noted([CARIES, crown], [old], "now", ana)
    assert kept == old
    assert new == crown | {"noted_at": "now", "noted_by": ana}
    (changed,) = noted([CARIES | {"faces": ["M"]}], [old], "now", ana)
    assert changed["noted_at"] == "now"
