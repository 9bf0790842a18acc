"""Private keys at rest: encrypted with a key that is not in the database.

It is derived from the secret with which this service identifies itself: whoever takes the database, or a backup of it, has no
private key. A new secret makes what was sealed unreadable, and the certificate is uploaded again. `purpose` says what the key is
for, so that what was sealed for one thing opens for no other.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12


def cipher(secret, purpose):
    return AESGCM(HKDF(hashes.SHA256(), 32, salt=None, info=purpose).derive(secret.encode()))


def seal(content, secret, purpose):
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher(secret, purpose).encrypt(nonce, content, purpose)


def unseal(sealed, secret, purpose):
    """What was sealed. Raises ValueError where the secret is another."""
    sealed = bytes(sealed)
    try:
        return cipher(secret, purpose).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose)
    except InvalidTag:
        raise ValueError("the certificate was sealed with another secret") from None
