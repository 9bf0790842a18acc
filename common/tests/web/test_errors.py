import json
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

import psycopg2
import pytest
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator
from werkzeug.exceptions import ImATeapot, ServiceUnavailable

from common.problems import Conflict, Forbidden, Invalid, NotFound, Problem, Stale, TooMany, Unavailable
from common.store.db import get_db
from common.store.pool import PoolTimeout
from common.web.errors import MESSAGES, field_of, message_of, problem

URL = "/api/logs/things"
WORDED = {"numbers_even": "El número debe ser par", "numbers_pkey": ("number", "Ese número ya existe")}


@pytest.fixture
def raising(make_app, acts, bearer):
    """The answer to a request in which `error` is raised, or in which `error` is SQL that the database refuses."""
    app = make_app(constraints=WORDED)

    def raising(error):
        def act():
            if isinstance(error, str):
                with get_db().transaction() as tx:
                    tx.run(error)
            raise error

        acts["act"] = act
        return app.test_client().get(f"{URL}/act", headers=bearer())

    return raising


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Problem("Eso no."), 400),
        (Forbidden("Eso no."), 403),
        (NotFound("Eso no."), 404),
        (Conflict("Eso no."), 409),
        (Stale("Eso no."), 412),
        (Invalid("Eso no."), 422),
        (TooMany("Eso no."), 429),
        (Unavailable("Eso no."), 503),
    ],
)
def test_a_problem_leaves_as_problem_json(raising, error, status):
    answer = raising(error)
    assert answer.status_code == status and answer.content_type == "application/problem+json"
    assert answer.json == {
        "type": "about:blank",
        "title": error.title,
        "status": status,
        "detail": "Eso no.",
        "request_id": answer.headers["X-Request-Id"],
    }


def test_a_problem_may_name_fields_say_when_to_return_and_add_members(raising):
    answer = raising(Conflict("Se cruza.", retry_after=3, next_slots=[{"start_time": "10:00"}]))
    assert answer.headers["Retry-After"] == "3" and answer.json["next_slots"] == [{"start_time": "10:00"}]
    assert raising(Invalid.field("name", "Ya está.")).json["errors"] == [
        {"field": "name", "message": "Ya está."}
    ]
    assert str(NotFound()) == "No encontrado"


SETUP = """
CREATE TEMPORARY TABLE numbers (number integer CONSTRAINT numbers_pkey PRIMARY KEY,
    CONSTRAINT numbers_even CHECK (mod(number, 2) = 0), CONSTRAINT numbers_small CHECK (number < 100),
    during int4range, CONSTRAINT numbers_once EXCLUDE USING gist (during WITH &&),
    parent integer CONSTRAINT numbers_parent REFERENCES numbers) ON COMMIT DROP;
INSERT INTO numbers VALUES (2, '[1,5)');
"""


@pytest.mark.parametrize(
    ("sql", "status", "words"),
    [
        ("INSERT INTO numbers VALUES (3)", 409, "El número debe ser par"),
        ("INSERT INTO numbers VALUES (2)", 409, "Ese número ya existe"),
        ("INSERT INTO numbers VALUES (200)", 409, "No cumple una regla de la clínica."),
        ("INSERT INTO numbers VALUES (4, '[2,3)')", 409, "Se cruza con otro registro."),
        ("INSERT INTO numbers VALUES (4, NULL, 8)", 422, "Hace referencia a algo que no existe."),
        ("INSERT INTO numbers VALUES (NULL)", 422, "Falta un dato obligatorio."),
        (
            "INSERT INTO numbers VALUES (99999999999)",
            422,
            "Un valor está fuera de lo que se puede guardar o buscar.",
        ),
        ("SELECT 'x'::date", 422, "Un valor está fuera de lo que se puede guardar o buscar."),
        ("SELECT 1/0", 422, "Un valor está fuera de lo que se puede guardar o buscar."),
        (
            "SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)",
            503,
            "La consulta tardó demasiado. Acote las fechas o la búsqueda e intente de nuevo.",
        ),
        (
            "DO $$ BEGIN RAISE SQLSTATE '55P03'; END $$",
            503,
            "Otra persona está cambiando esto en este momento. Intente de nuevo.",
        ),
        (
            "DO $$ BEGIN RAISE SQLSTATE '53100'; END $$",
            503,
            "No hay espacio para guardar. Avise a quien administra el sistema; lo guardado se puede consultar.",
        ),
        (
            "SELECT pg_terminate_backend(pg_backend_pid())",
            503,
            "La base de datos no responde. Intente de nuevo.",
        ),
    ],
)
def test_what_the_database_refuses_is_put_into_words(raising, sql, status, words):
    answer = raising(SETUP + sql)
    assert (answer.status_code, answer.json["detail"]) == (status, words)
    assert answer.headers.get("Retry-After") == ("2" if status == 503 else None)


