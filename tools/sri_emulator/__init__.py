"""Emulator of the SRI's web services, for tests and demonstration: it checks, and shares no code with what it checks."""
