"""The JWT keys: a private JWKS that only `auth` reads and a public one that every service reads.

`python -m common.web.keys init|rotate|prune|forget|list DIRECTORY`. The first private key signs; the others still verify,
so that a rotation interrupts nobody. `prune` drops all but the newest once their tokens have expired, and keeps the public
halves for the links that they signed (`common.web.links`); `forget` drops those as well, for a key that somebody stole.
"""

import json
import os
import secrets
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

PRIVATE, PUBLIC = "signing-keys.json", "jwks.json"
# Marks a public key that signs no more: what it signed for sessions is void, the links that it signed live out their time.
LINKS_ONLY = "links_only"
PUBLIC_MEMBERS = ("kty", "n", "e", "kid", "alg", "use")


def new_key():
    """A private RSA key of 2048 bits as a JWK (RFC 7517) with a random `kid`."""
    jwk = RSAAlgorithm.to_jwk(rsa.generate_private_key(65537, 2048), as_dict=True)
    return jwk | {"kid": secrets.token_hex(8), "alg": "RS256", "use": "sig"}


def load(directory):
    return json.loads((Path(directory) / PRIVATE).read_text())["keys"]


def retired(directory):
    """The public halves of keys that sign no more, which links are still verified with."""
    file = Path(directory) / PUBLIC
    return (
        [key for key in json.loads(file.read_text())["keys"] if key.get(LINKS_ONLY)] if file.exists() else []
    )


def store(directory, keys, old=()):
    """Write both files; each is replaced whole, so that a reader never sees half of one."""
    directory = Path(directory)
    # The public file first: a new key must be known everywhere before anything is signed with it.
    replace(directory / PUBLIC, public(keys, old), 0o644)
    replace(directory / PRIVATE, {"keys": keys}, 0o600)


def public(keys, old=()):
    """The JWKS that anyone may read: of the keys at work, and of the `old` ones."""
    return {"keys": [*(half(key) for key in keys), *old]}


def half(key):
    return {name: key[name] for name in PUBLIC_MEMBERS}


def replace(path, content, mode):
    """Put `content` in place of the file at `path`, at once."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        json.dump(content, file, indent=1)
    draft.chmod(mode)
    draft.replace(path)


def init(directory):
    """Make the first key, unless there is one."""
    Path(directory).mkdir(parents=True, exist_ok=True)
    if not (Path(directory) / PRIVATE).exists():
        store(directory, [new_key()])


def rotate(directory):
    """A new key signs from now on; the old ones go on verifying."""
    store(directory, [new_key(), *load(directory)], retired(directory))


def prune(directory):
    """Forget every key but the one that signs; of the others stays what verifies links."""
    first, *others = load(directory)
    store(directory, [first], [*(half(key) | {LINKS_ONLY: True} for key in others), *retired(directory)])


def forget(directory):
    """Forget every key but the one that signs, and with them the links that they signed."""
    store(directory, load(directory)[:1])


def main():
    commands = {
        "init": init,
        "rotate": rotate,
        "prune": prune,
        "forget": forget,
        "list": lambda directory: None,
    }
    if len(sys.argv) != 3 or sys.argv[1] not in commands:
        sys.exit("usage: python -m common.web.keys init|rotate|prune|forget|list DIRECTORY")
    commands[sys.argv[1]](sys.argv[2])
    for position, key in enumerate(load(sys.argv[2])):
        print(key["kid"], "firma" if position == 0 else "verifica")


if __name__ == "__main__":
    main()
