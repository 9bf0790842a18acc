"""Form 033: filled from the record, and its chart red and blue at the teeth where it must be, looked at as pixels."""

import io
import json
from datetime import UTC, datetime

import pytest
import typst
from PIL import Image

from common import pdf
from historia_clinica import practitioners
from historia_clinica.dental.queries import odontograms
from historia_clinica.form033 import drawing, service, sheet
from historia_clinica.form033.symbols.anatomy import faces
from historia_clinica.form033.symbols.ink import Box

API = "/api/historia-clinica"
CLINIC = dict.fromkeys(("legal_name", "address", "phone", "email", "logo")) | {
    "name": "Los Andes",
    "ruc": "1790011674001",
}
FINDINGS = [
    {"tooth": 26, "kind": "CARIES", "state": "TODO", "faces": ["M"]},
    {"tooth": 16, "kind": "FILLING", "state": "DONE", "faces": ["O"]},
    {"tooth": 36, "kind": "FILLING", "state": "DONE", "faces": ["V"], "material": "IONOMER"},
    {"tooth": 47, "kind": "FILLING", "state": "TODO", "faces": ["O"]},
    {"tooth": 11, "kind": "CROWN", "state": "DONE"},
    {"tooth": 48, "kind": "EXTRACTION", "state": "TODO"},
    {"tooth": 38, "kind": "ABSENT_CARIES", "state": "DONE"},
    {"tooth": 55, "kind": "CARIES", "state": "TODO", "faces": ["O"]},
    {"tooth": 75, "kind": "FILLING", "state": "DONE", "faces": ["O"]},
    {"tooth": 33, "kind": "RECESSION", "state": "TODO", "value": 3},
    {"tooth": 31, "kind": "MOBILITY", "state": "TODO", "value": 2},
    {"tooth": 28, "kind": "IMPACTED", "state": "FACT"},
    {"tooth": 21, "kind": "DIASTEMA", "state": "FACT", "side": "M"},
    {"tooth": 46, "to_tooth": 44, "kind": "BRIDGE", "state": "DONE", "pillars": [46, 44]},
    {"tooth": 23, "to_tooth": 25, "kind": "REMOVABLE", "state": "TODO", "pillars": [23, 25]},
]
# Tooth, face, and the colour that fills it; on the others nothing is found.
COLOURS = [
    (26, "M", "red"),
    (26, "O", "white"),
    (16, "O", "blue"),
    (16, "V", "white"),
    (36, "V", "blue"),
    (36, "L", "white"),
    (55, "O", "red"),
    (75, "O", "blue"),
    (13, "O", "white"),
    (85, "O", "white"),
]


@pytest.fixture(autouse=True)
def others(monkeypatch):
    said = {"specialty": "Odontóloga", "professional_registration": "1005-2014-1298834"}
    monkeypatch.setattr(practitioners, "ask", lambda id: said if id == "3" else None)
    monkeypatch.setattr(pdf, "letterhead", lambda: CLINIC)


@pytest.fixture
def chart(client, doctor, patient):
    made = client.post(f"{API}/patients/{patient['id']}/odontograms", json={}, headers=doctor).json
    answer = client.put(
        f"{API}/odontograms/{made['id']}/findings",
        json={"findings": FINDINGS},
        headers=doctor | {"If-Match": '"1"'},
    )
    assert answer.status_code == 200, answer.json
    return answer.json


@pytest.fixture
def sign(client, doctor):
    def act(chart):
        headers = doctor | {"If-Match": f'"{chart["version"]}"'}
        return client.post(f"{API}/odontograms/{chart['id']}/sign", headers=headers).json

    return act


@pytest.fixture
def form(apps, database_of):
    """What the form of a chart says now."""

    def act(chart):
        with apps["historia_clinica"].app_context(), database_of("historia_clinica").session() as db:
            now = datetime.now(UTC)
            row = odontograms.CHARTS.get(db, chart["id"])
            return service.gathered(db, row, now) | {"professional": practitioners.ask("3")}

    return act


