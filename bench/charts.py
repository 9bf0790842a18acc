"""The odontogram of a patient with two hundred signed versions: how long it takes to open, and to read an old one.

    .clinica/venv/bin/python -m bench.charts [--versions 200] [--times 40]

The suite must run, with `./clinica demo` loaded; it is left with one patient more, charted through the API as a dentist would:
every version opened, changed by one tooth and signed. It ends with 1 where opening takes 300 ms or more (median). Beside other
work the fastest reading says what it takes, and the others what it waits.
"""

import argparse
import statistics
import sys
import time

from tools import settings as settings_module
from tools.demo import people
from tools.demo.session import open_suite

TARGET = 300
TEETH = [10 * quadrant + tooth for quadrant in range(1, 5) for tooth in range(1, 9)]
BASE = "historia-clinica"


def charted(suite, versions):
    """A patient with so many signed versions of a mouth in which every tooth has a finding; where they are read, and their ids."""
    ((id, name),) = suite.rows(
        "SELECT id, full_name FROM auth.users WHERE email = %(email)s", email=people.DOCTORS[0].email
    )
    doctor = (str(id), name, "Odontólogo/Médico")
    document = f"MED{time.time_ns() % 10**9:09}"
    patient = suite.post(
        f"{BASE}/patients",
        {
            "first_name": "Medida",
            "last_name": document,
            "document_type": "PASSPORT",
            "document_number": document,
        },
    )["id"]
    signed = []
    for version in range(versions):
        chart = suite.post(f"{BASE}/patients/{patient}/odontograms", {}, doctor)
        filled = TEETH[version % len(TEETH)]
        findings = [
            (
                {"tooth": tooth, "kind": "FILLING", "state": "DONE", "faces": ["O"], "material": "RESIN"}
                if tooth == filled
                else {"tooth": tooth, "kind": "CARIES", "state": "TODO", "faces": ["M", "O"]}
            )
            for tooth in TEETH
        ]
        path = f"{BASE}/odontograms/{chart['id']}"
        saved = suite.put(f"{path}/findings", {"findings": findings}, chart["version"], doctor)
        signed.append(suite.post(f"{path}/sign", {}, doctor, version=saved["version"])["id"])
    return f"{BASE}/patients/{patient}/odontograms", signed


def milliseconds(read, times):
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        read()
        took.append(1000 * (time.perf_counter() - begun))
    return min(took), statistics.median(took), statistics.quantiles(took, n=20)[-1]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--versions", type=int, default=200)
    parser.add_argument("--times", type=int, default=40)
    asked = parser.parse_args()
    suite = open_suite(settings_module.load())
    path, signed = charted(suite, asked.versions)
    opened = milliseconds(lambda: suite.get(path), asked.times)
    read = milliseconds(lambda: suite.get(f"{BASE}/odontograms/{signed[0]}"), asked.times)
    for said, (best, middle, worst) in (
        (f"open, {asked.versions} versions", opened),
        ("read the first of them", read),
    ):
        print(f"{said:<34} best {best:6.1f} ms   p50 {middle:6.1f} ms   p95 {worst:6.1f} ms")
    print(f"to look at: /odontograma/?id={path.split('/')[2]}")
    return int(opened[1] >= TARGET)


if __name__ == "__main__":
    sys.exit(main())
