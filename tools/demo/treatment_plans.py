"""The treatment plan of the demonstration: phases, a choice between two ways, part of it signed and part of it done."""

from tools.demo import people

CHOICE = "Restauración de 14"
# Phase, tooth, faces, treatment, sessions, what else.
ITEMS = (
    (1, None, "", "PRO-01", 1, {}),
    (1, 14, "", "END-01", 2, {"finding": {"tooth": 14, "kind": "ENDODONTICS"}, "cie10_code": "K04.0"}),
    (2, 15, "D", "OPE-01", 1, {"finding": {"tooth": 15, "kind": "CARIES"}, "cie10_code": "K02.1"}),
    (2, 17, "", "PRO-03", 1, {"finding": {"tooth": 17, "kind": "SEALANT"}, "remark": "Preventivo"}),
    (
        3,
        14,
        "",
        "EST-02",
        1,
        {"alternative_group": CHOICE, "alternative": "A", "lasts": "10–15 años", "wear": "MORE"},
    ),
    (
        3,
        14,
        "DO",
        "OPE-02",
        1,
        {"alternative_group": CHOICE, "alternative": "B", "lasts": "8–10 años", "wear": "LESS"},
    ),
    (4, None, "", "CON-02", 1, {"remark": "Cada 6 meses"}),
)
# The first of the items, signed on the screen; of these, the first is done, and one session of the second.
SIGNED = 4
SIGNATURE = [
    [
        [110, 300],
        [170, 120],
        [205, 95],
        [215, 160],
        [190, 290],
        [260, 150],
        [300, 140],
        [310, 250],
        [380, 170],
        [470, 190],
    ],
    [[140, 330], [420, 318], [700, 300]],
]
SUGGESTED = {"CARIES": "OPE-01", "SEALANT": "PRO-03", "ENDODONTICS": "END-01", "FRACTURE": "OPE-02"}
# Who has a draft of an odontogram, the one with the most versions first: the plan is made from that chart.
CHARTED = """
    SELECT p.id, p.full_name
      FROM historia_clinica.odontograms o JOIN historia_clinica.patients p ON p.id = o.patient_id
     GROUP BY p.id, p.full_name
     ORDER BY bool_or(o.status = 'DRAFT') DESC, count(*) DESC, p.id
     LIMIT 1
"""


def load(suite, known):
    """What was planned stays: nobody is given a second plan."""
    if suite.rows("SELECT FROM historia_clinica.treatment_plans LIMIT 1"):
        return
    doctor = known.users[people.DOCTORS[0].key]
    wished = [{"kind": kind, "treatment_id": known.treatments[code]} for kind, code in SUGGESTED.items()]
    suite.put("historia-clinica/plan-suggestions", {"items": wished}, 1, doctor)
    for patient, name in suite.rows(CHARTED):
        plan = suite.post(f"historia-clinica/patients/{patient}/treatment-plans", {}, doctor)
        for phase, tooth, faces, code, sessions, more in ITEMS:
            item = {"treatment_id": known.treatments[code], "phase": phase, "sessions": sessions}
            item |= {"tooth": tooth, "faces": list(faces)} | more
            plan = suite.post(f"historia-clinica/treatment-plans/{plan['id']}/items", item, doctor)
        ids = [item["id"] for item in plan["items"]]
        signed = {"items": ids[:SIGNED], "signer_name": name, "signature": SIGNATURE}
        path = f"historia-clinica/treatment-plans/{plan['id']}/acceptances"
        plan = suite.post(path, signed, doctor, version=plan["version"])
        for id in ids[:2]:
            plan = suite.post(
                f"historia-clinica/plan-items/{id}/sessions", {}, doctor, version=plan["version"]
            )
