"""Container HEALTHCHECK: readiness until the service was ready once, liveness from then on.

Until the service has been ready (its database answers, its schema is there), only that counts. Afterwards being alive
is enough: Traefik routes to healthy containers only, and a service whose database is down must stay reachable, for it
answers with a reason.
"""

import os
import sys
import tempfile
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

ADDRESS = os.environ.get("HEALTH_URL", "http://127.0.0.1:5000/health")
# It asks its own container, so a proxy set for the rest of the world has no say.
OPENER = build_opener(ProxyHandler({}))
# What a container may write into is its temporary folder alone, and that ends with it.
SEEN_READY = Path(tempfile.gettempdir(), "was-ready")


def main(address=ADDRESS, seen_ready=SEEN_READY):
    """Exit 0 when healthy, else with the reason."""
    try:
        with OPENER.open(f"{address}/live" if seen_ready.exists() else address, timeout=3):
            seen_ready.touch()
    except OSError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
