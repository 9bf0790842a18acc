"""Pairs of files that may be one person, and of those that somebody said are two."""

NAMESPACES = ()
CONSTRAINTS = {"patient_pairs_said": "Lo que alguien dijo de dos fichas no se borra: se corrige."}
HANDLERS = {}
GAUGES = {}
