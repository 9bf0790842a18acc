"""Error handlers: every error leaves as RFC 9457 problem+json, from here and nowhere else."""

import logging
import re

import psycopg2
from flask import g, has_request_context, make_response
from psycopg2 import errors as pg
from pydantic import ValidationError
from pydantic_core import to_json
from werkzeug.exceptions import HTTPException

from common.problems import Problem
from common.store.pool import PoolTimeout

log = logging.getLogger(__name__)

# A bound of a day or a moment, as pydantic tells it.
DAY = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(T00:00:00Z)?$")
MALFORMED = "No tiene el formato esperado."
# pydantic error type -> what the user reads; the braces are filled from the error's context.
MESSAGES = {
    "missing": "Este campo es obligatorio.",
    "extra_forbidden": "Este campo no existe.",
    "string_too_short": "Escriba al menos {min_length} caracteres.",
    "string_too_long": "Escriba como máximo {max_length} caracteres.",
    "string_type": "Debe ser un texto.",
    "string_pattern_mismatch": MALFORMED,
    "string_unicode": "El texto contiene caracteres no válidos.",
    "int_type": "Debe ser un número entero.",
    "int_parsing": "Debe ser un número entero.",
    "int_parsing_size": "El número es demasiado grande.",
    "int_from_float": "Debe ser un número entero.",
    "float_type": "Debe ser un número.",
    "float_parsing": "Debe ser un número.",
    "finite_number": "Debe ser un número finito.",
    "decimal_type": "Debe ser un número.",
    "decimal_parsing": "Debe ser un número.",
    "decimal_max_digits": "Tiene demasiadas cifras (máximo {max_digits}).",
    "decimal_max_places": "Use como máximo {decimal_places} decimales.",
    "decimal_whole_digits": "El número es demasiado grande.",
    "bool_type": "Debe ser verdadero o falso.",
    "bool_parsing": "Debe ser verdadero o falso.",
    "greater_than": "Debe ser mayor que {gt}.",
    "greater_than_equal": "Debe ser mayor o igual a {ge}.",
    "less_than": "Debe ser menor que {lt}.",
    "less_than_equal": "Debe ser menor o igual a {le}.",
    "enum": "Elija uno de estos valores: {expected}.",
    "literal_error": "Elija uno de estos valores: {expected}.",
    "date_type": "Debe ser una fecha (AAAA-MM-DD).",
    "date_parsing": "Debe ser una fecha (AAAA-MM-DD).",
    "date_from_datetime_parsing": "Debe ser una fecha (AAAA-MM-DD).",
    "date_from_datetime_inexact": "Debe ser una fecha sin hora (AAAA-MM-DD).",
    "datetime_type": "Debe ser una fecha con hora.",
    "datetime_parsing": "Debe ser una fecha con hora (2026-01-31T08:30:00-05:00).",
    "datetime_from_date_parsing": "Debe ser una fecha con hora (2026-01-31T08:30:00-05:00).",
    "timezone_aware": "La hora debe llevar su zona, por ejemplo -05:00.",
    "time_type": "Debe ser una hora (HH:MM).",
    "time_parsing": "Debe ser una hora (HH:MM).",
    "uuid_type": "Debe ser un identificador UUID.",
    "uuid_parsing": "Debe ser un identificador UUID.",
    "list_type": "Debe ser una lista.",
    "dict_type": "Debe ser un objeto.",
    "model_type": "Debe ser un objeto.",
    "model_attributes_type": "Debe ser un objeto.",
    "bytes_type": "Debe venir en base64.",
    "base64_decode": "Debe venir en base64.",
    "json_invalid": "No es JSON válido.",
    "too_short": "Agregue al menos {min_length}.",
    "too_long": "Hay demasiados elementos (máximo {max_length}).",
    "value_error": "{error}",
}
# A constraint that nobody put into words: what kind of rule it is.
KINDS = {
    pg.UniqueViolation: (409, "Ya existe un registro con esos datos."),
    pg.ExclusionViolation: (409, "Se cruza con otro registro."),
    pg.ForeignKeyViolation: (422, "Hace referencia a algo que no existe."),
    pg.NotNullViolation: (422, "Falta un dato obligatorio."),
    pg.CheckViolation: (409, "No cumple una regla de la clínica."),
}
# The database is there, and this it did not do.
LIMITS = {
    pg.QueryCanceled: "La consulta tardó demasiado. Acote las fechas o la búsqueda e intente de nuevo.",
    pg.LockNotAvailable: "Otra persona está cambiando esto en este momento. Intente de nuevo.",
    pg.DiskFull: "No hay espacio para guardar. Avise a quien administra el sistema; lo guardado se puede consultar.",
}
# What Werkzeug would say in English.
WORDS = {
    400: ("Petición mal formada", "No se entiende la petición."),
    404: ("No encontrado", "Esta dirección no existe."),
    405: ("Método no permitido", "Esta dirección no admite ese método."),
    406: ("Formato no disponible", "Solo se responde en JSON."),
    413: ("Contenido demasiado grande", "El contenido enviado es demasiado grande."),
    415: ("Tipo de contenido no admitido", "Envíe JSON (Content-Type: application/json)."),
}


