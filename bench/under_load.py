"""A command run while people work: how many requests failed?

    SUITE_URL=http://127.0.0.1:3333 SUITE_EMAIL=… SUITE_PASSWORD=… \\
        .clinica/venv/bin/python -m bench.under_load docker stack deploy --detach=false …

For what is done to a suite from outside: an update, a roll-back, a replica killed. As in bench/graceful_restart.py, the
rate limits must be raised, and patients are registered. Exits with 1 if a request failed.
"""

import argparse
import collections
import subprocess
import sys
import time

from bench.graceful_restart import Load


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rate", type=int, default=50, help="requests a second (50)")
    parser.add_argument("--after", type=float, default=10, help="seconds of load once the command ended (10)")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="what is done under load")
    chosen = parser.parse_args()
    with Load.of_environment(chosen.rate) as load:
        time.sleep(3)
        begun = time.monotonic()
        code = subprocess.run(chosen.command).returncode
        took = time.monotonic() - begun
        time.sleep(chosen.after)
    sys.exit(report(load.answers, took, code))


def report(answers, took, code):
    """Print what came of it; 1 if a request failed."""
    times = sorted(seconds for *_, seconds in answers)
    failed = collections.Counter((path, result) for path, result, _ in answers if result not in (200, 201))
    print(f"the command took {took:.0f} s and ended with {code}")
    print(
        f"failed {failed.total()} of {len(times)}, p50 {1000 * times[len(times) // 2]:.0f} ms, "
        f"p99 {1000 * times[len(times) * 99 // 100]:.0f} ms, slowest {times[-1]:.1f} s"
    )
    for (path, result), count in failed.most_common():
        print(f"  {count:4} × {result}  {path}")
    return 1 if failed else 0


if __name__ == "__main__":
    main()
