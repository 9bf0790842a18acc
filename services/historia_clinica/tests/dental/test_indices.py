"""CPO-D and ceo-d of thirty worked mouths, each with why, by the rules at the head of `rules/indices.py`."""

from datetime import date

import pytest

from historia_clinica.dental.rules.indices import counts, indices
from historia_clinica.dental.rules.teeth import dentition_at


def one(tooth, kind, state="TODO", to_tooth=None, pillars=()):
    return {"tooth": tooth, "to_tooth": to_tooth, "kind": kind, "state": state, "pillars": list(pillars)}


def caries(tooth):
    return one(tooth, "CARIES")


def done(tooth, kind, to_tooth=None, pillars=()):
    return one(tooth, kind, "DONE", to_tooth, pillars)


UPPER = [17, 16, 15, 14, 13, 12, 11, 21, 22, 23, 24, 25, 26, 27]
LOWER = [47, 46, 45, 44, 43, 42, 41, 31, 32, 33, 34, 35, 36, 37]
# Why; the findings; decayed, missing, filled of CPO-D; decayed, extracted, filled of ceo-d.
MOUTHS = [
    ("una boca sana no suma nada", [], ([], [], []), ([], [], [])),
    ("una pieza con caries en dos registros cuenta una vez", [caries(16), caries(16)], ([16], [], []), ([], [], [])),
    ("una obturación hecha es O", [done(26, "FILLING")], ([], [], [26]), ([], [], [])),
    ("caries junto a una obturación: la pieza está cariada", [done(26, "FILLING"), caries(26)], ([26], [], []), ([], [], [])),
    ("una obturación por hacer, sin caries registrada, no cuenta", [one(26, "FILLING")], ([], [], []), ([], [], [])),
    ("endodoncia indicada cuenta C", [one(14, "ENDODONTICS")], ([14], [], []), ([], [], [])),
    ("endodoncia realizada cuenta O", [done(14, "ENDODONTICS")], ([], [], [14]), ([], [], [])),
    ("corona hecha sobre endodoncia hecha: una sola O", [done(11, "ENDODONTICS"), done(11, "CROWN")], ([], [], [11]), ([], [], [])),
    ("corona hecha con endodoncia indicada: cariada", [done(11, "CROWN"), one(11, "ENDODONTICS")], ([11], [], []), ([], [], [])),
    ("una corona por hacer no cuenta por sí sola", [one(11, "CROWN")], ([], [], []), ([], [], [])),
    ("un perno hecho dice que la pieza fue restaurada", [done(11, "POST")], ([], [], [11]), ([], [], [])),
    ("un sellante, hecho o indicado, no cuenta", [done(27, "SEALANT"), one(17, "SEALANT")], ([], [], []), ([], [], [])),
    ("una fractura no es caries", [one(21, "FRACTURE")], ([], [], []), ([], [], [])),
    ("ausente por caries es P", [done(36, "ABSENT_CARIES")], ([], [36], []), ([], [], [])),
    ("ausente por otra causa no se perdió por caries", [done(12, "ABSENT_OTHER")], ([], [], []), ([], [], [])),
    ("extracción indicada de una permanente sigue en boca: C", [one(46, "EXTRACTION")], ([46], [], []), ([], [], [])),
    ("extracción indicada de una retenida sin caries no cuenta", [one(38, "IMPACTED", "FACT"), one(38, "EXTRACTION")], ([], [], []), ([], [], [])),
    ("una retenida con caries sí está cariada", [one(38, "IMPACTED", "FACT"), caries(38), one(38, "EXTRACTION")], ([38], [], []), ([], [], [])),
    ("un tercer molar permanente con caries cuenta como los demás", [caries(48)], ([48], [], []), ([], [], [])),
    ("un tercer molar perdido por caries, sin prótesis total, es P", [done(18, "ABSENT_CARIES")], ([], [18], []), ([], [], [])),
    ("puente hecho: los pilares son O y el póntico P", [done(46, "BRIDGE", 44, [46, 44])], ([], [45], [44, 46]), ([], [], [])),
    ("pilar con caries: cariado, el póntico sigue perdido", [done(46, "BRIDGE", 44, [46, 44]), caries(44)], ([44], [45], [46]), ([], [], [])),
    (
        "puente por hacer sobre una pieza que aún está y hay que extraer: C, no P, y los pilares nada",
        [one(46, "BRIDGE", "TODO", 44, [46, 44]), caries(45), one(45, "EXTRACTION")],
        ([45], [], []),
        ([], [], []),
    ),
    ("puente por hacer donde no queda pieza: póntico P", [one(46, "BRIDGE", "TODO", 44, [46, 44])], ([], [45], []), ([], [], [])),
    (
        "póntico de una agenesia: consta que falta por otra causa, no por caries",
        [done(13, "BRIDGE", 11, [13, 11]), done(12, "ABSENT_OTHER")],
        ([], [], [11, 13]),
        ([], [], []),
    ),
    (
        "implante hecho con su corona reemplaza una pieza perdida: P y no O",
        [done(37, "IMPLANT"), done(37, "CROWN")],
        ([], [37], []),
        ([], [], []),
    ),
    (
        "prótesis removible: lo que reemplaza es P, las piezas que la retienen no suman",
        [done(36, "REMOVABLE", 33, [36, 33])],
        ([], [34, 35], []),
        ([], [], []),
    ),
    ("prótesis total superior: catorce perdidas, sin los terceros molares", [done(18, "DENTURE", 28)], ([], sorted(UPPER), []), ([], [], [])),
    (
        "totales en ambas arcadas, y un tercer molar que consta ausente por caries: 28, nunca 29",
        [done(17, "DENTURE", 27), done(48, "DENTURE", 38), done(18, "ABSENT_CARIES")],
        ([], sorted(UPPER + LOWER), []),
        ([], [], []),
    ),
    (
        "dentición mixta: cada índice por su lado; la exfoliada y la que no erupciona no cuentan",
        [
            caries(55),
            done(54, "FILLING"),
            one(74, "EXTRACTION"),
            caries(74),
            done(84, "ABSENT_CARIES"),
            done(65, "CROWN"),
            done(65, "ENDODONTICS"),
            one(85, "ENDODONTICS"),
            one(51, "UNERUPTED", "FACT"),
            one(17, "UNERUPTED", "FACT"),
            done(16, "SEALANT"),
            caries(46),
        ],
        ([46], [], []),
        ([55, 85], [74, 84], [54, 65]),
    ),
    ("temporal ausente por otra causa (recambio) no es extraída", [done(71, "ABSENT_OTHER")], ([], [], []), ([], [], [])),
    ("temporal retenida en un adulto suma al ceo, no al CPO", [caries(75), done(35, "ABSENT_OTHER")], ([], [], []), ([75], [], [])),
]  # fmt: skip


