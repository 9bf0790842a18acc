"""Base class of every documented resource: flask-restx routes and documents it, nothing more."""

from flask_restx import Resource as RestxResource


class Resource(RestxResource):
    # Each method carries @requires or @public; a test walks them all. `common.web.auth` leaves the check to them.
    declares_permissions = True