def is_away(error):
    """Is it that the database cannot be reached, or that a neighbour cannot, whatever is asked of it?"""
    if isinstance(error, psycopg2.OperationalError):
        return not isinstance(error, (pg.TransactionRollback, *LIMITS))
    return (
        isinstance(error, (PoolTimeout, psycopg2.InterfaceError))
        or isinstance(error, Problem)
        and error.status == 503
    )


def register(app, constraints):
    """`constraints` maps a constraint's name to the sentence its violation deserves, or to (field, sentence)."""

    @app.errorhandler(HTTPException)
    def http(error):
        title, detail = WORDS.get(error.code, (error.name, error.description))
        response = problem(error.code, title, detail)
        response.headers.extend(
            h for h in error.get_headers() if h[0] not in ("Content-Type", "Content-Length")
        )
        return response

    @app.errorhandler(Problem)
    def domain(error):
        return problem(error.status, error.title, str(error), error.errors, error.retry_after, **error.extra)

    @app.errorhandler(ValidationError)
    def validation(error):
        if error.errors(include_url=False)[0]["type"] == "json_invalid":
            return problem(400, "JSON inválido", "El cuerpo de la petición no es JSON válido.")
        errors = [
            {"field": field_of(item), "message": message_of(item)} for item in error.errors(include_url=False)
        ]
        return problem(422, "Datos inválidos", "Revise los campos señalados.", errors)

    @app.errorhandler(psycopg2.IntegrityError)
    def integrity(error):
        status, sentence = next(
            (KINDS[kind] for kind in KINDS if isinstance(error, kind)), KINDS[pg.CheckViolation]
        )
        words = constraints.get(error.diag.constraint_name, sentence)
        field, sentence = words if isinstance(words, tuple) else (None, words)
        return problem(
            status, "Conflicto", sentence, [{"field": field, "message": sentence}] if field else None
        )

    @app.errorhandler(psycopg2.DataError)
    def data(error):
        log.warning("data refused by the database", extra={"reason": str(error).partition("\n")[0]})
        return problem(422, "Datos inválidos", "Un valor está fuera de lo que se puede guardar o buscar.")

    @app.errorhandler(PoolTimeout)
    @app.errorhandler(psycopg2.OperationalError)
    @app.errorhandler(psycopg2.InterfaceError)
    def database_away(error):
        log.warning("database not available", extra={"reason": str(error).partition("\n")[0]})
        return problem(
            503, "Servicio no disponible", "La base de datos no responde. Intente de nuevo.", retry_after=2
        )

    @app.errorhandler(pg.QueryCanceled)
    @app.errorhandler(pg.LockNotAvailable)
    @app.errorhandler(pg.DiskFull)
    def database_limit(error):
        log.warning("database gave up", extra={"reason": str(error).partition("\n")[0]})
        return problem(503, "Servicio no disponible", LIMITS[type(error)], retry_after=2)

    @app.errorhandler(Exception)
    def unexpected(error):
        log.exception("unexpected error")
        return problem(500, "Error interno", "Algo falló de nuestro lado. Nada se guardó a medias.")


def field_of(item):
    return ".".join(str(part) for part in item["loc"])


def message_of(item):
    """The sentence of a mistake. pydantic's own is English, as is its list of values ("'A', 'B' or 'C'")."""
    context = {
        name: DAY.sub(r"\3/\2/\1", value) if isinstance(value, str) else value
        for name, value in item.get("ctx", {}).items()
    }
    if "expected" in context:
        context["expected"] = context["expected"].replace(" or ", " o ")
    return MESSAGES.get(item["type"], MALFORMED).format(**context)


def problem(status, title, detail=None, errors=None, retry_after=None, **extra):
    """The response for an error; every one carries the request's id, by which the log finds it."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **extra}
    body["request_id"] = g.get("request_id") if has_request_context() else None
    if errors:
        body["errors"] = errors
    response = make_response(to_json(body), status)
    response.content_type = "application/problem+json"
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response
