"""Content-Security-Policy of Swagger UI's page: the hash of its inline script is added, and nothing else."""

import hashlib
import re
from base64 import b64encode

from flask import request

SCRIPT = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def allow_its_script(app):
    """Register before Talisman: handlers run last to first, so this one finds Talisman's header written."""

    @app.after_request
    def add_hashes(response):
        if request.path.endswith("/docs") and response.mimetype == "text/html":
            hashes = " ".join(
                f"'sha256-{b64encode(hashlib.sha256(script).digest()).decode()}'"
                for script in SCRIPT.findall(response.get_data())
            )
            policy = response.headers["Content-Security-Policy"]
            response.headers["Content-Security-Policy"] = policy.replace(
                "script-src 'self'", f"script-src 'self' {hashes}"
            )
        return response
