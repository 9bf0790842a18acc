"""Odontograms and periodontograms of the demonstration: mouths over several visits, of adults, of children and of somebody with dentures."""

from datetime import timedelta

from tools.demo import people

TODO, DONE, FACT = "TODO", "DONE", "FACT"


def found(tooth, kind, state=TODO, faces="", to=None, pillars=(), **more):
    return {
        "tooth": tooth,
        "to_tooth": to,
        "kind": kind,
        "state": state,
        "faces": list(faces),
        "pillars": list(pillars),
        **more,
    }


def unerupted(*teeth):
    return [found(tooth, "UNERUPTED", FACT) for tooth in teeth]


# Somebody of the thirties who comes often: what was to do is done from visit to visit, and new things are found.
BEGINNING = [
    found(18, "ABSENT_OTHER", DONE),
    found(38, "CARIES", faces="OD"),
    found(38, "EXTRACTION"),
    found(17, "SEALANT"),
    found(27, "SEALANT"),
    found(16, "FILLING", DONE, "O", material="AMALGAM"),
    found(14, "CARIES", faces="D"),
    found(11, "FRACTURE"),
    found(11, "ENDODONTICS"),
    found(21, "DIASTEMA", FACT, side="M"),
    found(12, "ROTATION", FACT, side="M"),
    found(22, "SUPERNUMERARY", FACT, side="D"),
    found(24, "CARIES", faces="M"),
    found(28, "IMPACTED", FACT),
    found(45, "ABSENT_CARIES", DONE),
    found(36, "CARIES", faces="V"),
    found(37, "ABSENT_CARIES", DONE),
    found(33, "RECESSION", value=2),
    found(34, "RECESSION", value=2),
]
HALFWAY = [
    found(18, "ABSENT_OTHER", DONE),
    found(38, "ABSENT_CARIES", DONE),
    found(17, "SEALANT"),
    found(27, "SEALANT", DONE),
    found(16, "FILLING", DONE, "O", material="AMALGAM"),
    found(14, "CARIES", faces="OD", remark="Avanzó hacia oclusal"),
    found(11, "ENDODONTICS", DONE),
    found(11, "POST"),
    found(11, "CROWN"),
    found(21, "DIASTEMA", FACT, side="M"),
    found(12, "ROTATION", FACT, side="M"),
    found(22, "SUPERNUMERARY", FACT, side="D"),
    found(24, "FILLING", DONE, "M", material="RESIN"),
    found(28, "IMPACTED", FACT),
    found(46, "BRIDGE", TODO, to=44, pillars=[46, 44]),
    found(45, "ABSENT_CARIES", DONE),
    found(36, "FILLING", DONE, "V", material="IONOMER"),
    found(37, "ABSENT_CARIES", DONE),
    found(37, "IMPLANT"),
    found(33, "RECESSION", value=2),
    found(34, "RECESSION", value=3),
]
NOW = [
    found(18, "ABSENT_OTHER", DONE),
    found(38, "ABSENT_CARIES", DONE),
    found(17, "SEALANT"),
    found(27, "SEALANT", DONE),
    found(16, "FILLING", DONE, "O", material="AMALGAM"),
    found(15, "CARIES", faces="D"),
    found(14, "ENDODONTICS"),
    found(14, "CARIES", faces="OD"),
    found(14, "CROWN"),
    found(11, "ENDODONTICS", DONE),
    found(11, "POST", DONE),
    found(11, "CROWN", DONE),
    found(21, "FRACTURE"),
    found(21, "DIASTEMA", FACT, side="M"),
    found(12, "ROTATION", FACT, side="M"),
    found(22, "SUPERNUMERARY", FACT, side="D"),
    found(24, "FILLING", DONE, "M", material="RESIN"),
    found(28, "IMPACTED", FACT),
    found(48, "CARIES", faces="O"),
    found(48, "EXTRACTION"),
    found(46, "BRIDGE", DONE, to=44, pillars=[46, 44]),
    found(46, "CROWN", DONE),
    found(44, "CROWN", DONE),
    found(36, "FILLING", DONE, "V", material="IONOMER"),
    found(37, "IMPLANT", DONE),
    found(37, "CROWN"),
    found(33, "RECESSION", value=2),
    found(34, "RECESSION", value=3),
    found(41, "RECESSION", value=2),
    found(31, "MOBILITY", value=1),
    found(41, "MOBILITY", value=2),
]
TODAY = NOW + [found(26, "CARIES", faces="MO", remark="Sensibilidad al frío")]

