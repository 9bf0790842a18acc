"""Every answer of every test held against its document."""

from flask import current_app, request
from pydantic import ValidationError

# What did not fit, until the test that saw it ends.
MISFITS = []


def hold_against_document(response):
    """An `after_request`: note where an answer is not what its endpoint documents; members beyond it do not fit.

    It runs inside the app, and so sees what leaves it, whichever test asked. Raising there would become a 500.
    """
    view = current_app.view_functions.get(request.endpoint)
    resource = getattr(view, "view_class", None)
    method = getattr(resource, request.method.lower(), None)
    if getattr(resource, "declares_permissions", False) and method is not None:
        misfit = misfit_of(response, getattr(method, "__apidoc__", {}).get("responses", {}))
        if misfit:
            MISFITS.append(f"{request.method} {request.url_rule} {response.status}: {misfit}")
    return response


def misfit_of(response, documented):
    """What is wrong with this answer, or None."""
    if response.status_code >= 400:
        return None if response.mimetype == "application/problem+json" else f"it is {response.mimetype}"
    if response.status_code == 304:
        return None
    if str(response.status_code) not in documented:
        return "the status is not documented"
    if response.direct_passthrough or response.mimetype != "application/json":
        return None
    model = getattr(documented[str(response.status_code)][1], "model", None)
    if model is None:
        return None if response.get_data() in (b"", b"null") else "the answer has no model"
    try:
        model.model_validate_json(response.get_data(), extra="forbid", by_alias=True, by_name=True)
    except ValidationError as error:
        return str(error)
    return None
