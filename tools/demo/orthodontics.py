"""A treatment of orthodontics under way: its monthly controls, and two series of photos: drawn, and nobody's."""

from datetime import datetime, time, timedelta

from PIL import Image, ImageDraw, ImageFilter

from tools.demo import people
from tools.demo.documents import AFTER, DARK, GUM, LIP, attach, saved

# Who pays by instalments: the page shows them beside the controls.
PATIENT = """
    SELECT i.patient_id FROM facturacion.instalment_plans p JOIN facturacion.invoices i ON i.id = p.invoice_id
     WHERE p.ended_at IS NULL AND i.balance > 0 ORDER BY p.id LIMIT 1
"""
STEEL = {"alloy": "STEEL", "size": "0.017x0.025"}
# Days ago, and what was done then.
CONTROLS = (
    (91, {"phase": "ALIGNMENT", "works": ["BONDED"], "remark": "Instalación de la aparatología superior e inferior.",
          "upper": {"act": "PLACED", "alloy": "NITI", "size": "0.014"},
          "lower": {"act": "PLACED", "alloy": "NITI", "size": "0.014"}}),
    (63, {"phase": "ALIGNMENT", "rebonded": [15],
          "upper": {"act": "PLACED", "alloy": "NITI", "size": "0.018"},
          "lower": {"act": "KEPT", "alloy": "NITI", "size": "0.014"}}),
    (35, {"phase": "ALIGNMENT", "works": ["STRIPPING"],
          "upper": {"act": "PLACED", "alloy": "HEAT_NITI", "size": "0.016x0.022"},
          "lower": {"act": "PLACED", "alloy": "NITI", "size": "0.018"}}),
    (7, {"phase": "SPACE_CLOSURE", "works": ["CHAIN"], "remark": "Se refuerza el uso de elásticos y el cepillado.",
         "upper": {"act": "PLACED"} | STEEL, "lower": {"act": "PLACED", "alloy": "HEAT_NITI", "size": "0.016x0.022"},
         "elastics": {"kind": "CLASS_II", "side": "BOTH", "size": "3/16″ · 4,5 oz", "hours": 22}}),
)  # fmt: skip
EVERY = timedelta(days=28)
VIEWS = {
    "FRONTAL": "Frontal en reposo", "SMILE": "Sonrisa", "PROFILE": "Perfil", "THREE_QUARTER": "Tres cuartos",
    "INTRAORAL_FRONTAL": "Intraoral frontal", "INTRAORAL_RIGHT": "Intraoral derecha",
    "INTRAORAL_LEFT": "Intraoral izquierda", "OCCLUSAL_UPPER": "Oclusal superior", "OCCLUSAL_LOWER": "Oclusal inferior",
}  # fmt: skip
# The moment, how many days ago, and by how much teeth stand out of their row.
SERIES = (("BEFORE", "inicio", 92, 1.0), ("PROGRESS", "avance", 35, 0.35))
SKIN, HAIR, WIRE = (214, 170, 140), (74, 52, 44), (150, 156, 164)
# By how much each tooth of the drawn row is turned and moved before anything is done.
CROWDED = (4, -16, 9, -24, 18, -11, 14, -6)


def load(suite, known):
    """What was recorded stays: nobody's treatment begins twice."""
    if suite.rows("SELECT FROM historia_clinica.orthodontic_controls LIMIT 1"):
        return
    doctor = known.users[people.DOCTORS[1].key]
    today = suite.now().date()
    for (patient,) in suite.rows(PATIENT):
        for ago, done in CONTROLS:
            day = today - timedelta(days=ago)
            at = datetime.combine(day, time(10), suite.zone).isoformat()
            body = done | {"controlled_at": at, "next_on": str(day + EVERY)}
            suite.post(f"historia-clinica/patients/{patient}/orthodontic-controls", body, doctor)
        for stage, word, ago, crowding in SERIES:
            for view, title in VIEWS.items():
                day = today - timedelta(days=ago)
                more = {"view": view, "stage": stage}
                attach(
                    suite, doctor, patient, picture(view, crowding), "PHOTO", f"{title}, {word}", day, **more
                )


def picture(view, crowding):
    if view in ("FRONTAL", "PROFILE", "THREE_QUARTER", "SMILE"):
        drawn = face(view, crowding)
    elif view.startswith("OCCLUSAL"):
        drawn = arch(view == "OCCLUSAL_LOWER", crowding)
    else:
        drawn = bite(view, crowding)
    return saved(drawn.filter(ImageFilter.GaussianBlur(1.5)), "JPEG", quality=84)


def face(view, crowding):
    """An oval in front, or with a nose at its side."""
    canvas = Image.new("RGB", (720, 540), (198, 208, 214))
    draw = ImageDraw.Draw(canvas)
    draw.ellipse((210, 10, 510, 470), fill=HAIR)
    aside = {"PROFILE": 70, "THREE_QUARTER": 35}.get(view, 0)
    draw.ellipse((235 + aside, 70, 485 + aside, 470), fill=SKIN)
    if aside:
        draw.polygon([(478 + aside, 230), (500 + aside + aside // 3, 300), (476 + aside, 305)], fill=SKIN)
    for eye in (300, 385):
        draw.ellipse((eye + aside, 215, eye + 36 + aside, 233), fill=DARK)
    left, right = 310 + aside, 410 + aside
    draw.rounded_rectangle((left, 368, right, 396 if view == "SMILE" else 380), 12, fill=LIP)
    if view == "SMILE":
        for tooth in range(6):
            drop = CROWDED[tooth] * crowding / 8
            draw.rectangle(
                (left + 8 + tooth * 14, 374 + drop, left + 20 + tooth * 14, 389 + drop), fill=AFTER
            )
    return canvas


def bite(view, crowding):
    """Both rows of teeth with their brackets, from in front or from a side."""
    canvas = Image.new("RGB", (720, 480), GUM)
    draw = ImageDraw.Draw(canvas)
    draw.ellipse((30, 90, 690, 410), fill=DARK)
    shift = {"INTRAORAL_RIGHT": -40, "INTRAORAL_LEFT": 40}.get(view, 0)
    for row, base in ((0, 150), (1, 255)):
        places = []
        for tooth in range(8):
            moved = CROWDED[(tooth + 3 * row) % 8] * crowding
            left = 80 + 70 * tooth + moved / 2 + shift / 2
            top = base + moved
            draw.rounded_rectangle((left, top, left + 64, top + 92), 18, fill=AFTER, outline=LIP, width=2)
            places.append((left + 32, top + 46))
        draw.line(places, fill=WIRE, width=4)
        for x, y in places:
            draw.rectangle((x - 9, y - 9, x + 9, y + 9), fill=WIRE)
    return canvas


def arch(lower, crowding):
    """One arch from above, its teeth in a horseshoe."""
    canvas = Image.new("RGB", (720, 540), GUM)
    draw = ImageDraw.Draw(canvas)
    for tooth in range(14):
        across = (tooth - 6.5) / 6.5
        moved = CROWDED[tooth % 8] * crowding
        x, y = 360 + 210 * across, 110 + 300 * across * across
        y = 540 - y if lower else y
        draw.ellipse(
            (x - 30 + moved / 2, y - 30 + moved, x + 30 + moved / 2, y + 30 + moved),
            fill=AFTER,
            outline=LIP,
            width=3,
        )
    return canvas