# A child of about nine: both dentitions.
CHILD = [
    found(55, "CARIES", faces="MO"),
    found(54, "FILLING", DONE, "O", material="IONOMER"),
    found(65, "CROWN", DONE),
    found(65, "ENDODONTICS", DONE),
    found(64, "CARIES", faces="D"),
    found(74, "EXTRACTION"),
    found(74, "CARIES", faces="VDO"),
    found(75, "FILLING", DONE, "MO", material="RESIN"),
    found(85, "ENDODONTICS"),
    found(85, "CARIES", faces="O"),
    found(84, "ABSENT_CARIES", DONE),
    found(16, "SEALANT", DONE),
    found(26, "SEALANT", DONE),
    found(36, "SEALANT"),
    found(46, "SEALANT"),
    *unerupted(51, 52, 61, 62, 71, 72, 81, 82),
    *unerupted(18, 17, 15, 14, 13, 23, 24, 25, 27, 28, 38, 37, 35, 34, 33, 43, 44, 45, 47, 48),
]
CHILD_BEFORE = [
    one
    for one in CHILD
    if (one["tooth"], one["kind"]) not in {(65, "CROWN"), (75, "FILLING"), (74, "EXTRACTION"), (64, "CARIES")}
]

# Somebody past seventy: a total prosthesis above, a removable one below.
DENTURES = [
    found(18, "DENTURE", DONE, to=28),
    found(47, "REMOVABLE", DONE, to=35, pillars=[44, 43, 42, 41, 31, 32, 33, 34]),
    found(48, "ABSENT_CARIES", DONE),
    found(38, "ABSENT_OTHER", DONE),
    found(36, "ABSENT_CARIES", DONE),
    found(37, "ABSENT_CARIES", DONE),
    found(33, "CARIES", faces="V"),
    found(34, "FILLING", DONE, "DO", material="AMALGAM"),
    found(43, "RECESSION", value=4),
    found(33, "RECESSION", value=3),
    found(41, "MOBILITY", value=2),
    found(31, "MOBILITY", value=1),
]
DENTURES_BEFORE = [one for one in DENTURES if (one["tooth"], one["kind"]) != (34, "FILLING")] + [
    found(34, "CARIES", faces="DO")
]

# Born between so many years ago; the mouths of the signed versions, the oldest first; that of today's draft.
MOUTHS = (
    (25, 60, (BEGINNING, HALFWAY, NOW), TODAY),
    (7, 11, (CHILD_BEFORE, CHILD), None),
    (66, 100, (DENTURES_BEFORE, DENTURES), None),
    (18, 45, (HALFWAY,), NOW),
    (3, 6, ([found(54, "CARIES", faces="O"), found(64, "CARIES", faces="DO"), found(74, "SEALANT")],), None),
)
# The days ago on which the last, the one before, … were signed.
DAYS_AGO = (9, 37, 72)
POCKETS = (17, 16, 26, 27, 36, 37, 46, 31, 41)
OWN = ({"name": "Hipoplasia del esmalte", "sign": "H", "states": ["TODO", "FACT"]},)
# The most attended of that age, and nobody who has a chart.
PATIENT = """
    SELECT p.id
      FROM historia_clinica.patients p
      LEFT JOIN historia_clinica.clinical_notes n ON n.patient_id = p.id AND n.status = 'SIGNED'
     WHERE p.active AND p.merged_into_id IS NULL
       AND p.birth_date BETWEEN %(today)s::date - make_interval(years => %(oldest)s)
                            AND %(today)s::date - make_interval(years => %(youngest)s)
       AND NOT EXISTS (SELECT FROM historia_clinica.odontograms o WHERE o.patient_id = p.id)
     GROUP BY p.id
     ORDER BY count(n.id) DESC, p.id
     LIMIT 1
"""
NOTED_THEN = """
    UPDATE historia_clinica.tooth_findings f SET noted_at = %(at)s
      FROM historia_clinica.odontograms o
     WHERE o.id = %(id)s AND f.odontogram_id = ANY (%(all)s) AND f.noted_at BETWEEN o.created_at AND o.signed_at
"""
SIGNED_THEN = """
    UPDATE historia_clinica.{head}
       SET created_at = %(at)s::timestamptz - interval '20 minutes', signed_at = %(at)s
     WHERE id = %(id)s
"""
HASHED = """
    UPDATE historia_clinica.{head} o SET sha256 = historia_clinica.{one}_sha256(o) WHERE id = ANY (%(all)s)
"""


def load(suite, known):
    """What was charted stays: nobody is charted twice."""
    if suite.rows("SELECT FROM historia_clinica.odontograms LIMIT 1"):
        return
    doctor = known.users[people.DOCTORS[0].key]
    for own in OWN:
        suite.post("historia-clinica/tooth-finding-kinds", own, doctor)
    for youngest, oldest, versions, draft in MOUTHS:
        who = {"youngest": youngest, "oldest": oldest, "today": suite.now().date()}
        for (patient,) in suite.rows(PATIENT, **who):
            chart(suite, patient, versions, draft, doctor)
    measure(suite, doctor)


