"""Validation of requests by pydantic, and their Swagger documentation by flask-restx."""

import re
from decimal import Decimal
from functools import cache, wraps
from typing import get_args

from flask import request
from flask_restx.model import SchemaModel
from flask_restx.utils import merge
from pydantic import BaseModel, ConfigDict, field_validator

from common.problems import Invalid, NotJson, Problem


class Definition(SchemaModel):
    """A definition in Swagger, one and the same wherever it is named: with each decorator flask-restx would copy it whole."""

    def __deepcopy__(self, memo):
        return self


PROBLEM = Definition(
    "Problem",
    {
        "type": "object",
        "description": "RFC 9457",
        "properties": {
            "type": {"type": "string", "example": "about:blank"},
            "title": {"type": "string", "example": "Datos inválidos"},
            "status": {"type": "integer", "example": 422},
            "detail": {"type": "string", "x-nullable": True},
            "request_id": {"type": "string"},
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
                },
            },
        },
        "required": ["type", "title", "status", "request_id"],
    },
)
MEANINGS = {
    400: "Petición mal formada",
    401: "Sin identidad válida",
    403: "Sin permiso",
    404: "No existe",
    409: "Conflicto con lo que ya existe",
    410: "Venció, ya se usó o fue retirado",
    412: "Hay una versión más reciente",
    413: "Demasiado grande",
    415: "El cuerpo no dice que es JSON",
    422: "Campos inválidos",
    428: "Falta If-Match",
    429: "Demasiadas peticiones",
    503: "Servicio no disponible por el momento",
}
# How a caller says which version it edits; required where the answer to nothing is 428.
IF_MATCH = {
    "in": "header",
    "type": "string",
    "description": "La versión que se leyó",
    "pattern": r'^(W/)?"?[0-9]{1,9}"?$',
    "x-example": '"3"',
}
IDEMPOTENCY_KEY = {
    "in": "header",
    "type": "string",
    "description": "Con la misma clave, la misma petición se cumple una sola vez (por ejemplo web-form-000123)",
    "minLength": 8,
    "maxLength": 200,
    "pattern": "^[!-~]*$",
}
NUL = re.compile(rb"\x00|\\u0000")


