"""Printed documents: PDF/A-2b from a typst template, the same bytes for the same data; under one letterhead.

A template stands beside the sub-domain that prints it and is written over `letterhead.typ`, which comes before it. What a
person typed travels as JSON and is placed as text: no string is ever joined into markup, and no file is read or written.
"""

import json
import threading
from functools import cache
from pathlib import Path

import typst
from flask import make_response
from pydantic_core import to_jsonable_python

from common.clock import clinic_zone
from common.messages.client import get_services
from common.pdf import signs
from common.problems import Unavailable

HERE = Path(__file__).parent
LETTERHEAD = HERE / "letterhead.typ"
STANDARD = "a-2b"
# Typst leaves Python's lock free while it works, so that other requests go on; but it takes a core to itself. One document
# at a time in a process: whoever waits longer than this for their turn is asked to come back.
PATIENCE_SECONDS = 5.0
_turn = threading.Semaphore(1)


def letterhead():
    """What every document says of the clinic, as `auth` knows it. Asked before the transaction."""
    return get_services().ask("auth", "clinic/letterhead", noun="clinic")


def render(template: Path, clinic, made_at, content, zone=None, **pictures):
    """The PDF of `template` with `content`, made out by `clinic` (see `letterhead`) at the moment `made_at`.

    In the template `doc` is the content, with `clinic` and `issued_at` (the clinic's hour) beside it, and `svg("name")` each
    of `pictures`, which are SVG. Amounts go as text. `zone` is the clinic's, outside of a request. Raises Unavailable where
    too many documents wait for their turn.
    """
    inputs = inputs_of(clinic, made_at, content, zone, **pictures)
    if not _turn.acquire(timeout=PATIENCE_SECONDS):
        raise Unavailable("Se están imprimiendo muchos documentos a la vez. Intente de nuevo.", retry_after=2)
    try:
        return typst.compile(
            source_of(template),
            root=str(HERE),
            font_paths=fonts(),
            sys_inputs=inputs,
            pdf_standards=[STANDARD],
            timestamp=int(made_at.timestamp()),
        )
    finally:
        _turn.release()


def inputs_of(clinic, made_at, content, zone=None, **pictures):
    """What a template is given."""
    local = made_at.astimezone(zone or clinic_zone())
    document = {
        "clinic": {k: v for k, v in clinic.items() if k != "logo"},
        "issued_at": f"{local:%Y-%m-%dT%H:%M:%S}",
    }
    said = json.dumps(to_jsonable_python(content | document), ensure_ascii=False)
    inputs = {"doc": signs.printable(said), **pictures}
    if clinic["logo"]:
        inputs["logo"] = framed(clinic["logo"])
    return inputs


@cache
def fonts():
    """The suite's own faces and no others: the same picture on every machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )


@cache
def removed():
    """The page that stands in the place of a paper of somebody who was erased: always the same bytes."""
    return typst.compile(
        (HERE / "removed.typ").read_bytes(),
        root=str(HERE),
        font_paths=fonts(),
        pdf_standards=[STANDARD],
        timestamp=0,
    )


@cache
def source_of(template: Path):
    return LETTERHEAD.read_bytes() + template.read_bytes()


def framed(logo):
    """The logo, a `data:` address of a PNG, JPEG or WebP image, as the SVG that typst takes."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<image width="64" height="64" href="{logo}"/></svg>'
    )


def pdf_reply(pdf, name):
    """`pdf` as the response: shown in the browser, and saved under `name`, which is ASCII without quotes."""
    response = make_response(bytes(pdf))
    response.content_type = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
