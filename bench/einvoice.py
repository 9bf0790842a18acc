"""Electronic documents: how many are built and signed in a second, and what issuing takes with the SRI, without it and while it is silent.

    PYTHONPATH=.:services/facturacion/src .clinica/venv/bin/python -m bench.einvoice [--times 60]

The suite must run, with `./clinica demo` loaded and its emulator in the SRI's place; it is left with some invoices more, so it
is no bench for a clinic at work. The documents that are built are those of the tests, with a certificate made on the spot.
"""

import argparse
import statistics
import time
from datetime import datetime
from random import Random

import requests

from facturacion.einvoice.ecuador import documents, signature
from tests.sri import samples
from tools import settings as settings_module
from tools.demo.einvoices import changed
from tools.demo.session import open_suite
from tools.sri_emulator.authority import Authority
from tools.suite import sri

BUILT = 300
BUYER = {"id_type": "05", "document": "1714307103", "name": "María Fernanda Torres"}
LINE = {"kind": "OTHER", "description": "Medición", "quantity": "1", "unit_price": "10.00", "iva_code": "0"}
# More than the run needs: each call that meets it waits until its own time is over.
SILENT = {"service": "reception", "kind": "silent_before"}


def built_and_signed():
    """Documents a second, on one core."""
    key, certificate = Authority().issue(samples.RUC)
    random = Random(5)
    made = [samples.document(random) for _ in range(BUILT)]
    begun = time.perf_counter()
    for document in made:
        signature.sign(documents.build(document), key, certificate, datetime.now(samples.GUAYAQUIL), "sha1")
    return BUILT / (time.perf_counter() - begun)


def issuing(suite, times):
    """Milliseconds of each request that issues a draft: number, key, XML and signature, stored in one transaction."""
    drafts = [
        suite.post("facturacion/invoices", {"buyer": BUYER, "lines": [LINE]})["id"] for _ in range(times)
    ]
    took = []
    for draft in drafts:
        begun = time.perf_counter()
        suite.post(f"facturacion/invoices/{draft}/issue", {})
        took.append(1000 * (time.perf_counter() - begun))
    return took


def tell(name, took):
    p95 = statistics.quantiles(took, n=20)[-1]
    print(
        f"{name:<34} p50 {statistics.median(took):6.1f} ms   p95 {p95:6.1f} ms   {1000 * len(took) / sum(took):5.1f}/s"
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=60)
    times = parser.parse_args().times
    print(f"built and signed                   {built_and_signed():.0f} documents a second on one core")
    suite = open_suite(settings_module.load())
    issuing(suite, 5)
    try:
        changed(suite, {"active": False})
        tell("issued without a document", issuing(suite, times))
        changed(suite, {"active": True})
        tell("issued, the SRI answers", issuing(suite, times))
        silence(suite, 10_000)
        tell("issued, the SRI is silent", issuing(suite, times))
    finally:
        silence(suite, 0)
        changed(suite, {"active": True})


def silence(suite, times):
    requests.put(
        f"{sri.url(suite.settings)}/faults", json=SILENT | {"times": times}, timeout=10
    ).raise_for_status()


if __name__ == "__main__":
    main()
