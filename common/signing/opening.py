"""A PKCS#12 file that somebody uploads, opened in a process of its own.

The file itself says how many million times its password is hashed, in layers that only the password opens, and whoever opens it holds
the interpreter meanwhile: every other request of the process would wait. `python -m common.signing.opening` reads {content, password}
and writes {key, pem} or {wrong}, and is ended after a while.
"""

import json
import subprocess
import sys
from base64 import b64decode, b64encode
from threading import Semaphore

from cryptography.hazmat.primitives.serialization import NoEncryption, PrivateFormat

from common.problems import Invalid, Unavailable
from common.signing import credentials

# An authority's file takes a tenth of one.
SECONDS = 10
SLOW = "El archivo tarda demasiado en abrirse: no es como los que entrega una entidad de certificación."
BUSY = "Se está abriendo otro certificado. Intente de nuevo en unos segundos."
# In each process: whoever uploads many such files has one processor at most.
one_at_a_time = Semaphore(1)


def opened(content, password, field="content"):
    """The credential in the file. Raises Invalid of `field` with a sentence for whoever uploaded it. Call it outside any transaction."""
    if not one_at_a_time.acquire(timeout=SECONDS / 2):
        raise Unavailable(BUSY, retry_after=SECONDS)
    try:
        said = run(json.dumps({"content": b64encode(content).decode(), "password": password}))
    except subprocess.TimeoutExpired:
        raise Invalid.field(field, SLOW) from None
    except subprocess.CalledProcessError:  # a cipher that nobody knows, or what makes a parser fall over
        raise Invalid.field(field, credentials.SHUT) from None
    finally:
        one_at_a_time.release()
    if "wrong" in said:
        raise Invalid.field(field, said["wrong"])
    return credentials.loaded(b64decode(said["key"]), said["pem"])


def run(asked):
    """What the process answers; it is given no setting and no secret."""
    done = subprocess.run(
        [sys.executable, "-m", "common.signing.opening"],
        input=asked, capture_output=True, text=True, timeout=SECONDS, check=True,
        env={"PYTHONPATH": ":".join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return json.loads(done.stdout)


def answer(asked):
    """What that process does with what it reads."""
    asked = json.loads(asked)
    try:
        credential = credentials.open_file(b64decode(asked["content"]), asked["password"])
    except ValueError as wrong:
        return {"wrong": str(wrong)}
    key = credential.key.private_bytes(credentials.DER, PrivateFormat.PKCS8, NoEncryption())
    pem = credentials.pem_of([credential.certificate, *credential.chain])
    return {"key": b64encode(key).decode(), "pem": pem}


if __name__ == "__main__":
    json.dump(answer(sys.stdin.read()), sys.stdout)