def test_whatever_is_said_of_a_field_is_a_whole_sentence():
    unfinished = [
        kind for kind, words in MESSAGES.items() if not words.endswith(".") and kind != "value_error"
    ]
    assert unfinished == []


def test_a_constraint_may_point_at_its_field(raising):
    answer = raising(SETUP + "INSERT INTO numbers VALUES (2)")
    assert answer.json["errors"] == [{"field": "number", "message": "Ese número ya existe"}]


def test_two_that_block_each_other_are_told_to_try_again(raising):
    assert raising(psycopg2.errors.DeadlockDetected("deadlock")).status_code == 503


@pytest.mark.parametrize("error", [PoolTimeout("none free"), psycopg2.InterfaceError("closed")])
def test_a_database_that_is_away_is_503(raising, error):
    answer = raising(error)
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "2"


@pytest.mark.parametrize(
    "error", [RuntimeError("hunter2"), psycopg2.ProgrammingError("hunter2"), KeyError("hunter2")]
)
def test_what_nobody_expected_says_nothing_but_its_id(raising, error):
    answer = raising(error)
    assert answer.status_code == 500 and answer.json["request_id"] == answer.headers["X-Request-Id"]
    assert "hunter2" not in answer.text


def test_an_error_of_the_web_framework_is_a_problem_too(raising):
    answer = raising(ImATeapot())
    assert answer.status_code == 418 and answer.content_type == "application/problem+json"
    assert raising(ServiceUnavailable(retry_after=7)).headers["Retry-After"] == "7"


@pytest.mark.parametrize("data", ["{", "", "nope", '{"name": "x"', "\xff", '{"name": NaN'])
def test_broken_json_is_400(client, bearer, data):
    answer = client.post(URL, data=data, content_type="application/json", headers=bearer("things:write"))
    assert answer.status_code == 400 and answer.json["title"] == "JSON inválido"


@pytest.mark.parametrize("data", ["[]", "1", "null", '"x"'])
def test_json_that_is_no_object_is_422(client, bearer, data):
    answer = client.post(URL, data=data, content_type="application/json", headers=bearer("things:write"))
    assert answer.status_code == 422 and answer.json["errors"][0]["message"] == "Debe ser un objeto."


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "name", "Este campo es obligatorio."),
        ({"name": " a "}, "name", "Escriba al menos 2 caracteres."),
        ({"name": "x" * 41}, "name", "Escriba como máximo 40 caracteres."),
        ({"name": 7}, "name", "Debe ser un texto."),
        ({"name": "Guantes", "color": "rojo"}, "color", "Este campo no existe."),
        ({"name": "Guantes", "price": "1.999"}, "price", "Use como máximo 2 decimales."),
        ({"name": "Guantes", "price": "-1"}, "price", "Debe ser mayor o igual a 0."),
        ({"name": "Guantes", "price": "x"}, "price", "Debe ser un número."),
        ({"name": "Guantes", "price": "1e40"}, "price", "Tiene demasiadas cifras (máximo 12)."),
        ({"name": "Guantes", "price": "NaN"}, "price", "Debe ser un número finito."),
        ({"name": "Guantes", "owner_id": 2**63}, "owner_id", f"Debe ser menor o igual a {2**63 - 1}."),
        ({"name": "Guantes", "owner_id": 0}, "owner_id", "Debe ser mayor o igual a 1."),
        ({"name": "Guantes", "owner_id": 1.5}, "owner_id", "Debe ser un número entero."),
    ],
)
def test_invalid_data_names_the_field_in_spanish(client, bearer, body, field, message):
    answer = client.post(URL, json=body, headers=bearer("things:write"))
    assert answer.status_code == 422 and answer.json["errors"] == [{"field": field, "message": message}]