def test_there_are_thirty_mouths():
    assert len(MOUTHS) >= 30
    assert len({why for why, *_ in MOUTHS}) == len(MOUTHS)


@pytest.mark.parametrize(("why", "findings", "cpo", "ceo"), MOUTHS, ids=[why for why, *_ in MOUTHS])
def test_a_worked_mouth(why, findings, cpo, ceo):
    said = indices(findings)
    assert said["cpo"] == dict(zip(("decayed", "missing", "filled"), cpo, strict=True)) | {
        "total": sum(map(len, cpo))
    }, why
    assert said["ceo"] == dict(zip(("decayed", "extracted", "filled"), ceo, strict=True)) | {
        "total": sum(map(len, ceo))
    }, why


def test_the_order_of_findings_makes_no_difference():
    for why, findings, *_ in MOUTHS:
        assert indices(findings) == indices(findings[::-1]), why


def test_teeth_are_counted_and_not_findings():
    findings = [
        caries(14),
        one(14, "CROWN"),
        done(46, "BRIDGE", 44, [46, 44]),
        done(38, "ABSENT_CARIES"),
        one(28, "IMPACTED", "FACT"),
        one(17, "UNERUPTED", "FACT"),
    ]
    assert counts(findings) == {"todo": 1, "done": 3, "absent": 1, "fact": 1}


@pytest.mark.parametrize(
    ("born", "dentition"),
    [
        (None, "PERMANENT"),
        ("2022-01-01", "TEMPORARY"),
        ("2020-11-29", "MIXED"),
        ("2020-11-30", "TEMPORARY"),
        ("2013-11-30", "MIXED"),
        ("2013-11-29", "PERMANENT"),
    ],
)
def test_the_dentition_of_a_new_chart_is_that_of_the_age(born, dentition):
    assert dentition_at(born and date.fromisoformat(born), date(2026, 11, 29)) == dentition
