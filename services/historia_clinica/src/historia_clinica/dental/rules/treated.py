"""What a chart shows once something was done about a finding, and again when that is undone."""

from historia_clinica.dental.rules.findings import NEEDS_SOMETHING, STATES, WHERE_IT_IS, WITH_FACES
from historia_clinica.dental.rules.teeth import FACES, covered

BARE = {
    "to_tooth": None,
    "material": None,
    "value": None,
    "side": None,
    "pillars": [],
    "custom_finding_id": None,
}
GONE = ("ABSENT_CARIES", "ABSENT_OTHER")


def done(findings, tooth, kind, faces):
    """The findings with that of `kind` at `tooth`, to do until now, as done; None where there is nothing to show.

    Caries that was treated is a filling of those faces (of all of them where `faces` names none), a tooth taken out is absent: by
    caries where it had some, else by another cause. What is a fact, and what has no blue, stays as it is.
    """
    wanted = [finding for finding in findings if _is(finding, tooth, kind, "TODO")]
    if not wanted:
        return None
    if kind == "EXTRACTION":
        decayed = any(_is(finding, tooth, "CARIES", "TODO") for finding in findings)
        left = [
            finding
            for finding in findings
            if finding["tooth"] != tooth or finding["kind"] not in NEEDS_SOMETHING | WHERE_IT_IS
        ]
        return [*left, _finding(tooth, "ABSENT_CARIES" if decayed else "ABSENT_OTHER", [])]
    if kind in ("CARIES", "FRACTURE"):
        return _filled(findings, wanted, tooth, faces)
    if "DONE" not in STATES.get(kind, ()):
        return None
    there = faces if kind in WITH_FACES else []
    return [
        (
            finding | {"state": "DONE"}
            if finding in wanted and (not there or set(there) & set(finding["faces"]))
            else finding
        )
        for finding in findings
    ]


def undone(findings, tooth, kind, faces, signed):
    """The findings with what `done` made of them taken back; None where it is not there any more.

    A tooth that was taken out has again what it had in `signed`, the findings of the last signed version, where it was there then.
    """
    if kind == "EXTRACTION":
        if not any(finding["tooth"] == tooth and finding["kind"] in GONE for finding in findings):
            return None
        left = [finding for finding in findings if finding["tooth"] != tooth or finding["kind"] not in GONE]
        before = [finding for finding in signed if finding["tooth"] == tooth and finding["to_tooth"] is None]
        if any(finding["kind"] == "EXTRACTION" for finding in before):
            own = [
                finding for finding in left if finding["tooth"] != tooth or finding["to_tooth"] is not None
            ]
            return own + before
        return [*left, _finding(tooth, "EXTRACTION", [], "TODO")]
    made = "FILLING" if kind in ("CARIES", "FRACTURE") else kind
    back = [
        finding
        for finding in findings
        if _is(finding, tooth, made, "DONE")
        and (made not in WITH_FACES or not faces or set(faces) >= set(finding["faces"]))
    ]
    if not back:
        return None
    again = {"kind": kind, "state": "TODO", "material": None} | ({"faces": []} if kind == "FRACTURE" else {})
    return [finding | again if finding is back[-1] else finding for finding in findings]


def _filled(findings, wanted, tooth, faces):
    kind = wanted[0]["kind"]
    there = {face for finding in wanted for face in finding["faces"]}
    treated = set(faces) & there if kind == "CARIES" and faces else there or set(faces)
    if not treated:
        return None
    kept = []
    for finding in findings:
        if finding in wanted:
            left = [face for face in finding["faces"] if face not in treated]
            kept += [finding | {"faces": left}] if left else []
        elif _is(finding, tooth, "FILLING", "DONE"):
            # The older filling of such a face went with the caries beneath it.
            left = [face for face in finding["faces"] if face not in treated]
            kept += [finding | {"faces": left}] if left else []
        else:
            kept.append(finding)
    return [*kept, _finding(tooth, "FILLING", [face for face in FACES if face in treated])]


def _is(finding, tooth, kind, state):
    return (finding["kind"], finding["state"]) == (kind, state) and tooth in covered(finding)


def _finding(tooth, kind, faces, state="DONE"):
    return BARE | {"tooth": tooth, "kind": kind, "state": state, "faces": faces, "remark": None}
