"""Signing of identities (JWT). `common.web.auth` verifies what is signed here."""

import json
import os
import secrets

import jwt

from common.web.auth import APPROVAL, LINKS, Identity

LIFETIME = 24 * 3600
# How long the proof that a second person gave their password may be handed in.
APPROVAL_SECONDS = 120


class Signer:
    """Signs with the first key of the private key file, or with the shared secret where settings say HS256."""

    def __init__(self, settings):
        self.settings = settings
        self.stamp, self.key = None, None

    def issue(self, subject, name, role, permissions, moment, client=False, one_time_until=None):
        """A signed Identity. `moment` is the database's clock: revocations are dated by it too, so that the order of
        a revocation and a token never depends on whose clock is ahead.

        `one_time_until` is when the one-time password ends with which somebody entered: the token ends then at the
        latest, and holds no permission.
        """
        expires_at = int(moment.timestamp()) + LIFETIME
        if one_time_until is not None:
            permissions, expires_at = (), min(expires_at, int(one_time_until.timestamp()))
        claims = {
            "sub": str(subject),
            "name": name,
            "role": role,
            "permissions": sorted(permissions),
            "jti": secrets.token_hex(16),
            "iat": moment.timestamp(),
            "exp": expires_at,
            "iss": self.settings.jwt_issuer,
            "aud": self.settings.jwt_issuer,
        }
        if client:
            claims["client"] = True
        if one_time_until is not None:
            claims["must_change_password"] = True
        return Identity(
            id=claims["sub"],
            name=name,
            role=role,
            permissions=frozenset(permissions),
            jti=claims["jti"],
            issued_at=claims["iat"],
            expires_at=claims["exp"],
            token=self._sign(claims),
            is_client=client,
            must_change_password=one_time_until is not None,
        )

    def approve(self, user_id, name, permission, about, moment):
        """A signed approval: who, with what permission, of one thing. It opens nothing: its audience is another."""
        return self._sign(
            {
                "sub": str(user_id),
                "name": name,
                "permission": permission,
                "about": about,
                "jti": secrets.token_hex(16),
                "iat": moment.timestamp(),
                "exp": int(moment.timestamp()) + APPROVAL_SECONDS,
                "iss": self.settings.jwt_issuer,
                "aud": f"{self.settings.jwt_issuer}{APPROVAL}",
            }
        )

    def link(self, scope, about, seconds, moment):
        """A signed link and when it ends: one act on one thing, for whoever shows it."""
        expires_at = int(moment.timestamp()) + seconds
        claims = {
            "sub": about,
            "scope": scope,
            "jti": secrets.token_urlsafe(12),
            "iat": moment.timestamp(),
            "exp": expires_at,
            "iss": self.settings.jwt_issuer,
            "aud": f"{self.settings.jwt_issuer}{LINKS}",
        }
        return self._sign(claims), expires_at

    def _sign(self, claims):
        if self.settings.jwt_algorithm == "HS256":
            return jwt.encode(claims, self.settings.jwt_secret, "HS256")
        key, kid = self._signing_key()
        return jwt.encode(claims, key, "RS256", headers={"kid": kid})

    def _signing_key(self):
        """The key and its name, read again when the file has changed."""
        stamp = os.stat(self.settings.jwt_signing_keys_file).st_mtime_ns
        if stamp != self.stamp:
            with open(self.settings.jwt_signing_keys_file) as file:
                jwk = json.load(file)["keys"][0]
            self.key, self.stamp = (jwt.PyJWK(jwk).key, jwk["kid"]), stamp
        return self.key
