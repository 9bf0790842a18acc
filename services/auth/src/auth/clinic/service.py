"""Changing how the clinic presents itself."""

from auth.clinic import events, queries, rules
from common.store.sql import only
from common.web.http import must_be_current

WORDS = {
    "name": "el nombre",
    "accent": "el color",
    "legal_name": "la razón social",
    "ruc": "el RUC",
    "address": "la dirección",
    "phone": "el teléfono",
    "email": "el correo",
}


def change(tx, version, wished):
    found = locked(tx, version)
    rules.must_be_legible(wished.accent)
    new = only(found, *queries.FIELDS) | wished.model_dump(exclude_unset=True)
    queries.update(tx, **new)
    fields = [field for field in WORDS if found[field] != new[field]]
    what = listed([WORDS[field] for field in fields]) or "sin diferencias"
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


def listed(words):
    """«a», «a y b», «a, b y c»."""
    return " y ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
