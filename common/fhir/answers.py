"""What every service that answers FHIR says alike: searches, Bundles by pages, the CapabilityStatement."""

from urllib.parse import urlencode

from flask import jsonify, request
from pydantic import Field

from common.fields import Id
from common.web.schema import Input

VERSION, MEDIA_TYPE = "4.0.1", "application/fhir+json"


class FhirSearch(Input):
    """What every search takes: how many, and from where the page before ended."""

    count: int = Field(50, ge=1, le=100, alias="_count")
    after: str | None = Field(None, max_length=40, pattern=r"^\d{1,18}(-\d{1,9})?$", alias="_after")


class PatientSearch(FhirSearch):
    patient: Id = Field(description="El número del paciente", examples=[7])


def answer(resource):
    """A resource, or a Bundle, as it leaves."""
    response = jsonify(resource)
    response.content_type = f"{MEDIA_TYPE}; charset=utf-8"
    return response


def bundle(resources, cursor=None):
    """The searchset of one page; with `cursor`, there is another one behind it."""
    base = request.base_url.rsplit("/", 1)[0]
    links = [{"relation": "self", "url": request.url}]
    if cursor is not None:
        asked = request.args.to_dict() | {"_after": cursor}
        links.append({"relation": "next", "url": f"{request.base_url}?{urlencode(asked)}"})
    entries = [
        {
            "fullUrl": f"{base}/{resource['resourceType']}/{resource['id']}",
            "resource": resource,
            "search": {"mode": "match"},
        }
        for resource in resources
    ]
    # FHIR has no empty lists.
    return {"resourceType": "Bundle", "type": "searchset", "link": links} | (
        {"entry": entries} if entries else {}
    )


def page(rows, count, to_resource, cursor_of):
    """The Bundle of up to `count` rows of `count + 1`."""
    shown = rows[:count]
    return bundle([to_resource(row) for row in shown], cursor_of(shown[-1]) if len(rows) > count else None)


def searchset(rows, wanted, to_resource, cursor_of=lambda row: row["id"]):
    """The answer to a search: a page of what it found, with the way to the next one."""
    return answer(page(rows, wanted.count, to_resource, cursor_of))


def number_after(wanted):
    """The last number of the page before; 0 before the first."""
    return int((wanted.after or "0").rpartition("-")[2])


def capability(title, date, resources):
    """The CapabilityStatement: `resources` maps a type to its interactions and its search parameters (name, type)."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": date,
        "kind": "instance",
        "implementation": {"description": title, "url": request.base_url.rsplit("/", 1)[0]},
        "fhirVersion": VERSION,
        "format": ["json"],
        "rest": [
            {
                "mode": "server",
                "documentation": "Solo lectura. Los errores son application/problem+json (RFC 9457).",
                "security": {"description": "JWT de la suite (Authorization: Bearer)."},
                "resource": [
                    {
                        "type": type,
                        "interaction": [{"code": code} for code in interactions],
                        "searchParam": [{"name": name, "type": kind} for name, kind in parameters],
                    }
                    for type, (interactions, parameters) in resources.items()
                ],
            }
        ],
    }
