"""What a chart shows once a finding was treated, and again when that is undone."""

import pytest

from historia_clinica.dental.rules.treated import BARE, done, undone


def finding(tooth, kind, state="TODO", faces=(), **more):
    return BARE | {"tooth": tooth, "kind": kind, "state": state, "faces": list(faces), "remark": None} | more


def seen(findings):
    return sorted((one["tooth"], one["kind"], one["state"], "".join(one["faces"])) for one in findings)


@pytest.mark.parametrize(
    ("mouth", "kind", "faces", "after"),
    [
        # Caries becomes a filling of its faces; of the treated ones alone where the item names some.
        ([finding(26, "CARIES", faces="MO")], "CARIES", [], [(26, "FILLING", "DONE", "MO")]),
        ([finding(26, "CARIES", faces="MO")], "CARIES", ["O"], [(26, "CARIES", "TODO", "M"), (26, "FILLING", "DONE", "O")]),
        # A filling that had caries beneath it is replaced there.
        (
            [finding(26, "CARIES", faces="O"), finding(26, "FILLING", "DONE", "DO", material="AMALGAM")],
            "CARIES",
            [],
            [(26, "FILLING", "DONE", "D"), (26, "FILLING", "DONE", "O")],
        ),
        ([finding(17, "SEALANT")], "SEALANT", [], [(17, "SEALANT", "DONE", "")]),
        ([finding(14, "ENDODONTICS")], "ENDODONTICS", [], [(14, "ENDODONTICS", "DONE", "")]),
        ([finding(21, "FRACTURE")], "FRACTURE", ["O"], [(21, "FILLING", "DONE", "O")]),
        # A tooth taken out takes along what only a tooth has; the cause is caries where it had some.
        ([finding(48, "EXTRACTION"), finding(48, "CARIES", faces="O")], "EXTRACTION", [], [(48, "ABSENT_CARIES", "DONE", "")]),
        ([finding(48, "EXTRACTION"), finding(48, "IMPACTED", "FACT")], "EXTRACTION", [], [(48, "ABSENT_OTHER", "DONE", "")]),
        # Another tooth is not touched.
        (
            [finding(26, "CARIES", faces="O"), finding(27, "CARIES", faces="O")],
            "CARIES",
            [],
            [(26, "FILLING", "DONE", "O"), (27, "CARIES", "TODO", "O")],
        ),
    ],
)  # fmt: skip
def test_what_was_done_is_shown(mouth, kind, faces, after):
    assert seen(done(mouth, mouth[0]["tooth"], kind, faces)) == after


def test_a_bridge_is_done_by_any_of_its_teeth():
    bridge = finding(46, "BRIDGE", to_tooth=44, pillars=[46, 44])
    assert done([bridge], 45, "BRIDGE", [])[0]["state"] == "DONE"


@pytest.mark.parametrize(
    ("mouth", "kind"),
    [
        ([], "CARIES"),
        ([finding(26, "FILLING", "DONE", "O")], "CARIES"),
        ([finding(26, "MOBILITY", value=2)], "MOBILITY"),
        ([finding(26, "ROTATION", side="M")], "ROTATION"),
        ([finding(21, "FRACTURE")], "FRACTURE"),
    ],
)
def test_where_there_is_nothing_to_show_nothing_changes(mouth, kind):
    assert done(mouth, 26 if kind != "FRACTURE" else 21, kind, []) is None


@pytest.mark.parametrize(
    ("mouth", "kind", "faces"),
    [
        ([finding(26, "CARIES", faces="MO")], "CARIES", []),
        ([finding(17, "SEALANT")], "SEALANT", []),
        (
            [finding(48, "EXTRACTION"), finding(48, "CARIES", faces="O"), finding(26, "SEALANT")],
            "EXTRACTION",
            [],
        ),
        ([finding(21, "FRACTURE")], "FRACTURE", ["O"]),
    ],
)
def test_undone_it_is_as_it_was(mouth, kind, faces):
    tooth = mouth[0]["tooth"]
    assert seen(undone(done(mouth, tooth, kind, faces), tooth, kind, faces, mouth)) == seen(mouth)


def test_what_is_not_there_any_more_is_not_undone():
    assert undone([], 26, "CARIES", [], []) is None
    assert undone([finding(26, "CARIES", faces="O")], 26, "EXTRACTION", [], []) is None