@pytest.fixture
def record(client, doctor, patient):
    """Something in every section."""
    url = f"{API}/patients/{patient['id']}"

    def post(path, **body):
        answer = client.post(f"{url}/{path}", json=body, headers=doctor)
        assert answer.status_code == 201, answer.json
        return answer.json

    post(
        "medical-history", category="ALLERGY", description="Penicilina", severity="HIGH", reaction="Urticaria"
    )
    post("medical-history", category="FAMILY", description="Madre con diabetes")
    earlier = "2026-11-02T10:00:00-05:00"
    post("vital-signs", taken_at=earlier, systolic=124, diastolic=78, pulse=72, temperature="36.6")
    sextants = [
        {"tooth": 16, "plaque": 2, "calculus": 1, "gingivitis": 1},
        {"tooth": 41, "plaque": 1, "calculus": 0},
    ]
    post(
        "oral-health",
        taken_at=earlier,
        sextants=sextants,
        periodontal="MILD",
        malocclusion="ANGLE_II",
        fluorosis="NONE",
    )
    note = post(
        "notes",
        reason="Dolor al frío",
        subjective="Desde hace tres días",
        objective="Sin lesiones",
        plan="Resina",
        diagnoses=[{"code": "K02.1", "description": "Caries de la dentina", "kind": "DEFINITIVE"}],
    )
    client.post(f"{API}/notes/{note['id']}/sign", headers=doctor)


def average(picture, x, y, scale, around=2.2):
    """The mean colour of the square around a point of the chart, and its name."""
    box = tuple(round(value * scale) for value in (x - around, y - around, x + around, y + around))
    red, green, blue = (
        sum(band) / len(band)
        for band in zip(*picture.crop(box).convert("RGB").get_flattened_data(), strict=True)
    )
    if red - blue > 40 and red - green > 40:
        return "red"
    if blue - red > 40:
        return "blue"
    return "white" if min(red, green, blue) > 235 else "dark"


def drawn(svg, scale=3):
    source = (
        f"#set page(width: {drawing.WIDTH}pt, height: {drawing.HEIGHT}pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.chart), format: "svg", width: 100%)'
    )
    png = typst.compile(
        source.encode(), font_paths=pdf.fonts(), sys_inputs={"chart": svg}, format="png", ppi=72 * scale
    )
    return Image.open(io.BytesIO(png)), scale


def middle(tooth, face):
    """Where the middle of a face is in the chart."""
    x, y = drawing.places()[tooth]
    _, dx, dy = faces(Box(tooth))[face]
    return x + dx, y + dy


def test_the_chart_is_red_and_blue_at_the_teeth_where_it_must_be(chart):
    picture, scale = drawn(drawing.chart(chart["findings"]))
    for tooth, face, colour in COLOURS:
        assert average(picture, *middle(tooth, face), scale) == colour, (tooth, face)
    # What is no face: the crown's ring, a cross, the cells of the gums, the bridge, the removable prosthesis.
    at = drawing.places()
    x, y = at[11]
    assert average(picture, x + 28 - 25.5, y + 96, scale, 0.8) == "blue"
    x, y = at[38]
    assert average(picture, x + 28 - 12, y + 26 - 12, scale, 0.8) == "blue"
    for pillar in (46, 44):
        x, y = at[pillar]
        assert average(picture, x + 28, y + 53, scale) == "blue", pillar
    x, y = at[45]
    assert average(picture, x + 28, y + 53, scale) == "white", "a pontic is a ring"
    x, y = at[24]
    assert average(picture, x + 28, y + 69, scale, 0.8) == "red"
    for tooth, y in ((33, drawing.HEIGHT - 7), (31, drawing.HEIGHT - 23)):
        cell = picture.crop(
            tuple(round(v * scale) for v in (at[tooth][0] + 15, y - 6, at[tooth][0] + 41, y + 6))
        ).convert("RGB")
        assert any(r - b > 100 for r, _, b in cell.get_flattened_data()), tooth


def test_a_finding_to_do_is_told_from_one_done_without_colour(chart):
    """In grey an indicated filling is hollow and a made one is full."""
    picture, scale = drawn(drawing.chart(chart["findings"]))
    grey = picture.convert("L").convert("RGB")
    assert average(grey, *middle(47, "O"), scale) == "white"
    assert average(grey, *middle(16, "O"), scale) == "dark"


def test_what_is_missing_or_unerupted_has_no_roots():
    def darkest_root(kind, state):
        finding = drawing.PLAIN | {"tooth": 13, "kind": kind, "state": state, "faces": ["O"]}
        picture, scale = drawn(drawing.chart([finding]))
        x, y = drawing.places()[13]
        root = picture.crop(tuple(round(v * scale) for v in (x + 15, y + 22, x + 41, y + 60))).convert("L")
        return root.getextrema()[0]

    assert darkest_root("CARIES", "TODO") < 200
    for kind, state in (("ABSENT_CARIES", "DONE"), ("ABSENT_OTHER", "DONE"), ("UNERUPTED", "FACT")):
        assert darkest_root(kind, state) > 250


