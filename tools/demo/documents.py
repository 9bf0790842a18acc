"""Photos before and after, radiographs and a laboratory's paper of some patients: drawn, and nobody's."""

import io
from datetime import timedelta

from PIL import Image, ImageDraw, ImageFilter

from tools.demo import people

# The newest patients that were attended; the first of them is who the manual shows.
PATIENTS = """
    SELECT n.patient_id
      FROM historia_clinica.clinical_notes n
     WHERE NOT EXISTS (SELECT FROM historia_clinica.attachments a WHERE a.patient_id = n.patient_id)
     GROUP BY n.patient_id
     ORDER BY count(*) DESC, n.patient_id
     LIMIT 4
"""
GUM, LIP, DARK = (205, 110, 105), (188, 92, 92), (58, 20, 24)
BEFORE, AFTER = (228, 212, 166), (247, 243, 232)


MARKS = [
    {"kind": "CIRCLE", "colour": "YELLOW", "x": 4200, "y": 5600, "to_x": 5900, "to_y": 8000},
    {"kind": "ARROW", "colour": "RED", "x": 2200, "y": 4200, "to_x": 4300, "to_y": 5900},
    {"kind": "TEXT", "colour": "RED", "x": 900, "y": 3500, "text": "Imagen apical"},
]


def load(suite, known):
    """What was attached stays: nobody has it twice."""
    if suite.rows("SELECT FROM historia_clinica.attachments LIMIT 1"):
        return
    today = suite.now().date()
    doctor = known.users[people.DOCTORS[0].key]
    for number, (patient,) in enumerate(suite.rows(PATIENTS)):
        add = lambda *what: attach(suite, doctor, patient, *what)  # noqa: E731, B023
        first = add(mouth(BEFORE), "PHOTO", "Frontal inicial", today - timedelta(days=100 + number))
        last = add(mouth(AFTER), "PHOTO", "Frontal final", today - timedelta(days=9))
        seen = add(
            radiograph(number), "RADIOGRAPH", f"Periapical {16 + 10 * number}", today - timedelta(days=17)
        )
        suite.post(f"historia-clinica/documents/{seen}/annotations", {"marks": MARKS}, doctor, version=0)
        if number == 0:
            add(radiograph(7), "RADIOGRAPH", "Periapical 48", today - timedelta(days=17))
            add(paper(), "LABORATORY", "INR y hemograma", today - timedelta(days=9))
        pair = {"before_id": first, "after_id": last, "title": "Carillas 12 a 22", "shift_x": "0.50"}
        suite.put(f"historia-clinica/patients/{patient}/photo-pairs", pair, version=1)


def attach(suite, doctor, patient, content, kind, title, day, **more):
    """The new document's id."""
    body = more | {
        "file_id": suite.upload("historia-clinica", content, doctor),
        "kind": kind,
        "title": title,
        "taken_on": str(day),
    }
    return suite.post(f"historia-clinica/patients/{patient}/documents", body, doctor)["id"]


def mouth(enamel):
    """A smile, seen from the front."""
    picture = Image.new("RGB", (1200, 800), GUM)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((60, 170, 1140, 690), fill=DARK)
    for tooth in range(8):
        left = 150 + 115 * tooth
        tall = 210 - abs(tooth - 3.5) * 16
        draw.rounded_rectangle((left, 420 - tall, left + 105, 425), 34, fill=enamel, outline=LIP, width=3)
        draw.rounded_rectangle(
            (left + 6, 440, left + 98, 440 + tall * 0.72), 30, fill=enamel, outline=LIP, width=3
        )
    return saved(picture.filter(ImageFilter.GaussianBlur(2)), "JPEG", quality=88)


def radiograph(number):
    """Roots in grey, as a sensor shows them."""
    picture = Image.linear_gradient("L").resize((640, 860)).point(lambda value: 24 + value // 5)
    draw = ImageDraw.Draw(picture)
    for tooth in range(3):
        left = 60 + 190 * tooth
        draw.rounded_rectangle((left, 90, left + 140, 330), 50, fill=205)
        for root in (left + 20, left + 84):
            draw.polygon([(root, 300), (root + 42, 300), (root + 22 + number, 700)], fill=168)
            draw.line([(root + 21, 250), (root + 22 + number, 660)], fill=92, width=7)
    return saved(picture.filter(ImageFilter.GaussianBlur(5)), "PNG")


def paper():
    """A page of results, as a picture in a PDF."""
    page = Image.new("RGB", (827, 1169), "white")
    draw = ImageDraw.Draw(page)
    lines = (
        "Laboratorio de ejemplo",
        "",
        "INR              2,4",
        "Hemoglobina     11,6 g/dL",
        "Plaquetas      231 x10^3/uL",
    )
    for row, text in enumerate(lines):
        draw.text((90, 110 + 60 * row), text, fill="black", font_size=30)
    return saved(page, "PDF")


def saved(picture, format, **how):
    target = io.BytesIO()
    picture.save(target, format, **how)
    return target.getvalue()
