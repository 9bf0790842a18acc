import json
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from flask_restx import Namespace
from openapi_spec_validator import OpenAPIV2SpecValidator, validate
from pydantic import BaseModel, Field, ValidationError

from common.fields import Day, Id, Moment, Money
from common.web.schema import Input, document, to_swagger


class Colour(StrEnum):
    RED = "RED"


class Part(BaseModel):
    quantity: Decimal


class Whole(BaseModel):
    name: str = Field("x", max_length=10, examples=["Guantes"])
    parts: list[Part]
    main: Part | None = None
    colour: Colour
    kind: Literal["ONE"]
    size: int | None = Field(None, gt=0, lt=9)
    other: dict = Field(default_factory=dict)


@pytest.fixture
def swagger():
    return to_swagger(Whole.model_json_schema(mode="serialization"))["properties"]


def test_what_may_be_null_says_so(swagger):
    assert swagger["main"]["x-nullable"] and swagger["main"]["properties"]["quantity"]["type"] == "string"
    assert "default" not in swagger["size"]


def test_definitions_are_put_where_they_are_used(swagger):
    assert swagger["parts"]["items"]["required"] == ["quantity"]
    assert swagger["colour"]["enum"] == ["RED"]


def test_the_words_of_swagger_2_are_used(swagger):
    assert swagger["name"] == {"type": "string", "maxLength": 10, "default": "x", "example": "Guantes"}
    assert swagger["kind"]["enum"] == ["ONE"]
    assert (swagger["size"]["minimum"], swagger["size"]["exclusiveMinimum"]) == (0, True)
    assert (swagger["size"]["maximum"], swagger["size"]["exclusiveMaximum"]) == (9, True)


def test_a_decimal_is_documented_as_the_text_it_is_answered_as():
    class Priced(BaseModel):
        price: Money

    assert to_swagger(Priced.model_json_schema())["properties"]["price"]["type"] == "string"


def test_unknown_fields_are_documented_as_refused():
    class Closed(Input):
        name: str

    assert to_swagger(Closed.model_json_schema())["additionalProperties"] is False


def test_a_field_may_be_named_like_a_word_of_the_schema():
    class Odd(BaseModel):
        title: str
        default: int | None = None
        examples: list[str]

    assert set(to_swagger(Odd.model_json_schema())["properties"]) == {"title", "default", "examples"}


def test_what_is_not_a_schema_stays():
    assert to_swagger("x") == "x" and to_swagger([1, {"const": 1}]) == [1, {"enum": [1]}]


def test_a_model_is_registered_by_its_name():
    ns = Namespace("x")
    document(ns, Whole)
    assert "Whole" in ns.models


def test_the_documentation_of_a_service_is_valid_swagger(client, bearer):
    spec = client.get("/api/logs/swagger.json", headers=bearer()).json
    validate(spec, cls=OpenAPIV2SpecValidator)
    assert {"Thing", "NewThing", "ThingPage", "Problem", "Delivered"} <= set(spec["definitions"])
    post = spec["paths"]["/things"]["post"]
    assert {"201", "400", "401", "403", "422", "429", "503"} <= set(post["responses"])
    limit = next(p for p in spec["paths"]["/things"]["get"]["parameters"] if p["name"] == "limit")
    assert (limit["in"], limit["minimum"], limit["maximum"], limit["default"]) == ("query", 1, 100, 50)


def test_an_example_of_a_query_is_written_as_swagger_2_allows(client, bearer):
    spec = client.get("/api/logs/swagger.json", headers=bearer()).json
    for path in spec["paths"].values():
        for parameter in (
            p for verb in path.values() if isinstance(verb, dict) for p in verb.get("parameters", ())
        ):
            assert "example" not in parameter


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Id, 2**63),
        (Money, "10000000000.00"),
        (Money, "Infinity"),
        (Moment, "9999-12-31T23:59:59Z"),
        (Moment, "2026-01-01T00:00:00"),
        (Day, "0001-01-01"),
    ],
)
def test_every_field_is_bounded_by_what_the_database_holds(kind, value):
    class Bounded(BaseModel):
        value: Annotated[kind, Field()]

    with pytest.raises(ValueError):
        Bounded(value=value)


def test_a_day_within_its_bounds_is_a_date():
    class Dated(BaseModel):
        value: Day

    assert Dated(value="2026-11-24").value == date(2026, 11, 24)


class Counted(Input):
    id: Id
    price: Money | None = None
    name: str = ""


@pytest.mark.parametrize("field", ["id", "price"])
@pytest.mark.parametrize("written", ["1_000", "١٢", "１２"])
def test_a_number_written_as_text_has_digits_of_ascii_only(field, written):
    with pytest.raises(ValidationError, match="solo con cifras"):
        Counted.model_validate({"id": "1", field: written})
    with pytest.raises(ValidationError, match="solo con cifras"):
        Counted.model_validate_json(json.dumps({"id": 1, field: written}))


def test_a_number_may_come_as_text_and_a_text_may_hold_an_underscore():
    counted = Counted.model_validate({"id": "12", "price": "1.50", "name": "a_ñ"})
    assert (counted.id, counted.price, counted.name) == (12, Decimal("1.50"), "a_ñ")


def test_two_models_of_one_service_do_not_share_a_name():
    """One would be documented, and offered to integrators, as the other."""
    ns = Namespace("things")
    document(ns, type("Twin", (BaseModel,), {"__annotations__": {"id": int}}))
    with pytest.raises(ValueError, match="both document a Twin"):
        document(ns, type("Twin", (BaseModel,), {"__annotations__": {"name": str}}))
