"""Marks over an image: by edition, beside a file that stays as it was, and drawn into the copy that is printed."""

import io

import pytest
from PIL import Image

from common.tests.files.pictures import pdf, photo

API = "/api/historia-clinica"
CIRCLE = {"kind": "CIRCLE", "colour": "GREEN", "x": 2000, "y": 2000, "to_x": 8000, "to_y": 8000}
ARROW = {"kind": "ARROW", "colour": "RED", "x": 1000, "y": 9000, "to_x": 5000, "to_y": 5000}
WORDS = {"kind": "TEXT", "colour": "YELLOW", "x": 500, "y": 500, "text": "Caries en mesial"}


@pytest.fixture
def attach(client, doctor, patient):
    def act(content=None):
        file = client.post(
            f"{API}/files",
            data=content or photo(),
            content_type="application/octet-stream",
            headers=doctor,
        ).json
        new = {"kind": "PHOTO", "title": "Frontal", "taken_on": "2026-08-12", "file_id": file["id"]}
        return client.post(f"{API}/patients/{patient['id']}/documents", json=new, headers=doctor).json

    return act


@pytest.fixture
def draw(client, doctor):
    def act(document, *marks, edition=0, who=doctor, status=201):
        answer = client.post(
            f"{API}/documents/{document['id']}/annotations",
            json={"marks": list(marks)},
            headers=who | {"If-Match": f'"{edition}"'},
        )
        assert answer.status_code == status, answer.json
        return answer.json

    return act


def content(client, who, document, what="content"):
    return client.get(f"{API}/documents/{document['file_id']}/{what}", headers=who)


def test_marks_are_kept_by_edition_and_the_image_as_it_was(client, doctor, login, attach, draw, told):
    image = attach()
    assert image["annotated"] is False
    before = content(client, doctor, image).data
    assert content(client, doctor, image, "annotated").status_code == 404
    first = draw(image, CIRCLE, ARROW)
    assert (first["edition"], [one["kind"] for one in first["data"][0]["marks"]]) == (1, ["CIRCLE", "ARROW"])
    assert first["data"][0]["by"]["name"] == "Carla Ruiz"
    assert draw(image, CIRCLE, ARROW, edition=1)["edition"] == 1
    draw(image, WORDS, status=412)
    assert [one["edition"] for one in draw(image, CIRCLE, WORDS, edition=1)["data"]] == [2, 1]
    assert client.get(f"{API}/documents/{image['id']}", headers=doctor).json["annotated"] is True
    assert content(client, doctor, image).data == before
    assert [event["data"]["summary"] for event in told("document.annotated")] == [
        "Anotó una imagen de Ana Pérez"
    ] * 2
    # All taken away is an edition too, and what was comes back from the one before.
    assert draw(image, edition=2)["data"][0]["marks"] == []
    assert client.get(f"{API}/documents/{image['id']}", headers=doctor).json["annotated"] is False
    assert content(client, doctor, image, "annotated").status_code == 404
    draw(image, CIRCLE, edition=3, who=login("documents:read"), status=403)


def test_the_copy_on_paper_has_them(client, doctor, attach, draw):
    image = attach()
    draw(image, CIRCLE, ARROW, WORDS)
    shown = content(client, doctor, image, "annotated")
    assert shown.mimetype == "image/jpeg"
    picture = Image.open(io.BytesIO(shown.data))
    assert picture.size == (image["width"], image["height"])
    red, green, blue = picture.getpixel((picture.width // 2, round(picture.height * 0.2)))
    assert green > 150 > max(red, blue)


@pytest.mark.parametrize(
    ("mark", "field"),
    [
        (CIRCLE | {"x": 10_001}, "marks.0.x"),
        (ARROW | {"colour": "#fff"}, "marks.0.colour"),
        (WORDS | {"text": " "}, "marks.0.text"),
        (WORDS | {"to_x": 5}, "marks.0.to_x"),
        (ARROW | {"kind": "SPLINE"}, "marks.0.kind"),
        (ARROW | {"to_y": None}, "marks.0.to_y"),
    ],
)
def test_a_mark_is_one_of_three_within_the_image(attach, draw, mark, field):
    assert draw(attach(), mark, status=422)["errors"][0]["field"] == field


def test_only_an_image_that_stands_is_drawn_over(client, doctor, attach, draw):
    draw(attach(pdf()), CIRCLE, status=409)
    image = attach()
    client.post(f"{API}/documents/{image['id']}/withdraw", json={"reason": "Es de otro"}, headers=doctor)
    draw(image, CIRCLE, status=409)


@pytest.mark.parametrize("owner", [False, True])
def test_the_database_keeps_them(attach, draw, refused, owner):
    image, paper = attach(), attach(pdf())
    draw(image, CIRCLE)
    insert = (
        "INSERT INTO historia_clinica.image_annotations (attachment_id, edition, marks, drawn_by_id, drawn_by_name)"
        " VALUES ({}, {}, '{}', '3', 'x')"
    )
    assert refused(insert.format(image["id"], 3, "[]"), owner=owner) == "image_annotations_in_order"
    assert refused(insert.format(image["id"], 2, "{}"), owner=owner) == "image_annotations_marks"
    assert refused(insert.format(paper["id"], 1, "[]"), owner=owner) == "image_annotations_of_image"
    if owner:
        for change in ("UPDATE {} SET marks = '[]'", "DELETE FROM {}"):
            assert (
                refused(change.format("historia_clinica.image_annotations"), owner=True)
                == "image_annotations_kept"
            )
