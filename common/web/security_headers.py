"""The security headers of every answer, and the policy of Swagger UI's page."""

import hashlib
import re
from base64 import b64encode

from flask import Flask, Response, make_response
from flask_restx import apidoc
from flask_talisman import Talisman

POLICY = "Content-Security-Policy"
DIRECTIVES = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
SCRIPT = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


class SecurityHeaders:
    """WSGI middleware that adds Talisman's headers to what leaves: worked out once, since no view has options of its own."""

    def __init__(self, app, hsts):
        self.app = app
        self.headers = {scheme: talisman_headers(scheme, hsts) for scheme in ("http", "https")}

    def __call__(self, environ, start_response):
        def start(status, headers, exc_info=None):
            own = {name for name, _ in headers}
            # Asked only now: whoever stands between may have said what Traefik heard the request by.
            headers += [pair for pair in self.headers[environ["wsgi.url_scheme"]] if pair[0] not in own]
            return start_response(status, headers, exc_info)

        return self.app(environ, start)


def talisman_headers(scheme, hsts):
    """The (name, value) pairs that Talisman writes over this scheme, on an application beside ours; HSTS over TLS alone."""
    beside = Flask("security_headers", static_folder=None)
    Talisman(
        beside,
        # Traefik redirects; health checks come without TLS.
        force_https=False,
        strict_transport_security=hsts,
        content_security_policy=DIRECTIVES,
        frame_options="DENY",
        referrer_policy="same-origin",
    )
    with beside.test_request_context(base_url=f"{scheme}://localhost"):
        blank = Response()
        blank.headers.clear()
        return list(beside.process_response(blank).headers)


def swagger_page(api):
    """The view of Swagger UI's page, whose policy lets its inline script run by its hash, and nothing else."""

    def page():
        response = make_response(apidoc.ui_for(api))
        hashes = "".join(
            f" 'sha256-{b64encode(hashlib.sha256(script).digest()).decode()}'"
            for script in SCRIPT.findall(response.get_data())
        )
        directives = DIRECTIVES | {"script-src": DIRECTIVES["script-src"] + hashes}
        response.headers[POLICY] = "; ".join(f"{name} {value}" for name, value in directives.items())
        return response

    return page
