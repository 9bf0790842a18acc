"""What a template may ask, and whether what was filled in answers it. Pure: values in, values or Problems out."""

from datetime import date
from decimal import Decimal, InvalidOperation

from common.problems import Invalid

MOST_ROWS = 50
LONGEST = {"TEXT": 4000, "NUMBER": 20, "CHOICE": 120, "DATE": 10}
# What only fields of these kinds have.
OWN = {
    "unit": ("NUMBER",),
    "minimum": ("NUMBER",),
    "maximum": ("NUMBER",),
    "options": ("CHOICE",),
    "columns": ("TABLE",),
}


def must_be_a_form(fields):
    """Each field has a key of its own and what its kind needs, and nothing that another kind has."""
    keys = set()
    for place, field in enumerate(fields):
        if field["key"] in keys:
            raise Invalid.field(f"fields.{place}.key", "Hay otro campo con esa clave.")
        keys.add(field["key"])
        if field["kind"] == "CHOICE" and len(set(field["options"])) < 2:
            raise Invalid.field(f"fields.{place}.options", "Escriba al menos dos opciones distintas.")
        if field["kind"] == "TABLE" and not field["columns"]:
            raise Invalid.field(f"fields.{place}.columns", "Escriba las columnas de la tabla.")
        for name, kinds in OWN.items():
            if field[name] and field["kind"] not in kinds:
                raise Invalid.field(f"fields.{place}.{name}", "Ese dato no es de este tipo de campo.")
        if field["minimum"] is not None and field["maximum"] is not None:
            if field["minimum"] > field["maximum"]:
                raise Invalid.field(f"fields.{place}.maximum", "El máximo es menor que el mínimo.")


def kept(fields, values):
    """The values of a draft, without the empty ones. Raises Invalid for what no field of the form could hold."""
    by_key = {field["key"]: field for field in fields}
    result = {}
    for key, value in values.items():
        field = by_key.get(key)
        if field is None:
            raise Invalid.field(f"form.values.{key}", "La plantilla no tiene ese campo.")
        if field["kind"] == "TABLE":
            _must_be_rows(field, key, value)
            value = [row for row in value if any(row)]
        elif not isinstance(value, str) or len(value) > LONGEST[field["kind"]]:
            raise Invalid.field(
                f"form.values.{key}", f"Debe ser un texto de hasta {LONGEST[field['kind']]} letras."
            )
        if value:
            result[key] = value
    return result


def _must_be_rows(field, key, value):
    width = len(field["columns"])
    if isinstance(value, str) or len(value) > MOST_ROWS or any(len(row) != width for row in value):
        raise Invalid.field(
            f"form.values.{key}", f"Debe ser una tabla de {width} columnas y hasta {MOST_ROWS} filas."
        )


def must_be_filled(fields, values):
    """A form to be signed: what is required is there, numbers, days and choices are what they should be."""
    for field in fields:
        value = values.get(field["key"])
        said = _fault(field, value) if value else field["required"] and "Falta: la plantilla lo pide."
        if said:
            raise Invalid.field(f"form.values.{field['key']}", f"{field['label']}: {said}")


def _fault(field, value):
    """What is wrong with a value, or None."""
    if field["kind"] == "NUMBER":
        return _fault_of_number(field, value)
    if field["kind"] == "CHOICE" and value not in field["options"]:
        return "no es una de las opciones."
    if field["kind"] == "DATE":
        try:
            date.fromisoformat(value)
        except ValueError:
            return "debe ser una fecha."
    return None


def _fault_of_number(field, value):
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        return "debe ser un número."
    low, high = (None if field[name] is None else Decimal(field[name]) for name in ("minimum", "maximum"))
    if low is not None and number < low or high is not None and number > high:
        return f"debe estar entre {_said(low, '…')} y {_said(high, '…')}."
    return None


def _said(bound, otherwise):
    return otherwise if bound is None else f"{bound:f}".replace(".", ",")
