"""The labels of a cycle's packs, to stick on them: what is in it, until when it is sterile, and a code that a reader reads."""

import io
from datetime import UTC, datetime
from pathlib import Path

import segno

from common.clock import clinic_zone
from common.pdf import render

TEMPLATE = Path(__file__).with_name("labels.typ")


def draw(cycle, packs, clinic):
    content = {
        "cycle": {"autoclave": cycle["autoclave"], "number": str(cycle["number"]), "at": local(cycle)},
        "packs": [
            {"label": pack["label"], "contents": pack["contents"], "until": pack["sterile_until"]}
            for pack in packs
        ],
    }
    pictures = {f"qr{place}": code(pack["label"]) for place, pack in enumerate(packs)}
    return render(TEMPLATE, clinic, datetime.now(UTC), content, **pictures)


def local(cycle):
    return f"{cycle['started_at'].astimezone(clinic_zone()):%d/%m/%Y %H:%M}"


def code(label):
    """A QR of a label, as SVG."""
    out = io.BytesIO()
    segno.make(label, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode()
