"""Private keys at rest: encrypted with a key that is not in the database.

It is derived from the secret with which this service identifies itself: whoever takes the database, or a backup of it, has no
private key. A new secret makes what was sealed unreadable, and the certificate is uploaded again.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
PURPOSE = b"omniclinica einvoice certificate"


def cipher(secret):
    return AESGCM(HKDF(hashes.SHA256(), 32, salt=None, info=PURPOSE).derive(secret.encode()))


def seal(content, secret):
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher(secret).encrypt(nonce, content, PURPOSE)


def unseal(sealed, secret):
    """What was sealed. Raises ValueError where the secret is another."""
    sealed = bytes(sealed)
    try:
        return cipher(secret).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], PURPOSE)
    except InvalidTag:
        raise ValueError("the certificate was sealed with another secret") from None
