"""For a container's HEALTHCHECK: exits 0 when the service beside it answers that it is healthy."""

import os
import sys
from urllib.request import urlopen


def main():
    address = os.environ.get("HEALTH_URL", "http://127.0.0.1:5000/health")
    try:
        with urlopen(address, timeout=3) as response:
            sys.exit(0 if response.status == 200 else 1)
    except OSError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
