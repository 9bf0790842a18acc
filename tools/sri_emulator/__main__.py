"""`python -m tools.sri_emulator --ca ca.pem --port 8899`: the emulator as a process of its own, until it is stopped."""

import argparse
from pathlib import Path

from tools import sri_schemas
from tools.bootstrap import ROOT
from tools.sri_emulator.server import BANNER, Emulator, Server
from tools.sri_emulator.state import State


def main() -> None:
    parser = argparse.ArgumentParser(description=BANNER)
    parser.add_argument(
        "--ca", required=True, type=Path, help="the authority whose certificates it trusts (PEM)"
    )
    parser.add_argument("--port", type=int, default=8899)
    parser.add_argument("--state", default=":memory:", help="a SQLite file that outlives the process")
    parser.add_argument("--processing", type=float, default=1.0, help="seconds that a decision takes")
    parser.add_argument("--days", type=int, default=0, help="how old a document may be, in days")
    chosen = parser.parse_args()
    xsd = sri_schemas.folder(ROOT / ".clinica" / "cache")
    emulator = Emulator(chosen.ca, xsd, State(chosen.state), processing=chosen.processing, days=chosen.days)
    server = Server(emulator, chosen.port)
    print(f"{BANNER}: {server.url}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
