"""The documents show the pictures they name, and no picture is kept that none of them shows."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "screenshots"
PICTURE = re.compile(r"""(?:\]\(|src=")([^)"\s]+\.(?:png|webp))""")


def shown():
    """Every picture that a document of the project shows, and the document."""
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("services/*/README.md")]
    documents.append(ROOT / "frontend" / "README.md")
    return {
        (document.parent / name).resolve(): document.name
        for document in documents
        for name in PICTURE.findall(document.read_text(encoding="utf-8"))
    }


def test_every_picture_that_a_document_shows_is_there():
    pictures = shown()
    assert pictures, "no document shows a picture"
    assert {picture.name: document for picture, document in pictures.items() if not picture.is_file()} == {}


def test_every_picture_is_shown_by_a_document():
    assert {picture.name for picture in PICTURES.iterdir() if picture not in shown()} == set()


def test_the_manual_leads_to_its_own_headings():
    manual = (ROOT / "docs" / "manual-de-usuario.md").read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", manual, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", manual)) - anchors == set()
