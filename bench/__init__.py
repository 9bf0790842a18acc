"""Measurements on a suite that runs on this machine with demo data; docs/performance.md holds their figures."""
