"""What is drawn over, and what is drawn. Pure."""

from common.problems import Conflict, Invalid, NotFound


def must_be_image(document):
    if not document["media_type"].startswith("image/"):
        raise Conflict("Solo se anota sobre una imagen: una foto o una radiografía.")


def must_be_drawn_over(edition):
    if edition is None or not edition["marks"]:
        raise NotFound("Esa imagen no tiene anotaciones.")


def must_be_whole(marks):
    """An arrow or a circle has its second point and nothing else, words have words."""
    for place, mark in enumerate(marks):
        needed, foreign = ("text",), ("to_x", "to_y")
        if mark["kind"] != "TEXT":
            needed, foreign = foreign, needed
        for field in needed:
            if mark[field] is None:
                raise Invalid.field(f"marks.{place}.{field}", "Falta en esta anotación.")
        for field in foreign:
            if mark[field] is not None:
                raise Invalid.field(f"marks.{place}.{field}", "Esta anotación no lo lleva.")
