"""Keeping a professional's certificate, and signing with it; the caller owns the transaction."""

from datetime import UTC, datetime
from typing import NamedTuple

from flask import current_app

from common.messages import events
from common.problems import Invalid
from common.signing import credentials, pdfs
from common.signing.credentials import Credential
from common.web.http import found
from historia_clinica.signing import queries

# What the key is sealed for: part of how it is encrypted.
PURPOSE = b"omniclinica signature of a professional"
NONE = "No tiene un certificado de firma: súbalo en Firma electrónica, o emítala sin firma."
SHUT = "Su certificado de firma ya no se puede abrir: súbalo otra vez."


class Signer(NamedTuple):
    """Who signs, and what is told of their certificate."""

    credential: Credential
    told: dict

    def sign(self, pdf, reason):
        return pdfs.sign(pdf, self.credential, "Firma", reason)


def keep(tx, credential, owner):
    """The certificate with which they sign from now on. The one before goes, and its key with it."""
    wrong = credentials.wrong_in(credential, datetime.now(UTC))
    if wrong:
        raise Invalid(
            "El certificado no sirve para firmar. " + wrong[0],
            errors=[{"field": "content", "message": said} for said in wrong],
        )
    certificate = credential.certificate
    queries.remove(tx, owner.id)
    queries.insert(
        tx,
        owner_id=owner.id,
        owner_name=owner.name,
        holder=pdfs.name_in(certificate),
        issuer=pdfs.name_in(certificate, authority=True),
        serial=str(certificate.serial_number),
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
        pem=credentials.pem_of([certificate, *credential.chain]),
        sealed_key=credentials.sealed(credential, secret(), PURPOSE),
    )
    events.publish(
        tx, "signing_certificate.uploaded", f"user:{owner.id}", "Subió su certificado de firma electrónica"
    )
    return {"certificate": queries.own(tx, owner.id)}


def remove(tx, owner):
    found(queries.remove(tx, owner.id) or None, "No tiene un certificado de firma.")
    events.publish(
        tx, "signing_certificate.removed", f"user:{owner.id}", "Quitó su certificado de firma electrónica"
    )


def signer(db, owner, now, field="sign"):
    """Who signs as `owner`. Raises Invalid of `field` where they cannot."""
    row = queries.sealed(db, owner.id)
    if row is None:
        raise Invalid.field(field, NONE)
    try:
        credential = credentials.unsealed(row["pem"], bytes(row["sealed_key"]), secret(), PURPOSE)
    except ValueError:
        raise Invalid.field(field, SHUT) from None
    if wrong := credentials.wrong_in(credential, now):
        raise Invalid.field(field, wrong[0])
    return Signer(credential, {name: row[name] for name in ("holder", "issuer", "serial")})


def secret():
    return current_app.config["SETTINGS"].service_client_secret