def test_the_printed_page_has_the_chart_in_its_colours(apps, record, chart, sign, form):
    filled = form(sign(chart))
    with apps["historia_clinica"].app_context():
        inputs = pdf.inputs_of(
            CLINIC, datetime.now(UTC), sheet.content(filled, datetime.now(UTC)), **sheet.pictures(filled)
        )
    how = {"root": str(pdf.HERE), "font_paths": pdf.fonts(), "sys_inputs": inputs}
    source = pdf.source_of(sheet.TEMPLATE)
    (place,) = json.loads(typst.query(source, "<chart>", field="value", **how))
    pages = typst.compile(source, format="png", ppi=288, **how)
    pages = pages if isinstance(pages, list) else [pages]
    picture = Image.open(io.BytesIO(pages[int(place["page"]) - 1]))
    # A4 less its margins and the padding of the section.
    unit = (595.28 - 2 * 12 * 72 / 25.4 - 10) / drawing.WIDTH
    for tooth, face, colour in COLOURS:
        x, y = middle(tooth, face)
        point = place["x"] + x * unit, place["y"] + y * unit
        assert average(picture, *point, 4, 1.2) == colour, (tooth, face)


def test_every_section_is_filled_from_the_record(apps, record, chart, sign, form):
    filled = form(sign(chart))
    with apps["historia_clinica"].app_context():
        said = sheet.content(filled, datetime.now(UTC))
    assert (said["reason"], said["illness"], said["examination"]) == (
        "Dolor al frío",
        "Desde hace tres días",
        "Sin lesiones",
    )
    assert said["personal"] == ["Alergia: Penicilina (Urticaria)"] and said["family"] == [
        "Madre con diabetes"
    ]
    assert {one["name"]: one["value"] for one in said["signs"]}["Presión arterial"] == "124/78 mmHg"
    assert said["oral_health"]["rows"][0] == ["16 ×", "17", "55", "2", "1", "1"]
    assert said["oral_health"]["rows"][4] == ["31", "41 ×", "71", "1", "0", "—"]
    assert said["oral_health"]["averages"] == ["1,50", "0,50", "1,00"]
    assert said["oral_health"]["level"] == "Higiene oral simplificada 2,0: regular"
    assert said["oral_health"]["malocclusion"] == "Angle II"
    assert said["indices"]["cpo"] == {"decayed": "2", "missing": "3", "filled": "5", "total": "10"}
    assert said["indices"]["ceo"]["total"] == "2"
    assert said["counted"].startswith("C: 26, 48  ·  P: 24, 38, 45  ·  O: 11, 16, 36, 44, 46")
    assert said["diagnoses"] == [{"code": "K02.1", "description": "Caries de la dentina", "kind": "DEF"}]
    assert said["professional"]["registration"] == "1005-2014-1298834"
    assert [(one["number"], one["diagnoses"], one["procedures"]) for one in said["sessions"]] == [
        ("1", "K02.1", "Resina")
    ]
    assert said["sha256"] and not said["draft"]


def test_the_form_is_a_pdf_and_reading_it_is_recorded(client, doctor, record, chart, sign, told):
    path = f"{API}/odontograms/{sign(chart)['id']}/form-033.pdf"
    answer = client.get(path, headers=doctor)
    assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert "formulario-033-" in answer.headers["Content-Disposition"]
    assert told("record.viewed")[-1]["data"]["summary"].startswith("Vio el formulario 033 de")


def test_an_empty_record_prints_too_and_a_draft_says_so(client, doctor, chart, form, apps):
    assert client.get(f"{API}/odontograms/{chart['id']}/form-033.pdf", headers=doctor).status_code == 200
    with apps["historia_clinica"].app_context():
        said = sheet.content(form(chart), datetime.now(UTC))
    assert said["draft"] and said["reason"] is None and said["sessions"] == [] and said["oral_health"] is None


def test_an_older_version_says_what_was_known_by_then(client, doctor, patient, chart, sign, form):
    old = sign(chart)
    url = f"{API}/patients/{patient['id']}"
    assert client.post(f"{url}/vital-signs", json={"pulse": 70}, headers=doctor).status_code == 201
    assert client.post(f"{url}/oral-health", json={"fluorosis": "MILD"}, headers=doctor).status_code == 201
    filled = form(old)
    assert (filled["signs"], filled["oral_health"]) == (None, None)


def test_who_may_not_read_it_gets_none(client, login, reception, chart):
    path = f"{API}/odontograms/{chart['id']}/form-033.pdf"
    assert client.get(path).status_code == 401
    assert client.get(path, headers=reception).status_code == 403
    assert client.get(path, headers=login("records:read", id="8")).status_code == 403, "a draft"
    assert (
        client.get(f"{API}/odontograms/999999/form-033.pdf", headers=login("records:read")).status_code == 404
    )
