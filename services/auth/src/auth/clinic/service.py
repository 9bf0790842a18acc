"""Changing how the clinic presents itself."""

from auth.clinic import events, queries, rules
from common.web.http import must_be_current

WORDS = {"name": "el nombre", "accent": "el color"}


def change(tx, version, wished):
    found = locked(tx, version)
    rules.must_be_legible(wished.accent)
    queries.update(tx, **wished.model_dump())
    fields = [field for field in WORDS if found[field] != getattr(wished, field)]
    what = " y ".join(WORDS[field] for field in fields) or "sin diferencias"
    return changed(tx, f"Cambió la presentación de la clínica: {what}", fields)


def set_logo(tx, version, image):
    locked(tx, version)
    queries.set_logo(tx, image, rules.media_type(image))
    return changed(tx, "Cambió el logotipo de la clínica", ["logo"])


def remove_logo(tx, version):
    locked(tx, version)
    queries.set_logo(tx, None, None)
    return changed(tx, "Quitó el logotipo de la clínica", ["logo"])


def locked(tx, version):
    found = queries.lock(tx)
    must_be_current(found, version)
    return found


def changed(tx, summary, fields):
    events.updated(tx, summary, fields)
    tx.changed("clinic")
    return queries.get(tx)