class Input(BaseModel):
    """Base model of everything that enters: unknown fields are refused, spaces around text are dropped."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def digits_are_ascii(cls, value, info):
        """A number sent as text is written in ASCII; Python would also read `1_000` and the digits of other scripts."""
        if type(value) is str and ("_" in value or not value.isascii()) and _is_number(cls, info.field_name):
            raise ValueError("Escriba el número solo con cifras, por ejemplo 1000 o 12.50.")
        return value


@cache
def _is_number(model, field):
    kinds = [model.model_fields[field].annotation]
    for kind in kinds:
        kinds += get_args(kind)
    return any(kind in (int, Decimal, float) for kind in kinds)


def describe(view, *statuses, **doc):
    """Add to the documentation of a view the errors that a decorator can answer with."""
    responses = {str(status): (MEANINGS[status], PROBLEM, {}) for status in statuses}
    view.__apidoc__ = merge(getattr(view, "__apidoc__", {}), {"responses": responses, **doc})
    return view


def produces(*media_types):
    """Document what a view answers that is no JSON; its errors are problem+json all the same."""
    return lambda view: describe(view, produces=[*media_types, "application/problem+json"])


def errors(*statuses):
    """Document which errors a view's own rules can answer with, `@errors(404, 409)`; 412 means that it takes If-Match, which
    may be malformed (400)."""
    if 412 not in statuses:
        return lambda view: describe(view, *statuses)
    takes = {"If-Match": IF_MATCH | {"required": 428 in statuses}}
    return lambda view: describe(view, 400, *statuses, params=takes)


def body(ns, model):
    """Pass the JSON body, parsed as `model`, to the view.

    It must say that it is JSON: what it may say instead, a form of another site can send in a browser's name (CSRF).
    """

    def parse():
        data = request.get_data()
        if request.mimetype != "application/json":
            raise NotJson("Envíe el cuerpo como JSON, con Content-Type: application/json.")
        # PostgreSQL's text cannot hold NUL; no field of ours means anything by it.
        if NUL.search(data):
            raise Invalid("El texto contiene un carácter que no se puede guardar (NUL).")
        return model.model_validate_json(data)

    def decorate(view):
        return _parsed(describe(ns.expect(document(ns, model, "validation"))(view), 400, 415, 422), parse)

    return decorate


def query(ns, model):
    """Pass the query string, parsed as `model`, to the view."""
    schema = to_swagger(model.model_json_schema())
    required = schema.get("required", [])
    params = {
        # Swagger 2.0 knows no example of a parameter; the page shows this one.
        name: {"in": "query", "required": name in required}
        | {"x-example" if key == "example" else key: value for key, value in spec.items()}
        for name, spec in schema.get("properties", {}).items()
    }

    def parse():
        values = request.args.to_dict()
        if any("\x00" in text for pair in values.items() for text in pair):
            raise Problem("La consulta contiene un carácter no permitido (NUL).")
        return model.model_validate(values)

    def decorate(view):
        return _parsed(describe(ns.doc(params=params)(view), 400, 422), parse)

    return decorate


class ModelDefinition(Definition):
    """The definition of `model`, written when somebody asks for Swagger: no service waits for it to start."""

    def __init__(self, model, mode):
        super().__init__(model.__name__)
        self.model, self.mode = model, mode

    @property
    def __schema__(self):
        return to_swagger(self.model.model_json_schema(mode=self.mode))


_NAMED: dict[tuple[str, str, str], type] = {}


def document(ns, model, mode="serialization"):
    """Register `model` in the Swagger definitions and return the restx handle, which knows the model.

    Raises ValueError where another model of the same service has that name: one would be documented as the other.
    """
    named = _NAMED.setdefault((model.__module__.partition(".")[0], mode, model.__name__), model)
    if named is not model:
        raise ValueError(f"{model.__module__} and {named.__module__} both document a {model.__name__}")
    return ns.add_model(model.__name__, ModelDefinition(model, mode))


def _parsed(view, parse):
    @wraps(view)
    def wrapper(self, *args, **kwargs):
        return view(self, parse(), *args, **kwargs)

    return wrapper


def to_swagger(schema, defs=None):
    """Rewrite JSON Schema 2020-12 in the words of Swagger 2.0, inlining `$defs`."""
    if isinstance(schema, list):
        return [to_swagger(item, defs) for item in schema]
    if not isinstance(schema, dict):
        return schema
    defs = schema.get("$defs", defs)
    if "$ref" in schema:
        return to_swagger({**defs[schema["$ref"].rpartition("/")[2]], **_without(schema, "$ref")}, defs)
    if "anyOf" in schema:
        options = [option for option in schema["anyOf"] if option != {"type": "null"}]
        nullable = {"x-nullable": True} if len(options) < len(schema["anyOf"]) else {}
        return to_swagger({**_widest(options), **_without(schema, "anyOf"), **nullable}, defs)
    out = {}
    for key, value in schema.items():
        if key in ("$defs", "title") or (key == "default" and value is None):
            continue
        if key == "const":
            out["enum"] = [value]
        elif key == "examples":
            out["example"] = value[0]
        elif key in ("exclusiveMinimum", "exclusiveMaximum"):
            out[key.removeprefix("exclusive").lower()], out[key] = value, True
        elif key == "properties":
            out[key] = {name: to_swagger(spec, defs) for name, spec in value.items()}
        elif key == "additionalProperties" and value is False:
            out[key] = False
        else:
            out[key] = to_swagger(value, defs)
    return out


def _widest(options):
    """Swagger 2.0 has no alternatives: of a decimal's number-or-text, text is what every answer carries."""
    return next((option for option in options if option.get("type") == "string"), options[0])


def _without(schema, key):
    return {k: v for k, v in schema.items() if k != key}
