"""A suite on this machine: its processes, their settings and secrets, and how they are."""
