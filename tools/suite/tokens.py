"""Tokens like those that auth signs: the runner holds the key, so it needs nobody's password."""

import json
import secrets
import time

import jwt

from tools.settings import Settings

LIFETIME_SECONDS = 900


def sign(settings: Settings, who: tuple, permissions, client: bool = False) -> str:
    """A token for a quarter of an hour; `who` is (id, name, role), of a user or of a client."""
    given = settings.passed_through
    issuer, now = given.get("JWT_ISSUER") or "omniclinica", time.time()
    id, name, role = who
    claims = {
        "sub": str(id),
        "name": name,
        "role": role,
        "permissions": sorted(permissions),
        "jti": secrets.token_hex(16),
        "iat": now,
        "exp": int(now) + LIFETIME_SECONDS,
        "iss": issuer,
        "aud": issuer,
        "client": client,
    }
    if given.get("JWT_ALGORITHM") == "HS256":
        return jwt.encode(claims, given["JWT_SECRET"], "HS256")
    keys = json.loads((settings.secrets / "jwt" / "signing-keys.json").read_text())["keys"]
    return jwt.encode(claims, jwt.PyJWK(keys[0]).key, "RS256", headers={"kid": keys[0]["kid"]})