@pytest.mark.parametrize("data", [b'{"name": "a\x00b"}', b'{"name": "a\\u0000b"}'])
def test_a_character_that_no_text_column_holds_is_refused(client, bearer, data):
    answer = client.post(URL, data=data, content_type="application/json", headers=bearer("things:write"))
    assert answer.status_code == 422 and "NUL" in answer.json["detail"]


def test_neither_does_a_query_string_hold_it(client, bearer):
    assert client.get(f"{URL}?after=%00", headers=bearer("things:read")).status_code == 400
    assert client.get(f"{URL}?%00=1", headers=bearer("things:read")).status_code == 400


class Everything(BaseModel):
    model_config = ConfigDict(extra="forbid")

    when: AwareDatetime | None = None
    naive: datetime | None = None
    day: date | None = None
    kind: Literal["A", "B"] | None = None
    code: str | None = Field(None, pattern="^[A-Z]$")
    content: bytes | None = None
    flag: bool | None = None
    id: UUID | None = None
    items: list[int] = Field([1], min_length=1, max_length=2)
    data: dict | None = None
    part: "Everything | None" = None
    rate: float | None = None
    size: Decimal | None = Field(None, gt=0, lt=10, max_digits=3)
    odd: int = 1

    @field_validator("odd")
    def odd_only(cls, value):
        if value % 2 == 0:
            raise ValueError("Debe ser impar")
        return value


@pytest.mark.parametrize(
    ("value", "field", "message"),
    [
        ({"when": "2026-11-24T10:00:00"}, "when", "La hora debe llevar su zona, por ejemplo -05:00."),
        ({"when": "ayer"}, "when", "Debe ser una fecha con hora (2026-01-31T08:30:00-05:00)."),
        ({"naive": []}, "naive", "Debe ser una fecha con hora."),
        ({"day": "2026-02-30"}, "day", "Debe ser una fecha (AAAA-MM-DD)."),
        ({"day": "2026-02-01T10:00:00"}, "day", "Debe ser una fecha sin hora (AAAA-MM-DD)."),
        ({"content": 1}, "content", "Debe venir en base64."),
        ({"kind": "C"}, "kind", "Elija uno de estos valores: 'A' o 'B'."),
        ({"code": "a"}, "code", "No tiene el formato esperado."),
        ({"flag": "quizás"}, "flag", "Debe ser verdadero o falso."),
        ({"id": "x"}, "id", "Debe ser un identificador UUID."),
        ({"items": []}, "items", "Agregue al menos 1."),
        ({"items": [1, 2, 3]}, "items", "Hay demasiados elementos (máximo 2)."),
        ({"items": [1, "x"]}, "items.1", "Debe ser un número entero."),
        ({"items": 1}, "items", "Debe ser una lista."),
        ({"data": []}, "data", "Debe ser un objeto."),
        ({"part": {"part": {"flag": 7}}}, "part.part.flag", "Debe ser verdadero o falso."),
        ({"rate": "x"}, "rate", "Debe ser un número."),
        ({"size": 0}, "size", "Debe ser mayor que 0."),
        ({"size": 10}, "size", "Debe ser menor que 10."),
        ({"odd": 2}, "odd", "Debe ser impar"),
    ],
)
def test_every_kind_of_mistake_is_said_in_spanish(value, field, message):
    with pytest.raises(ValidationError) as refusal:
        Everything.model_validate_json(json.dumps(value))
    (item,) = refusal.value.errors()
    assert (field_of(item), message_of(item)) == (field, message)


def test_what_has_no_words_of_ours_is_not_said_in_english():
    assert message_of({"type": "unheard_of", "msg": "as it is"}) == "No tiene el formato esperado."


def test_a_problem_outside_a_request_has_no_id(app):
    with app.app_context():
        assert problem(400, "Mal").json["request_id"] is None