def measure(suite, doctor):
    """Two examinations of the gums of the two with the most versions, the later one better; and the oral health of all."""
    patients = suite.rows("""
        SELECT patient_id FROM historia_clinica.odontograms GROUP BY patient_id ORDER BY count(*) DESC, patient_id
        """)
    for number, (patient,) in enumerate(patients):
        suite.post(f"historia-clinica/patients/{patient}/oral-health", hygiene(number), doctor)
    for number, (patient,) in enumerate(patients[:2]):
        signed = []
        for severity in (3, 2):
            made = suite.post(f"historia-clinica/patients/{patient}/periodontograms", {}, doctor)
            teeth = [
                (
                    {"tooth": one["tooth"], "absent": True}
                    if one["absent"]
                    else probed(one["tooth"], severity, number)
                )
                for one in made["teeth"]
            ]
            path = f"historia-clinica/periodontograms/{made['id']}"
            made = suite.put(f"{path}/sites", {"teeth": teeth}, made["version"], doctor)
            signed.append(suite.post(f"{path}/sign", {}, doctor, version=made["version"])["id"])
        backdate(suite, signed, ("periodontograms",))


def hygiene(number):
    """Plaque above all where it is hard to reach."""
    teeth = (16, 11, 26, 36, 31, 46)
    return {
        "sextants": [
            {
                "tooth": tooth,
                "plaque": (number + place) % 3,
                "calculus": (place + 1) % 2,
                "gingivitis": (number + place) % 2,
            }
            for place, tooth in enumerate(teeth)
        ],
        "periodontal": ("MILD", "NONE", "MODERATE")[number % 3],
        "malocclusion": ("ANGLE_I", "NONE", "ANGLE_II")[number % 3],
        "fluorosis": ("NONE", "MILD")[number % 2],
    }


def probed(tooth, severity, number):
    """Pockets at molars and lower incisors, deeper between the teeth; the same picture each time."""
    deep = tooth in POCKETS
    sites = {}
    for place, name in enumerate(("DV", "V", "MV", "DL", "L", "ML")):
        noise = (tooth * 7 + place * 5 + number * 3) % 6
        between = place % 3 != 1
        depth = 1 + noise % 3 + (severity if deep and between else 0)
        recession = 2 if tooth in (31, 41) else 1 if noise == 5 else 0
        sites[name] = {
            "depth": depth,
            "margin": -recession,
            "bleeding": depth >= 4 and noise != 1 or noise == 4 and severity == 3,
            "plaque": noise in (2, 5) and between,
            "suppuration": False,
        }
    measured = {"tooth": tooth, "sites": sites}
    if tooth in (31, 41):
        measured["mobility"] = severity - 1
    if tooth in (26, 36) and severity == 3:
        measured["furcation"] = {"V": 1}
    return measured


def chart(suite, patient, versions, draft, doctor):
    signed = []
    for findings in versions:
        made = filled(suite, patient, findings, doctor)
        path = f"historia-clinica/odontograms/{made['id']}/sign"
        signed.append(suite.post(path, {}, doctor, version=made["version"])["id"])
    backdate(suite, signed)
    if draft:
        filled(suite, patient, draft, doctor)


def filled(suite, patient, findings, doctor):
    made = suite.post(f"historia-clinica/patients/{patient}/odontograms", {}, doctor)
    path = f"historia-clinica/odontograms/{made['id']}/findings"
    return suite.put(path, {"findings": findings}, made["version"], doctor)


def backdate(suite, ids, tables=("odontograms", "tooth_findings")):
    """The database signs at its own hour only; these were signed at visits of the past, what each found is of its day."""
    head = tables[0]
    connection = suite.connection
    connection.autocommit = False
    try:
        with connection.cursor() as cursor:
            _guards(cursor, tables, "DISABLE")
            for ago, id in zip(DAYS_AGO, reversed(ids), strict=False):
                day = suite.now().replace(hour=11, minute=20, second=0, microsecond=0) - timedelta(days=ago)
                if "tooth_findings" in tables:
                    cursor.execute(NOTED_THEN, {"at": day, "id": id, "all": ids})
                cursor.execute(SIGNED_THEN.format(head=head), {"at": day, "id": id})
            cursor.execute(HASHED.format(head=head, one=head.removesuffix("s")), {"all": ids})
            _guards(cursor, tables, "ENABLE")
            connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.autocommit = True


def _guards(cursor, tables, verb):
    for table in tables:
        cursor.execute(f"ALTER TABLE historia_clinica.{table} {verb} TRIGGER {table}_keep")
